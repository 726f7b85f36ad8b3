"""What the map says in the reader's language; assets/map/words.ts reads it."""

from __future__ import annotations

from django.utils.translation import gettext as _


def map_words() -> dict[str, str]:
    return {
        "title": _("Map. Move it with the arrow keys, zoom with plus and minus."),
        "zoom-in": _("Zoom in"),
        "zoom-out": _("Zoom out"),
        "close": _("Close"),
        "sources": _("Sources of the map"),
        "zoom-with-control": _("Hold Ctrl and scroll to zoom the map"),
        "zoom-with-command": _("Hold ⌘ and scroll to zoom the map"),
        "two-fingers": _("Move the map with two fingers"),
        "count": _("Places in view: %(count)s"),
        "unnamed": _("Without a name"),
        "base-map-failed": _("The base map could not be read. The list has every place."),
        "points-failed": _("The places could not be read. The list has every one of them."),
    }

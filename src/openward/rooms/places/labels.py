"""The typology's labels in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from openward.methods.typology import load_typology


def kind_label(slug: str) -> str:
    kind = load_typology().kinds.get(slug)
    return gettext(kind.label) if kind else slug


def kind_choices() -> list[tuple[str, str]]:
    """(slug, label), by label."""
    return sorted(
        ((slug, gettext(kind.label)) for slug, kind in load_typology().kinds.items()), key=lambda pair: pair[1]
    )


def place_title(place: Any) -> str:
    """The name in the reader's language, else the map's default name, else what kind of place it is."""
    return (
        place.names.get(get_language() or "en")
        or place.name
        or gettext("%(kind)s without a name") % {"kind": kind_label(place.kind)}
    )

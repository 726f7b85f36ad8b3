"""The words for what was done. A room adds its own at start-up: `verbs.add("approved", _("approved"))`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

READS: dict[str, Any] = {
    "view": _("viewed"),
    "search": _("searched"),
    "export": _("exported"),
    "print": _("printed"),
    "download": _("downloaded"),
}
# These leave the site: logged whatever their label.
ALWAYS_LOGGED = frozenset({"export", "print", "download"})

_deeds: dict[str, Any] = {
    "created": _("created"),
    "changed": _("changed"),
    "deleted": _("deleted"),
    "imported": _("imported from a file"),
    "refreshed": _("refreshed from a file"),
    "undone": _("undone"),
    "shredded": _("erased for good"),
    "linked": _("linked"),
    "unlinked": _("unlinked"),
    "started": _("started"),
    "retried": _("started again"),
    "cancelled": _("cancelled"),
}


def add(slug: str, words: Any) -> None:
    """Name a deed of a room, in the past participle; `words` is a lazy translation."""
    _deeds[slug] = words


def shown(verb: str) -> str:
    """In the reader's language; a slug that nobody named is shown as it is."""
    return str(READS.get(verb) or _deeds.get(verb, verb))

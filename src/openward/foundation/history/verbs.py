"""The words for what was done. A room adds its own at start-up: `verbs.add("approved", _("approved"))`, and for what
an event counts `verbs.add_counts({"added": _("Places added")})`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from openward.foundation.visibility.references import model_of

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


_counts: dict[str, Any] = {}


def add(slug: str, words: Any) -> None:
    """Name a deed of a room, in the past participle; `words` is a lazy translation."""
    _deeds[slug] = words


def shown(verb: str) -> str:
    """In the reader's language; a slug that nobody named is shown as it is."""
    return str(READS.get(verb) or _deeds.get(verb, verb))


def add_counts(words: Mapping[str, Any]) -> None:
    """Name what events of a room count (`notes.COUNTS`), in the order in which it is shown."""
    _counts.update(words)


def counted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What an event counted, in the reader's language, without zeros; kinds of record by their own name. What nobody
    named is left out."""
    named = [(str(words), counts[slug]) for slug, words in _counts.items() if counts.get(slug)]
    kinds = [(model_of(slug), count) for slug, count in sorted(counts.items()) if count and slug not in _counts]
    return named + [(str(model._meta.verbose_name_plural), count) for model, count in kinds if model is not None]

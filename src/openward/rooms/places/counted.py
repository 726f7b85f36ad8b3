"""What is counted of a register's places, in words: when a map was read, and when their visits were worked out anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

READ = {
    "added": _("Places added"),
    "moved": _("Places that moved"),
    "changed": _("Places that changed otherwise"),
    "unchanged": _("Places as they were"),
    "gone": _("Places no longer in the map"),
}
LEFT_OUT = {
    "merged-duplicate": _("Left out: drawn twice and merged into one place"),
    "outside-city": _("Left out: outside the city"),
    "not-in-use": _("Left out: disused, abandoned or only planned"),
    "unusable-geometry": _("Left out: drawn in a way that has no position"),
}
WORKED_OUT = {
    "due": _("Places that have become due for a visit"),
    "reordered": _("Places that moved in the order of visits"),
    "refigured": _("Places of which a figure changed"),
}


def in_words(words: Mapping[str, Any], counts: Mapping[str, int]) -> list[tuple[Any, int]]:
    """Pairs of label and number, of what was counted."""
    return [(label, counts[name]) for name, label in words.items() if name in counts]

"""Indicators: counts about one organisation that a room can tell others. An app declares its own in `indicators.py`,
imported when the site starts; docs/reference/indicators.md describes each, and a check holds that none is missing.

    @declare("places-in-register", _("Places in the register"), _("Places that are in the map now."))
    def places(organisation): return Place.objects.for_system("a count").filter(owner=organisation).count()
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Count = Callable[[Any], int]


@dataclass(frozen=True)
class Indicator:
    """`function(organisation) -> int`: a count of 0 or more, of things, never of what can be traced to a person."""

    slug: str
    label: Any
    description: Any
    function: Count


_declared: dict[str, Indicator] = {}


def declare(slug: str, label: Any, description: Any) -> Callable[[Count], Count]:
    """Register a count under a slug that no other room uses. Label and description are lazy translations."""

    def register(function: Count) -> Count:
        known = _declared.get(slug)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"declared twice: {slug}")
        _declared[slug] = Indicator(slug, label, description, function)
        return function

    return register


def declared() -> list[Indicator]:
    """All indicators, in order of slug."""
    return [_declared[slug] for slug in sorted(_declared)]

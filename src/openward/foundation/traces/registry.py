"""Kinds of traces with the words of both directions. An app declares its own in `traces.py`, imported at start.

kind("made", forward=_("made"), backward=_("was made by"))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Kind:
    """`forward` stands on the page of the source, `backward` on that of the target; lazy translations."""

    slug: str
    forward: Any
    backward: Any


_kinds: dict[str, Kind] = {}


def kind(slug: str, forward: Any, backward: Any) -> None:
    """Declare a kind, once."""
    if slug in _kinds:
        raise ValueError(f"declared twice: {slug}")
    _kinds[slug] = Kind(slug, forward, backward)


def kind_of_trace(slug: str) -> Kind | None:
    """None for a kind of a room that was taken out."""
    return _kinds.get(slug)

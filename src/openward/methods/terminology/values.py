"""Setting aside what two texts both have: within sentences that belong together first, then anywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from openward.methods.terminology.passage import Passage


class HasStart(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=HasStart)
Beads = Sequence[tuple[frozenset[int], frozenset[int]]]  # sentences of the source, of the target, that belong together


def set_aside(
    source: Passage,
    target: Passage,
    meant: Sequence[Placed],
    there: Sequence[Placed],
    beads: Beads,
    same: Callable[[Placed, Placed], bool],
) -> tuple[list[Placed], list[Placed], list[tuple[Placed, Placed]]]:
    """What the source has alone, what the target has alone, and what both have."""
    pairs: list[tuple[Placed, Placed]] = []
    left, extra = list(meant), list(there)
    for near in (True, False):
        for one in list(left):
            for other in extra:
                if same(one, other) and (not near or together(source, target, one, other, beads)):
                    pairs.append((one, other))
                    left.remove(one)
                    extra.remove(other)
                    break
    return left, extra, pairs


def together(source: Passage, target: Passage, one: HasStart, other: HasStart, beads: Beads) -> bool:
    here, there = source.sentence_at(one.start), target.sentence_at(other.start)
    return any(here in held and there in kept for held, kept in beads)

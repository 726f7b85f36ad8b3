"""Which sentences belong together, and setting aside what two texts both have: within such sentences first, then
anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from openward.methods.terminology.passage import Passage
from openward.methods.terminology.sentences import Bead


class HasStart(Protocol):
    @property
    def start(self) -> int: ...


Placed = TypeVar("Placed", bound=HasStart)


class Beads:
    """Sentences of a source and of its translation that belong together."""

    def __init__(self, beads: Sequence[Bead]) -> None:
        self._beads = beads
        self._of_source = {index: number for number, bead in enumerate(beads) for index in bead.source}
        self._of_target = {index: number for number, bead in enumerate(beads) for index in bead.target}

    def __iter__(self) -> Iterator[Bead]:
        return iter(self._beads)

    def together(self, source: int, target: int) -> bool:
        """Whether a sentence of the source and one of the target belong together."""
        here = self._of_source.get(source)
        return here is not None and here == self._of_target.get(target)

    def translated(self, source: int) -> tuple[int, ...]:
        """The sentences of the target that belong to one of the source."""
        here = self._of_source.get(source)
        return () if here is None else self._beads[here].target

    def of_source(self, index: int) -> int | None:
        return self._of_source.get(index)

    def of_target(self, index: int) -> int | None:
        return self._of_target.get(index)


def set_aside(
    source: Passage,
    target: Passage,
    meant: Sequence[Placed],
    there: Sequence[Placed],
    beads: Beads,
    keys: Callable[[Placed], Iterable[Hashable]],
    alike: Callable[[Placed, Placed], bool] | None = None,
    far: Callable[[Placed], Iterable[Hashable]] | None = None,
) -> tuple[list[Placed], list[Placed], list[tuple[Placed, Placed]]]:
    """What the source has alone, what the target has alone, and what both have: two are the same if they share a
    key, and in sentences that belong together also if they are `alike`.
    Elsewhere they share one of the keys that `far` gives."""
    pairs: list[tuple[Placed, Placed]] = []
    near: dict[int | None, list[Placed]] = defaultdict(list)
    for other in there:
        near[beads.of_target(target.sentence_at(other.start))].append(other)
    left: list[Placed] = []
    for one in meant:
        candidates = near.get(beads.of_source(source.sentence_at(one.start)), [])
        same = next((other for other in candidates if set(keys(one)) & set(keys(other))), None)
        if same is None and alike is not None:
            same = next((other for other in candidates if alike(one, other)), None)
        if same is None:
            left.append(one)
        else:
            candidates.remove(same)
            pairs.append((one, same))
    held: dict[Hashable, list[Placed]] = defaultdict(list)
    for other in sorted((other for group in near.values() for other in group), key=lambda placed: placed.start):
        for key in (far or keys)(other):
            held[key].append(other)
    taken: set[int] = set()
    alone: list[Placed] = []
    for one in left:
        same = next((other for key in (far or keys)(one) for other in held[key] if id(other) not in taken), None)
        if same is None:
            alone.append(one)
        else:
            taken.add(id(same))
            pairs.append((one, same))
    rest = [other for group in near.values() for other in group if id(other) not in taken]
    return alone, sorted(rest, key=lambda placed: placed.start), pairs

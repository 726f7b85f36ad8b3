"""What disclosure control takes: cells, figures over them, and what must stay uncertain. No words, no money, no map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of cells. `of`: cell -> how often it counts (-1 takes it away); `value` is the sum.

    `worth` >= 0 is what readers lose when it is hidden; None: it is told in any case, or public anyway."""

    name: str
    of: Mapping[str, float]
    value: float
    worth: float | None = None


@dataclass(frozen=True, slots=True)
class Protected:
    """A sum of cells that nobody may come nearer to than `distance` > 0, neither from above nor from below; below, the
    interval need not reach further than to zero."""

    name: str
    of: Mapping[str, float]  # coefficients >= 0
    value: float
    distance: float


@dataclass(frozen=True, slots=True)
class Release:
    """All that is told or might be. `most`: cell -> the greatest value that anybody would think possible beforehand,
    finite; none is below zero. Names are unique, and values fit together: some filling of the cells has them all."""

    most: Mapping[str, float]
    figures: tuple[Figure, ...]
    protected: tuple[Protected, ...]

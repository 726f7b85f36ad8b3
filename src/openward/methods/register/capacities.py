"""Tagged capacities beside the estimates of people present: how far a map's own numbers bear the load factors out.

The two are not the same thing (seats or beds against people at the busiest hour), so neither corrects the other. A
correlation of a few pairs is noise and is not given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openward.methods.ranges import Range
from openward.methods.register.model import PlaceFacts
from openward.methods.screening.presence import presence
from openward.methods.typology.model import Typology

LEAST_PAIRS = 30  # below this many, a correlation says nothing


@dataclass(frozen=True, slots=True)
class CapacityPair:
    """One place's tagged capacity and the estimate of people at its busiest hour, made without it."""

    place: str
    kind: str
    tagged: int
    estimate: Range

    @property
    def within(self) -> bool:
        return self.estimate.low <= self.tagged <= self.estimate.high


@dataclass(frozen=True, slots=True)
class CapacityReport:
    """`correlation` is Spearman's, -1..1; None below LEAST_PAIRS pairs or where all values of one side are equal."""

    pairs: tuple[CapacityPair, ...]
    correlation: float | None


def capacity_report(places: Iterable[PlaceFacts], typology: Typology) -> CapacityReport:
    """Every tagged capacity beside its estimate, in the order of `places`."""
    pairs = tuple(
        CapacityPair(place.id, place.kind, place.capacity, presence(place, typology).peak)
        for place in places
        if place.capacity is not None
    )
    told = len(pairs) >= LEAST_PAIRS
    return CapacityReport(
        pairs, rank_correlation([(pair.tagged, pair.estimate.likely) for pair in pairs]) if told else None
    )


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Spearman's coefficient with mean ranks for ties (C. Spearman, American Journal of Psychology 15, 1904), of one
    pair or more; None where all values of one side are equal. Whoever quotes it sees to LEAST_PAIRS."""
    first, second = (_ranks(np.array(side, dtype=float)) for side in zip(*pairs, strict=True))
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return ((2 * last - counts + 1) / 2)[place]

"""From what solvers find, in floating point, to whole numbers that `proof.py` can reckon with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.methods.sortition.carrying_out import Mixture
from openward.methods.sortition.model import GAP, Certificate, Chances, Counts, Leaf, Method, Types
from openward.methods.sortition.proof import chances_by_type, gap_of, levels_of, nash_ratio

SHARES = 10**15  # a weight is so many parts of the whole
SCALE = 10**13  # of certificates

Settled = tuple[tuple[int, ...], Certificate]


@dataclass(frozen=True, slots=True)
class Found:
    """What a method found: panels with weights, and whose each level is with its certificate."""

    mixture: Mixture
    settled: tuple[Settled, ...]
    nash: Certificate | None = None
    stopped: bool = False


def whole(values: np.ndarray) -> tuple[int, ...]:
    """Values over SCALE."""
    return tuple(round(value * SCALE) for value in values.tolist())


def certificate_of(weights: np.ndarray, multipliers: np.ndarray) -> Certificate:
    """A certificate of one leaf."""
    return Certificate(SCALE, whole(np.maximum(weights, 0.0)), Leaf(whole(multipliers)))


def proven(method: Method, types: Types, found: Found) -> Chances:
    """The chances with all that is proved of them."""
    panels, weights = _exact(found.mixture)
    chances = chances_by_type(types, panels, weights)
    levels = levels_of(types, chances, found.settled)
    ratio = None if found.nash is None else nash_ratio(types, chances, found.nash)
    gap = gap_of(method, types, chances, levels, ratio)
    return Chances(method, types, panels, weights, chances, levels, gap, gap <= GAP, found.stopped, ratio, found.nash)


def _exact(mixture: Mixture) -> tuple[tuple[Counts, ...], tuple[int, ...]]:
    """Panels and whole weights > 0, in the order of the panels' counts."""
    chosen: dict[Counts, int] = {}
    for counts, weight in zip(mixture.counts, mixture.weights.tolist(), strict=True):
        parts = round(weight * SHARES)
        if parts > 0:
            panel = counts_of(counts)
            chosen[panel] = chosen.get(panel, 0) + parts
    ordered: Sequence[Counts] = sorted(chosen)
    return tuple(ordered), tuple(chosen[panel] for panel in ordered)


def counts_of(counts: np.ndarray) -> Counts:
    """An array's counts, sparse."""
    return tuple((t, round(counts[t])) for t in np.flatnonzero(counts > 0.5).tolist())

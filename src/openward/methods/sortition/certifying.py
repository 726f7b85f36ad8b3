"""From what solvers find, in floating point, to whole numbers that `proof.py` can reckon with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from openward.methods.sortition.carrying_out import Mixture
from openward.methods.sortition.model import GAP, Certificate, Chances, Counts, Leaf, Method, Types
from openward.methods.sortition.proof import chances_by_type, gap_of, levels_of, nash_ratio
from openward.methods.sortition.relaxation import Stage

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


def equally(panels: Sequence[np.ndarray]) -> Mixture:
    """Each with the same weight."""
    return Mixture(np.array(panels), np.full(len(panels), 1 / len(panels)))


def whole(values: np.ndarray) -> tuple[int, ...]:
    """Values over SCALE."""
    return tuple(round(value * SCALE) for value in values.tolist())


def bound_of(stage: Stage) -> Settled:
    """A level of the relaxation, which bounds the true one."""
    return tuple(stage.settled.tolist()), Certificate(SCALE, whole(stage.weights), Leaf(whole(stage.multipliers)))


def proven(method: Method, types: Types, found: Found) -> Chances:
    """The chances with all that is proved of them."""
    panels, weights = _exact(found.mixture)
    chances = chances_by_type(types, panels, weights)
    settled = found.settled[:1] if method is Method.MAXIMIN else found.settled
    levels = levels_of(types, chances, settled)
    ratio = None if found.nash is None else nash_ratio(types, chances, levels, found.nash)
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

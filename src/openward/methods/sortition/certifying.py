"""From what solvers find, in floating point, to whole numbers that `proof.py` can reckon with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from openward.methods.sortition.carrying_out import Mixture
from openward.methods.sortition.model import GAP, Certificate, Chances, Counts, Leaf, Method, Split, Types
from openward.methods.sortition.proof import chances_by_type, gap_of, levels_of, nash_ratio
from openward.methods.sortition.relaxation import Stage

SHARES = 10**15  # a weight is so many parts of the whole
SCALE = 10**15  # of certificates, before what is too great for JSON makes them coarser
MOST = 2**53  # a whole number that every reader of JSON keeps

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


def writable(certificate: Certificate) -> Certificate:
    """With no number above MOST. The weights are rounded up and the scale down, as a proof of Nash welfare asks."""
    greatest = max(map(abs, (*certificate.weights, *_multipliers(certificate.tree))))
    if greatest <= MOST:
        return certificate
    parts = -(-greatest // MOST)
    weights = tuple(-(-weight // parts) for weight in certificate.weights)
    return Certificate(certificate.scale // parts, weights, _coarser(certificate.tree, parts))


def _multipliers(tree: Leaf | Split) -> Iterator[int]:
    if isinstance(tree, Leaf):
        yield from tree.multipliers
    else:
        yield from _multipliers(tree.below)
        yield from _multipliers(tree.above)


def _coarser(tree: Leaf | Split, parts: int) -> Leaf | Split:
    if isinstance(tree, Leaf):
        return Leaf(tuple(round(Fraction(multiplier, parts)) for multiplier in tree.multipliers))
    return replace(tree, below=_coarser(tree.below, parts), above=_coarser(tree.above, parts))


def proven(method: Method, types: Types, found: Found) -> Chances:
    """The chances with all that is proved of them."""
    panels, weights = _exact(found.mixture)
    chances = chances_by_type(types, panels, weights)
    settled = [(within, writable(certificate)) for within, certificate in found.settled]
    nash = None if found.nash is None else writable(found.nash)
    if method is Method.MAXIMIN:
        settled = settled[:1]
    levels = levels_of(types, chances, settled)
    ratio = None if nash is None else nash_ratio(types, chances, levels, nash)
    gap = gap_of(method, types, chances, levels, ratio)
    return Chances(method, types, panels, weights, chances, levels, gap, gap <= GAP, found.stopped, ratio, nash)


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

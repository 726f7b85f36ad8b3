"""How often what was chosen stays chosen when effects are other than likely.

The effect of a measure is uncertain as a whole: in one draw it is high, or low, wherever the measure is proposed. Each
draw takes a value for every measure from the triangle over its range, the draws of one measure are spread evenly over
it (McKay, Beckman and Conover 1979, Latin hypercube), and the linear relaxation is solved anew: chosen is what it
chooses by more than half. It leaves few proposals in between, so solving for whole programmes would tell little more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from openward.methods.portfolio.formulation import Floats, Mask
from openward.methods.portfolio.model import Proposal
from openward.methods.portfolio.relaxation import Relaxation
from openward.methods.progress import Progress, silent

DRAWS = 100
FEWEST = 20
MOST_VALUES = 2_000_000  # drawn in all: a whole country gets fewer draws
HALF = 0.5
SEED = 20230921  # any; fixed, so that equal input gives equal shares


def stays_chosen(
    relaxation: Relaxation, proposals: Sequence[Proposal], chosen: Mask, budget: float, *, progress: Progress = silent
) -> dict[str, float]:
    """Share 0..1 of the draws in which each chosen proposal stays chosen. `proposals` are those of the relaxation.

    100 draws, fewer for more than 20,000 proposals, at least 20.
    """
    ordered = sorted(proposals, key=lambda proposal: proposal.id)
    draws = max(FEWEST, min(DRAWS, MOST_VALUES // max(len(ordered), 1)))
    measures = sorted({proposal.measure for proposal in ordered})
    number = {measure: position for position, measure in enumerate(measures)}
    of_measure = np.array([number[proposal.measure] for proposal in ordered])
    low = np.array([proposal.benefit.low for proposal in ordered], dtype=float)
    likely = np.array([proposal.benefit.likely for proposal in ordered], dtype=float)
    high = np.array([proposal.benefit.high for proposal in ordered], dtype=float)
    times = np.zeros(len(ordered))
    for draw, levels in enumerate(_levels(draws, len(measures))):
        progress("testing-effects", draw, draws)
        times += relaxation.values(budget, triangle(levels[of_measure], low, likely, high)) > HALF
    return {ordered[position].id: float(times[position] / draws) for position in np.flatnonzero(chosen)}


def triangle(level: Floats, low: Floats, likely: Floats, high: Floats) -> Floats:
    """The value below which a share `level` 0..1 of the triangular distribution lies."""
    width = high - low
    rising = np.divide(likely - low, width, out=np.zeros_like(width), where=width > 0)
    left = low + np.sqrt(level * width * (likely - low))
    right = high - np.sqrt((1 - level) * width * (high - likely))
    return np.where(level < rising, left, right)


def _levels(draws: int, measures: int) -> Floats:
    """(draws, measures) in 0..1; each column visits each of `draws` equal slices once."""
    random = np.random.default_rng(SEED)
    slices = np.stack([random.permutation(draws) for _ in range(measures)], axis=1)
    return (slices + random.random((draws, measures))) / draws

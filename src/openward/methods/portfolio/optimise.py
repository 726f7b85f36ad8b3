"""The best programme for one budget: relax, round, and prove; branch and bound only for what is still open.

Benefits of proposals add up here. That measures on one target overlap is settled before, where proposals are made
(`overlap.py`): a proposal's benefit is what it still removes after the measures that come before it, so that a sum
never exceeds what the measures do together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isfinite

import numpy as np

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.formulation import Formulation, Mask, formulate
from openward.methods.portfolio.model import Programme, Proposal, Rules
from openward.methods.portfolio.proof import Prover
from openward.methods.portfolio.relaxation import Relaxation
from openward.methods.portfolio.rounding import Rounding
from openward.methods.progress import Progress, silent


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """A proven choice: no programme has a benefit above `bound`."""

    chosen: Mask
    cost: float
    benefit: float
    bound: float
    gap: float


class Solver:
    """Solves one formulation for one budget after the other, faster when budgets ascend."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        self.relaxation = Relaxation(formulation)
        self.rounding = Rounding(formulation, self.relaxation.floors)

    def solve(self, budget: float, gap: float, before: Mask | None = None) -> Solved:
        """`before` is a programme that a smaller budget allowed: the result is no worse."""
        relaxed = self.relaxation.solve(budget)
        chosen = self.rounding.round(relaxed, budget)
        if before is not None and self._benefit(before) > self._benefit(chosen):
            chosen = before
        bound = max(relaxed.bound, self._benefit(chosen))
        if _gap(self._benefit(chosen), bound) > gap:
            chosen, bound = Prover(self.relaxation, self.rounding, relaxed, budget).close(chosen, gap)
        return self.solved(chosen, bound)

    def solved(self, chosen: Mask, bound: float) -> Solved:
        """A choice with its figures; sums are exact, so that no order of adding can show."""
        benefit = self._benefit(chosen)
        cost = fsum(self.formulation.cost[chosen].tolist())
        bound = max(bound, benefit)
        return Solved(chosen, cost, benefit, bound, _gap(benefit, bound))

    def _benefit(self, chosen: Mask) -> float:
        return fsum(self.formulation.benefit[chosen].tolist())


def best_programme(
    proposals: Sequence[Proposal], budget: float, rules: Rules, *, gap: float = 1e-4, progress: Progress = silent
) -> Programme:
    """The programme of greatest likely benefit within `budget` and `rules`, proven to within `gap` of the best.

    The order of `proposals` does not matter. Empty proposals give an empty programme. `stays_chosen` is left empty:
    see `robustness.stays_chosen`. Raises OpenwardError `budget-not-positive`, and those of `formulate`.
    """
    checked_budget(budget)
    progress("choosing-programme")
    formulation = formulate(proposals, rules)
    if not formulation.ids:
        return Programme((), 0.0, 0.0, 0.0, 0.0, {})
    solver = Solver(formulation)
    return as_programme(solver, solver.solve(budget, gap))


def as_programme(solver: Solver, solved: Solved) -> Programme:
    """The solved choice in the words of the contract."""
    ids = solver.formulation.ids
    chosen = tuple(ids[position] for position in np.flatnonzero(solved.chosen))
    below = solver.relaxation.floors.below(solved.chosen)
    return Programme(chosen, solved.cost, solved.benefit, solved.bound, solved.gap, {}, below)


def checked_budget(budget: float) -> None:
    """Raises OpenwardError `budget-not-positive` unless the budget is finite and above 0."""
    if not (isfinite(budget) and budget > 0):
        raise OpenwardError("budget-not-positive", budget=budget)


def _gap(benefit: float, bound: float) -> float:
    return (bound - benefit) / bound if bound > 0 else 0.0

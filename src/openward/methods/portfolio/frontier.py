"""What more or less money would buy: the best programme for each of a row of budgets, and the curve that bounds it.

Budgets are walked upwards: the relaxation starts from its last basis, and the last programme is one of the next
budget's too (see `floors.py`), so that the benefit never falls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from openward.methods.portfolio.formulation import formulate
from openward.methods.portfolio.model import FrontierPoint, Proposal, Rules
from openward.methods.portfolio.optimise import Solved, Solver, checked_budget
from openward.methods.portfolio.relaxation import Relaxation
from openward.methods.progress import Progress, silent

GAP = 1e-3
POINTS = 20


def budgets_around(budget: float) -> tuple[float, ...]:
    """20 budgets from a tenth of `budget` to twice it; the tenth is `budget` itself."""
    return tuple(budget if tenths == 10 else budget * tenths / 10 for tenths in range(1, POINTS + 1))


def frontier(
    proposals: Sequence[Proposal],
    budgets: Sequence[float],
    rules: Rules,
    *,
    gap: float = GAP,
    progress: Progress = silent,
) -> tuple[FrontierPoint, ...]:
    """A point for each budget, ascending, each a whole programme within the rules, proven to within `gap`.

    Raises what `best_programme` raises.
    """
    for budget in budgets:
        checked_budget(budget)
    ascending = sorted(set(budgets))
    formulation = formulate(proposals, rules)
    if not formulation.ids:
        return tuple(FrontierPoint(budget, 0.0, 0.0, 0.0, 0.0, ()) for budget in ascending)
    solver = Solver(formulation)
    solved = list(walk(solver, ascending, {}, gap, progress))
    return points(solver, ascending, solved)


def walk(
    solver: Solver, ascending: Sequence[float], gaps: Mapping[float, float], gap: float, progress: Progress
) -> Iterator[Solved]:
    """Solve budget after budget, each to its gap in `gaps` or to `gap`."""
    before = None
    for number, budget in enumerate(ascending):
        progress("drawing-frontier", number, len(ascending))
        solved = solver.solve(budget, gaps.get(budget, gap), before)
        before = solved.chosen
        yield solved


def points(solver: Solver, ascending: Sequence[float], solved: Sequence[Solved]) -> tuple[FrontierPoint, ...]:
    """The walk in the words of the contract. What bounds a larger budget bounds a smaller one."""
    ids = solver.formulation.ids
    found = []
    least = float("inf")
    for budget, one in zip(reversed(ascending), reversed(solved), strict=True):
        least = min(least, one.bound)
        better = solver.solved(one.chosen, least)
        chosen = tuple(ids[position] for position in np.flatnonzero(better.chosen))
        found.append(FrontierPoint(budget, better.cost, better.benefit, better.bound, better.gap, chosen))
    return tuple(reversed(found))


def bound_curve(
    proposals: Sequence[Proposal], budgets: Sequence[float], rules: Rules, *, progress: Progress = silent
) -> tuple[float, ...]:
    """For each budget, ascending, a benefit that no programme can exceed. No programme need reach it.

    Raises what `best_programme` raises.
    """
    for budget in budgets:
        checked_budget(budget)
    ascending = sorted(set(budgets))
    formulation = formulate(proposals, rules)
    if not formulation.ids:
        return tuple(0.0 for _ in ascending)
    relaxation = Relaxation(formulation)
    bounds = []
    for number, budget in enumerate(ascending):
        progress("drawing-frontier", number, len(ascending))
        bounds.append(relaxation.bound(budget))
    return tuple(np.minimum.accumulate(bounds[::-1])[::-1].tolist())

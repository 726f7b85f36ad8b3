"""What rounding left open, closed by branch and bound on the few proposals that matter.

First for a better programme: of all proposals, only those nearest to the margin are free (the core of Balas and Zemel
1980, An algorithm for large zero-one knapsack problems), and the core grows until the gap is closed. Then, where the
relaxation itself is too high, for a better bound: a proposal whose flip would cost more than the gap leaves room for is
fixed for good (reduced cost fixing; Dantzig, Fulkerson and Johnson 1954), and the rest is solved to the end.
"""

from __future__ import annotations

from math import inf

import highspy
import numpy as np

from openward.methods.portfolio.formulation import TOLERANCE, Mask
from openward.methods.portfolio.relaxation import Relaxation, Relaxed
from openward.methods.portfolio.rounding import Rounding
from openward.methods.solver import quiet_solver, set_matrix

CORES = {60: 180, 240: 1000, 960: 2500}  # size of the core: more open proposals than this, to be worth it
HALF = 0.5
SPARE = 0.9  # of the gap: aimed at, so that rounding errors leave it proven
FEASIBLE = 1e-9  # the solver's tolerance, in mean costs


class Prover:
    """Closes the gap of one relaxed programme."""

    def __init__(self, relaxation: Relaxation, rounding: Rounding, relaxed: Relaxed, budget: float) -> None:
        self.relaxation, self.rounding, self.relaxed, self.budget = relaxation, rounding, relaxed, budget
        self.benefit = relaxation.formulation.benefit
        self.affordable = relaxation.formulation.entry <= budget * (1 + TOLERANCE)

    def close(self, chosen: Mask, gap: float) -> tuple[Mask, float]:
        """A programme at least as good as `chosen`, and a bound within `gap` of it."""
        relaxed = self.relaxed
        nearest = np.argsort(np.where(self.affordable, relaxed.flips, inf), kind="stable")
        for size, many in CORES.items():
            if not self._enough(chosen, relaxed.bound, gap) and self._open(chosen, gap).sum() > many:
                core = np.zeros(len(self.benefit), dtype=bool)
                core[nearest[:size]] = True
                chosen = self._better(chosen, self._solve(core, gap * SPARE, relaxed.bound * (1 - gap), chosen)[0])
        if self._enough(chosen, relaxed.bound, gap):
            return chosen, relaxed.bound
        aim = gap * SPARE
        of_fixed = self._of(chosen) / (1 - aim)  # no programme that flips a fixed proposal does better
        found, of_open = self._solve(self._open(chosen, aim), aim, inf, chosen)
        return self._better(chosen, found), min(relaxed.bound, max(of_fixed, of_open))

    def _of(self, chosen: Mask) -> float:
        return float(self.benefit[chosen].sum())

    def _enough(self, chosen: Mask, bound: float, gap: float) -> bool:
        return bound - self._of(chosen) <= gap * bound

    def _better(self, chosen: Mask, found: Mask | None) -> Mask:
        if found is None or not self.rounding.allowed(found, self.budget, self.relaxed.allowances):
            return chosen
        return found if self._of(found) > self._of(chosen) else chosen

    def _open(self, chosen: Mask, gap: float) -> Mask:
        room = self.relaxed.bound - self._of(chosen) / (1 - gap)
        return self.affordable & (self.relaxed.flips < room)

    def _solve(self, free: Mask, gap: float, enough: float, start: Mask) -> tuple[Mask | None, float]:
        """The best programme that leaves all but the free proposals as they are in the relaxation, and a bound on all
        such (0 where there is none). Stops at a benefit of `enough`."""
        relaxation, (money, good) = self.relaxation, self.relaxation.units
        fixed = (self.relaxed.values > HALF) & ~free
        if not free.any():
            return fixed, self._of(fixed)
        columns = np.append(np.flatnonzero(free), len(free))
        number = len(columns) - 1
        already = relaxation.matrix[:, :-1] @ fixed.astype(float)
        ease = TOLERANCE * self.budget / money / 2  # what just meets a floor must not be lost to a rounding error
        least, most = (limit - already for limit in relaxation.row_limits(self.relaxed.allowances + ease * money))
        part = relaxation.matrix[:, columns]
        used = np.diff(part.indptr) > 0
        if (least[~used] > FEASIBLE).any() or (most[~used] < -FEASIBLE).any():
            return None, 0.0
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMinimize
        model.offset_ = -self._of(fixed) / good
        model.col_cost_ = np.append(-self.benefit[free] / good, 0.0)
        model.col_lower_, model.col_upper_ = (
            np.zeros(number + 1),
            np.append(np.ones(number), self.budget / money + ease),
        )
        model.row_lower_, model.row_upper_ = least[used], most[used]
        model.integrality_ = [highspy.HighsVarType.kInteger] * number + [highspy.HighsVarType.kContinuous]
        set_matrix(model, part[used])
        begun = None
        if (start[~free] == fixed[~free]).all():
            spent = float(self.relaxation.formulation.cost[start].sum()) / money
            begun = [*start[free].astype(float).tolist(), spent]
        solver = _branch_and_bound(model, gap, -enough / good, begun)
        if solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            return None, 0.0
        bound = -float(solver.getInfo().mip_dual_bound) * good
        values = np.array(solver.getSolution().col_value)
        if len(values) != number + 1:
            return None, bound
        found = fixed
        found[columns[:-1]] = values[:-1] > HALF
        return found, bound


def _branch_and_bound(model: highspy.HighsLp, gap: float, enough: float, begun: list[float] | None) -> highspy.Highs:
    """A solver that has minimised the model, if possible from the solution `begun`.

    HiGHS 1.16 can report the objective of a better solution than the one it hands out, which is then the one that it
    began with. So what it hands out is reckoned anew, and where it falls short, the solver begins without.
    """
    solver = quiet_solver()
    solver.setOptionValue("mip_rel_gap", gap)
    solver.setOptionValue("mip_feasibility_tolerance", FEASIBLE)
    solver.setOptionValue("primal_feasibility_tolerance", FEASIBLE)
    solver.setOptionValue("objective_target", enough)
    solver.passModel(model)
    if begun is not None:
        solution = highspy.HighsSolution()
        solution.col_value = begun
        solver.setSolution(solution)
    solver.run()
    values = np.array(solver.getSolution().col_value)
    if begun is not None and len(values):
        reached = float((np.array(model.col_cost_) * values).sum()) + model.offset_
        if reached > solver.getInfo().objective_function_value + FEASIBLE * len(values):
            return _branch_and_bound(model, gap, enough, None)
    return solver

"""The linear relaxation: what a programme could do at most if parts of proposals could be chosen, and which matter.

One HiGHS instance keeps its basis from budget to budget, so that the next solve takes a few steps. Its answer is not
believed but used: from the prices that it finds, `bound` follows by weak duality whatever the solver's tolerances were
(Geoffrion 1974, Lagrangean relaxation for integer programming). The first basis comes from `starting.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from openward.methods.portfolio.floors import Floors
from openward.methods.portfolio.formulation import TOLERANCE, Floats, Formulation
from openward.methods.portfolio.solver import quiet_solver, set_matrix
from openward.methods.portfolio.starting import first_basis


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """`reduced` is what choosing a proposal adds after paying all prices: its sign says whether it belongs in. Flipping
    a proposal against the sign costs at least its absolute value of the bound."""

    values: Floats  # (n,) 0..1
    reduced: Floats  # (n,) benefit
    bound: float  # no programme within the budget and the rules does better
    allowances: Floats  # (G,) of the floors at this budget


class Relaxation:
    """The relaxation of one formulation, solved for one budget after the other."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        self.floors = Floors(formulation)
        count = len(formulation.cost)
        self._money = float(formulation.cost.mean())  # units that keep the solver's numbers near 1
        positive = formulation.benefit[formulation.benefit > 0]
        self._good = float(positive.mean()) if len(positive) else 1.0
        self.matrix = _rows(formulation, self._money)
        self._solver = quiet_solver()
        self._solver.setOptionValue("solver", "simplex")
        self._solver.setOptionValue("simplex_strategy", 1)  # dual: few steps after a change of budget
        self._solver.setOptionValue("presolve", "off")  # a warm basis is worth more
        self._solver.passModel(self._model(count))
        self._started = False
        self._benefit = formulation.benefit
        self._upper = np.ones(count)

    def solve(self, budget: float, benefit: Floats | None = None) -> Relaxed:
        """`benefit` (n,) replaces the likely one from now on. `budget` > 0."""
        formulation, solver = self.formulation, self._solver
        allowances = self.floors.allowances(budget)
        if benefit is not None:
            self._benefit = benefit
            columns = np.arange(len(benefit), dtype=np.int32)
            solver.changeColsCost(len(benefit), columns, benefit / self._good)
        self._limit(budget, allowances)
        if not self._started:
            solver.setBasis(first_basis(formulation, self._benefit, budget, self._upper))
            self._started = True
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            solver.clearSolver()  # a bad basis: start from none
            solver.run()
        solution = solver.getSolution()
        duals = np.array(solution.row_dual) * self._good
        values = np.clip(np.array(solution.col_value)[:-1], 0.0, 1.0)
        reduced, bound = self._price(duals, budget, allowances)
        return Relaxed(values, reduced, bound, allowances)

    def row_limits(self, allowances: Floats) -> tuple[Floats, Floats]:
        """Least and greatest of each row: money spent, floors, families, needs; in the units of `matrix`."""
        families, needs = self.formulation.families.shape[0], len(self.formulation.needs)
        infinite = np.inf
        least = np.concatenate([[0.0], -allowances / self._money, np.full(families + needs, -infinite)])
        most = np.concatenate([[0.0], np.full(len(allowances), infinite), np.ones(families), np.zeros(needs)])
        return least, most

    @property
    def units(self) -> tuple[float, float]:
        """(money, benefit) that 1 stands for in the solver's model."""
        return self._money, self._good

    def _limit(self, budget: float, allowances: Floats) -> None:
        formulation, solver = self.formulation, self._solver
        count = len(formulation.cost)
        self._upper = np.where(formulation.entry <= budget * (1 + TOLERANCE), 1.0, 0.0)
        columns = np.arange(count + 1, dtype=np.int32)
        solver.changeColsBounds(count + 1, columns, np.zeros(count + 1), np.append(self._upper, budget / self._money))
        for row, allowance in enumerate(allowances.tolist(), start=1):
            solver.changeRowBounds(row, -allowance / self._money, np.inf)

    def _price(self, duals: Floats, budget: float, allowances: Floats) -> tuple[Floats, float]:
        least, most = self.row_limits(allowances)
        duals = np.where(np.isinf(most), np.minimum(duals, 0.0), duals)
        duals = np.where(np.isinf(least), np.maximum(duals, 0.0), duals)
        charged = self.matrix.T @ duals
        reduced = self._benefit - charged[:-1]
        limits = np.where(duals > 0, most, np.where(duals < 0, least, 0.0))
        spending = max(0.0, -float(charged[-1])) * budget / self._money
        bound = float(np.maximum(reduced, 0.0) @ self._upper) + spending + float(duals @ limits)
        return reduced, bound

    def _model(self, count: int) -> highspy.HighsLp:
        formulation = self.formulation
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.append(formulation.benefit / self._good, 0.0)
        model.col_lower_ = np.zeros(count + 1)
        model.col_upper_ = np.append(np.ones(count), float(formulation.cost.sum()) / self._money)
        model.row_lower_, model.row_upper_ = self.row_limits(np.zeros(len(formulation.groups)))
        set_matrix(model, self.matrix)
        return model


def _rows(formulation: Formulation, money: float) -> csr_matrix:
    """Rows of spending, floors, families and needs over the proposals' columns and, last, the column of money spent."""
    count, groups = len(formulation.cost), len(formulation.groups)
    cost = formulation.cost / money
    spending = csr_matrix(np.append(cost, -1.0).reshape(1, -1))
    weighted = formulation.members.multiply(cost.reshape(1, -1)).tocsr()
    floors = hstack([weighted, csr_matrix(-formulation.share.reshape(-1, 1))]) if groups else csr_matrix((0, count + 1))
    families = hstack([formulation.families, csr_matrix((formulation.families.shape[0], 1))])
    number = len(formulation.needs)
    signs = np.tile([1.0, -1.0], number)
    needs = csr_matrix((signs, formulation.needs.reshape(-1), np.arange(0, 2 * number + 1, 2)), (number, count + 1))
    matrix = csr_matrix(vstack([spending, floors, families, needs], format="csr"))
    matrix.sum_duplicates()
    return matrix

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

from openward.methods.portfolio.flipping import flip_costs
from openward.methods.portfolio.floors import Floors
from openward.methods.portfolio.formulation import TOLERANCE, Floats, Formulation
from openward.methods.portfolio.starting import first_basis
from openward.methods.solver import quiet_solver, set_matrix


@dataclass(frozen=True, slots=True, eq=False)
class Relaxed:
    """What the relaxation chooses, and what that proves."""

    values: Floats  # (n,) 0..1
    reduced: Floats  # (n,) benefit that a proposal adds after paying all prices
    flips: Floats  # (n,) what choosing otherwise takes from the bound, at least
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
        self._columns = csr_matrix(self.matrix.T)
        self._solver = quiet_solver()
        self._solver.setOptionValue("solver", "simplex")
        self._solver.setOptionValue("simplex_strategy", 1)  # dual: few steps after a change of budget
        self._solver.setOptionValue("presolve", "off")  # a warm basis is worth more
        self._solver.passModel(self._model(count))
        self._started = False
        self._benefit = formulation.benefit
        self._budget = 0.0
        self._allowances = formulation.allowance
        self._upper = np.ones(count)

    def solve(self, budget: float) -> Relaxed:
        """At likely benefits. `budget` > 0."""
        solution = self._run(budget, self.formulation.benefit)
        values = _values(solution)
        reduced, family_prices, bound = self._price(np.array(solution.row_dual) * self._good, budget)
        flips = flip_costs(self.formulation, values, reduced, family_prices)
        return Relaxed(values, reduced, flips, bound, self._allowances)

    def bound(self, budget: float) -> float:
        """No programme within the budget and the rules does better than this."""
        solution = self._run(budget, self.formulation.benefit)
        return self._price(np.array(solution.row_dual) * self._good, budget)[2]

    def values(self, budget: float, benefit: Floats) -> Floats:
        """(n,) 0..1 of each proposal, were `benefit` (n,) the benefits."""
        return _values(self._run(budget, benefit))

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

    def _run(self, budget: float, benefit: Floats) -> highspy.HighsSolution:
        solver = self._solver
        if benefit is not self._benefit:
            self._benefit = benefit
            solver.changeColsCost(len(benefit), np.arange(len(benefit), dtype=np.int32), benefit / self._good)
        if budget != self._budget:
            self._limit(budget)
        if not self._started:
            solver.setBasis(first_basis(self.formulation, benefit, budget, self._upper))
            self._started = True
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            solver.clearSolver()  # a bad basis: start from none
            solver.run()
        return solver.getSolution()

    def _limit(self, budget: float) -> None:
        formulation, solver = self.formulation, self._solver
        self._budget, self._allowances = budget, self.floors.allowances(budget)
        self._upper = np.where(formulation.entry <= budget * (1 + TOLERANCE), 1.0, 0.0)
        upper = np.append(self._upper, budget / self._money)
        solver.changeColsBounds(len(upper), np.arange(len(upper), dtype=np.int32), np.zeros(len(upper)), upper)
        for row, allowance in enumerate(self._allowances.tolist(), start=1):
            solver.changeRowBounds(row, -allowance / self._money, np.inf)

    def _price(self, duals: Floats, budget: float) -> tuple[Floats, Floats, float]:
        """Reduced benefits at these prices, the prices of families, and the bound that all this proves.

        Summed without BLAS, whose threads would let the machine show in the last digits.
        """
        least, most = self.row_limits(self._allowances)
        duals = np.where(np.isinf(most), np.minimum(duals, 0.0), duals)
        duals = np.where(np.isinf(least), np.maximum(duals, 0.0), duals)
        charged = self._columns @ duals
        reduced = self.formulation.benefit - charged[:-1]
        limits = np.where(duals > 0, most, np.where(duals < 0, least, 0.0))
        spending = max(0.0, -float(charged[-1])) * budget / self._money
        gained = float((np.maximum(reduced, 0.0) * self._upper).sum())
        first = 1 + len(self.formulation.groups)
        families = duals[first : first + self.formulation.families.shape[0]]
        return reduced, families, gained + spending + float((duals * limits).sum())

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


def _values(solution: highspy.HighsSolution) -> Floats:
    return np.clip(np.array(solution.col_value)[:-1], 0.0, 1.0)


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

"""Leximin where panels may have parts of seats: a row of linear programmes, each of a few rows, that bounds the truth.

A type's mean seats x keep to the rows and limits of every panel. Stage by stage the smallest chance of the unsettled
types is raised; those with a positive dual weight cannot have more (complementary slackness), so they are settled there
(Ogryczak, Pióro and Tomaszewski 2005, Telecommunications network design and max-min optimization problem).
The hard part is to keep the programme small: x = members * level + more, with more >= 0, leaves no row for each type.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.bounds import matrix_of
from openward.methods.sortition.model import Types

FEASIBLE = 1e-10  # the solver's tolerance, in seats
WEIGHT = 1e-5  # of a type among the weights of a level, which sum to 1: what is more settles it
OVER = 1e-9  # in seats: a limit is broken by more than this


@dataclass(frozen=True, slots=True)
class Polytope:
    """Types as arrays: rows @ seats between `least` and `most`, seats between 0 and `limits`."""

    rows: csr_matrix  # (rows, types) of 0 and 1
    columns: csc_matrix  # the same
    least: np.ndarray
    most: np.ndarray
    limits: np.ndarray
    sizes: np.ndarray


def polytope_of(types: Types) -> Polytope:
    """The arrays of a task."""
    rows = matrix_of(types)
    return Polytope(
        rows,
        rows.tocsc(),
        np.array([row.minimum for row in types.rows], dtype=float),
        np.array([row.maximum for row in types.rows], dtype=float),
        np.array(types.limits, dtype=float),
        np.array(types.sizes, dtype=float),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """One level of the relaxation: no seats give all unsettled types more than `level`. `weights` by type are of the
    chances' seats, `multipliers` of the rows; `settled` are types that cannot have more."""

    level: float
    settled: np.ndarray
    weights: np.ndarray
    multipliers: np.ndarray


class Raising:
    """Raises the smallest chance of the unsettled types, again and again."""

    def __init__(self, polytope: Polytope) -> None:
        self.polytope = polytope
        self.floors = np.zeros(len(polytope.sizes))  # chances of settled types
        self.settled = np.zeros(len(polytope.sizes), dtype=bool)
        self.limited: list[int] = []  # types with a row of their own for their limit
        self.solver = self._solver()

    def _solver(self) -> highspy.Highs:
        """Columns: the level, then each type's seats above it."""
        solver = quiet_solver()
        for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            solver.setOptionValue(name, FEASIBLE)
        shape, number = self.polytope.rows, len(self.polytope.sizes)
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.append(1.0, np.zeros(number))
        model.col_lower_, model.col_upper_ = np.zeros(number + 1), np.append(1.0, self.polytope.limits)
        model.row_lower_, model.row_upper_ = self.polytope.least, self.polytope.most
        set_matrix(model, csr_matrix(np.hstack([(shape @ self.polytope.sizes)[:, None], shape.toarray()])))
        solver.passModel(model)
        return solver

    def settle(self, types: np.ndarray, level: float) -> None:
        """These types keep at least this chance from now on."""
        self.settled[types] = True
        self.floors[types] = level
        self._refresh()

    def _refresh(self) -> None:
        polytope, solver = self.polytope, self.solver
        open_sizes = np.where(self.settled, 0.0, polytope.sizes)
        kept = np.where(self.settled, self.floors * polytope.sizes, 0.0)
        used = polytope.rows @ kept
        slopes = polytope.rows @ open_sizes
        for row in range(polytope.rows.shape[0]):
            solver.changeCoeff(row, 0, float(slopes[row]))
            solver.changeRowBounds(row, float(polytope.least[row] - used[row]), float(polytope.most[row] - used[row]))
        for place, t in enumerate(self.limited):
            row = polytope.rows.shape[0] + place
            solver.changeCoeff(row, 0, float(open_sizes[t]))
            solver.changeRowBounds(row, -highspy.kHighsInf, float(polytope.limits[t] - kept[t]))
        highest = (polytope.limits / polytope.sizes)[~self.settled].min(initial=1.0)
        solver.changeColBounds(0, 0.0, float(highest))
        upper = np.maximum(polytope.limits - kept, 0.0)
        columns = np.arange(1, len(upper) + 1, dtype=np.int32)
        solver.changeColsBounds(len(upper), columns, np.zeros(len(upper)), upper)

    def seats(self) -> np.ndarray:
        """Of the last stage, by type."""
        values = np.array(self.solver.getSolution().col_value)
        return values[1:] + self.polytope.sizes * np.where(self.settled, self.floors, values[0])

    def stage(self) -> Stage | None:
        """The next level. None if there are no such seats at all."""
        polytope, solver = self.polytope, self.solver
        while True:
            solver.run()
            if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
                return None
            over = np.flatnonzero(self.seats() > polytope.limits + OVER)
            over = np.setdiff1d(over, self.limited)
            if not len(over):
                break
            for t in over.tolist():
                size = 0.0 if self.settled[t] else float(polytope.sizes[t])
                kept = float(polytope.sizes[t] * self.floors[t]) if self.settled[t] else 0.0
                solver.addRow(
                    -highspy.kHighsInf,
                    float(polytope.limits[t]) - kept,
                    2,
                    np.array([0, t + 1], dtype=np.int32),
                    np.array([size, 1.0]),
                )
                self.limited.append(t)
        solution = solver.getSolution()
        level = float(solution.col_value[0])
        multipliers = np.array(solution.row_dual)[: polytope.rows.shape[0]]
        weights = np.maximum(polytope.columns.T @ multipliers, 0.0)
        at_limit = ~self.settled & (polytope.limits / polytope.sizes <= level + OVER)
        if at_limit.any():
            weights = np.where(at_limit, np.maximum(weights, 1 / (polytope.sizes * at_limit.sum())), weights)
        total = float((weights * polytope.sizes)[~self.settled].sum())
        weights, multipliers = weights / total, multipliers / total
        settled = np.flatnonzero(~self.settled & (weights * polytope.sizes > WEIGHT))
        return Stage(level, settled, weights, multipliers)


def relaxed(raising: Raising) -> list[Stage] | None:
    """All levels, lowest first, until every type is settled. None if no seats keep to the rows."""
    stages = []
    while not raising.settled.all():
        stage = raising.stage()
        if stage is None:
            return None
        stages.append(stage)
        raising.settle(stage.settled, stage.level)
    return stages

"""What somebody can work out who knows every told figure: the least and the greatest that a sum of cells can be.

Two linear programmes a sum (the attacker's problem; Fischetti and Salazar 2001, Solving the cell suppression problem on
tabular data with linear constraints, Management Science 47). Each answer is a filling of the cells that fits all that
is told, a *witness* that may show of many other sums that they are uncertain enough. Hiding a figure spoils no witness.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from openward.methods.disclosure.model import Release
from openward.methods.solver import quiet_solver, set_matrix

Floats = NDArray[np.float64]
GREATEST = 1e4  # of the solver's numbers, so that its tolerance is small beside each
TOLERANCE = 1e-6  # of the solver's numbers


class Attacker:
    """Knows the figures of `release` that are not `hidden`. One solver keeps its basis from question to question."""

    def __init__(self, release: Release, hidden: Iterable[str] = ()) -> None:
        self._cells = {cell: index for index, cell in enumerate(sorted(release.most))}
        self._rows = {figure.name: index for index, figure in enumerate(release.figures)}
        self._names = [figure.name for figure in release.figures]
        values = np.array([figure.value for figure in release.figures], dtype=float)
        self._unit = max(float(np.abs(values).max(initial=0.0)), 1e-12) / GREATEST
        self._protected = self._matrix([one.of for one in release.protected])
        self.lowest = np.array([one.value for one in release.protected], dtype=float)  # (P,) that a witness has shown
        self.highest = self.lowest.copy()
        self._solver = quiet_solver()
        self._solver.setOptionValue("presolve", "off")  # a warm basis is worth more
        self._solver.passModel(self._model(release, values / self._unit))
        self._hidden: set[str] = set()
        for name in sorted(hidden):
            self.hide(name)

    def hide(self, figure: str) -> None:
        """The attacker no longer knows it."""
        self._solver.changeRowBounds(self._rows[figure], -highspy.kHighsInf, highspy.kHighsInf)
        self._hidden.add(figure)

    def least(self, of: Mapping[str, float]) -> tuple[float, frozenset[str]]:
        """The least that the sum can be, and the told figures that hold it there: while all are told, it is no less."""
        return self._extreme(of, highspy.ObjSense.kMinimize)

    def greatest(self, of: Mapping[str, float]) -> tuple[float, frozenset[str]]:
        """The greatest that the sum can be, and the told figures that hold it there."""
        return self._extreme(of, highspy.ObjSense.kMaximize)

    def _extreme(self, of: Mapping[str, float], sense: highspy.ObjSense) -> tuple[float, frozenset[str]]:
        costs = np.zeros(len(self._cells))
        for cell, times in of.items():
            costs[self._cells[cell]] = times
        indices = np.arange(len(costs), dtype=np.int32)
        self._solver.changeColsCost(len(costs), indices, costs)
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        assert self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal, self._solver.getModelStatus()
        solution = self._solver.getSolution()
        filling = np.array(solution.col_value) * self._unit
        if len(self.lowest):
            seen = self._protected @ filling
            self.lowest, self.highest = np.minimum(self.lowest, seen), np.maximum(self.highest, seen)
        prices = np.abs(np.array(solution.row_dual))
        binding = frozenset(self._names[row] for row in np.flatnonzero(prices > TOLERANCE))
        return float(costs @ filling), binding - self._hidden

    def _matrix(self, sums: list[Mapping[str, float]]) -> csr_matrix:
        entries = [(row, self._cells[cell], times) for row, of in enumerate(sums) for cell, times in sorted(of.items())]
        rows, columns, times = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_matrix((np.array(times, dtype=float), (rows, columns)), shape=(len(sums), len(self._cells)))

    def _model(self, release: Release, values: Floats) -> highspy.HighsLp:
        model = highspy.HighsLp()
        set_matrix(model, self._matrix([figure.of for figure in release.figures]))
        model.col_cost_ = np.zeros(len(self._cells))
        model.col_lower_ = np.zeros(len(self._cells))
        model.col_upper_ = np.array([release.most[cell] for cell in self._cells], dtype=float) / self._unit
        model.row_lower_ = values
        model.row_upper_ = values
        return model

    @property
    def unit(self) -> float:
        """What one of the solver's numbers stands for; distances below a millionth of it mean nothing."""
        return self._unit

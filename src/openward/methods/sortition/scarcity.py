"""Where a quota leaves someone next to no chance, however the panel is drawn.

A panel's seats, averaged over any lottery, keep to the rules as a linear programme states them. So what that programme
allows a type at most, shared among its members, bounds their chance from above. Which quota is to blame, its dual
values tell. Floats do here: it is a warning, and nothing is proved from it.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np

from openward.methods.solver import quiet_solver
from openward.methods.sortition.bounds import Bound, Side, bounds_of, model_of
from openward.methods.sortition.model import Selection, Types
from openward.methods.sortition.types import types_of

SHARE = 0.1  # of the average chance
TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class Scarcity:
    """`people` volunteers have at most the chance `chance`, since this bound holds it down."""

    bound: Bound
    people: int
    chance: float
    average: float


def scarcities_of(selection: Selection, share: float = SHARE) -> tuple[Scarcity, ...]:
    """By quota, who cannot have `share` of the average chance. () where everybody could, or no panel exists."""
    types = types_of(selection)
    sizes = np.array(types.sizes, dtype=float)
    seats = selection.size - len(types.included) - len(selection.reserved)
    if not len(sizes) or seats <= 0:
        return ()
    average = seats / sizes.sum()
    solver = quiet_solver()
    solver.passModel(model_of(types, whole=False))
    reached = np.zeros(len(sizes))
    if not _reach(solver, reached, sizes, _everybody(types, solver, sizes)):
        return ()
    blamed: dict[Bound, list[tuple[int, float]]] = {}
    able = set(bounds_of(types))
    for one in range(len(sizes)):
        if reached[one] >= share * average * (1 - TOLERANCE):
            continue
        if not _reach(solver, reached, sizes, one) or reached[one] >= share * average * (1 - TOLERANCE):
            continue
        bound = _to_blame(types, solver, one, able)
        if bound is not None:
            blamed.setdefault(bound, []).append((int(sizes[one]), max(float(reached[one]), 0.0)))
    return tuple(
        Scarcity(bound, sum(people for people, _ in held), max(0.0, *(chance for _, chance in held)), float(average))
        for bound, held in sorted(blamed.items(), key=lambda pair: pair[0].order)
    )


def _everybody(types: Types, solver: highspy.Highs, sizes: np.ndarray) -> int:
    """Add a column, the chance that everybody has at least, with its rows; its index."""
    column = len(sizes)
    solver.addCol(0.0, 0.0, 1.0, 0, np.array([], dtype=np.int32), np.array([]))
    for one, size in enumerate(sizes):
        places = np.array([one, column], dtype=np.int32)
        solver.addRow(0.0, highspy.kHighsInf, 2, places, np.array([1.0, -size]))
    return column


def _reach(solver: highspy.Highs, reached: np.ndarray, sizes: np.ndarray, column: int) -> bool:
    """Maximise one column, and note what every type reached on the way there. False where nothing is possible."""
    count = len(sizes) + 1
    costs = np.zeros(count)
    costs[column] = -1.0
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return False
    values = np.array(solver.getSolution().col_value)[: len(sizes)]
    np.maximum(reached, values / sizes, out=reached)
    return True


def _to_blame(types: Types, solver: highspy.Highs, one: int, able: set[Bound]) -> Bound | None:
    """The bound whose easing would help the type most: one of its own values before others."""
    duals = np.abs(np.array(solver.getSolution().row_dual)[: len(types.rows)])
    values = np.array(solver.getSolution().row_value)
    found = []
    for place, row in enumerate(types.rows):
        if row.quota is None or duals[place] <= TOLERANCE:
            continue
        is_high = abs(values[place] - row.maximum) <= abs(values[place] - row.minimum)
        bound = Bound(row.quota, Side.MAXIMUM if is_high else Side.MINIMUM)
        if bound in able:
            found.append((one not in row.types, -duals[place], bound.order, bound))
    return min(found)[-1] if found else None

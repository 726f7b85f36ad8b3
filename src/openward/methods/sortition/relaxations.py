"""The smallest ways to let quotas give, so that a panel exists: several different ones to choose from.

Words: a *move* lowers one minimum or raises one maximum. The change of a relaxation is the sum of its moves in seats.
An integer programme finds the least change and, among those of least change, the fewest moves; the next one must not
move all that an earlier one moves (a no-good cut). So none offered could do with less of any of its moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.bounds import Bound, Side, a_panel, matrix_of, model_of
from openward.methods.sortition.model import Quota, Selection, Types
from openward.methods.sortition.types import types_of

OFFERED = 5
Flex = Mapping[tuple[str, str], tuple[int, int]]  # (feature, value) -> the least minimum and the greatest maximum


@dataclass(frozen=True, slots=True)
class Move:
    bound: Bound
    to: int

    @property
    def by(self) -> int:
        return abs(self.to - self.bound.limit)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """`within_flex`: no limit moves further than the organisers said it might."""

    moves: tuple[Move, ...]
    within_flex: bool = True

    @property
    def change(self) -> int:
        return sum(move.by for move in self.moves)


def relaxations_of(selection: Selection, flex: Flex | None = None, most: int = OFFERED) -> tuple[Relaxation, ...]:
    """Up to `most` relaxations by ascending change. Limits move within `flex` where it says so; if that is of no use,
    beyond it. () when no change of quotas helps, or none is needed."""
    types = types_of(selection)
    if a_panel(types) is not None:
        return ()
    for limits, within in ((flex or {}, True), ({}, False)):
        found = _search(types, selection.size, limits, most)
        if found or not flex:
            return tuple(replace(one, within_flex=within) for one in found)
    return ()


def relaxed(selection: Selection, relaxation: Relaxation) -> Selection:
    """The selection with its quotas moved."""
    moved = {(move.bound.quota, move.bound.side): move.to for move in relaxation.moves}

    def of(quota: Quota) -> Quota:
        return replace(
            quota,
            minimum=moved.get((quota, Side.MINIMUM), quota.minimum),
            maximum=moved.get((quota, Side.MAXIMUM), quota.maximum),
        )

    return replace(selection, quotas=tuple(of(quota) for quota in selection.quotas))


def _search(types: Types, size: int, flex: Flex, most: int) -> list[Relaxation]:
    bounds, rooms = _rooms(types, size, flex)
    if not bounds:
        return []
    model = _elastic(types, bounds, rooms)
    solver = quiet_solver()
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.5)
    solver.passModel(model)
    first_slack, first_mark = len(types.limits), len(types.limits) + len(bounds)
    found: list[Relaxation] = []
    while len(found) < most:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        given = np.rint(np.array(solver.getSolution().col_value)[first_slack:first_mark]).astype(int)
        moves = tuple(
            Move(bound, bound.limit + int(by) * (1 if bound.side is Side.MAXIMUM else -1))
            for bound, by in zip(bounds, given, strict=True)
            if by > 0
        )
        found.append(Relaxation(moves))
        marks = np.array([first_mark + place for place in np.flatnonzero(given > 0)], dtype=np.int32)
        solver.addRow(-highspy.kHighsInf, len(marks) - 1, len(marks), marks, np.ones(len(marks)))
    return found


def _rooms(types: Types, size: int, flex: Flex) -> tuple[list[Bound], list[int]]:
    """The bounds that may move, and how far."""
    bounds, rooms = [], []
    for row in types.rows:
        if row.quota is None:
            continue
        least, most = flex.get((row.quota.feature, row.quota.value), (0, max(size, row.quota.maximum)))
        for side, room in (
            (Side.MINIMUM, min(row.quota.minimum - least, row.minimum)),
            (Side.MAXIMUM, most - row.quota.maximum),
        ):
            if room > 0:
                bounds.append(Bound(row.quota, side))
                rooms.append(room)
    return bounds, rooms


def _elastic(types: Types, bounds: Sequence[Bound], rooms: Sequence[int]) -> highspy.HighsLp:
    """Seats by type, then by bound how far it moves, then by bound whether it does."""
    model = model_of(types)
    number = {row.quota: place for place, row in enumerate(types.rows) if row.quota is not None}
    count, seats = len(bounds), len(types.limits)
    places = [number[bound.quota] for bound in bounds]
    signs = [1.0 if bound.side is Side.MINIMUM else -1.0 for bound in bounds]
    slack = csr_matrix((signs, (places, range(count))), shape=(len(types.rows), count))
    ones = np.ones(count)
    marks = csr_matrix((-np.array(rooms, dtype=float), (range(count), range(count))), shape=(count, count))
    moving = csr_matrix((ones, (range(count), range(count))), shape=(count, count))
    whole = vstack(
        [
            hstack([matrix_of(types), slack, csr_matrix((len(types.rows), count))]),
            hstack([csr_matrix((count, seats)), moving, marks]),
        ],
        format="csr",
    )
    set_matrix(model, whole)
    model.col_cost_ = np.concatenate([np.zeros(seats), ones * (count + 1), ones])
    model.col_lower_ = np.zeros(seats + 2 * count)
    model.col_upper_ = np.concatenate([np.array(types.limits, dtype=float), np.array(rooms, dtype=float), ones])
    # A minimum of nobody holds anyway; left in, it would stand above a maximum that is overdrawn.
    lower = [-highspy.kHighsInf if row.quota and row.minimum <= 0 else row.minimum for row in types.rows]
    model.row_lower_ = np.concatenate([lower, np.full(count, -highspy.kHighsInf)])
    model.row_upper_ = np.concatenate([model.row_upper_, np.zeros(count)])
    model.integrality_ = [highspy.HighsVarType.kInteger] * (seats + 2 * count)
    return model

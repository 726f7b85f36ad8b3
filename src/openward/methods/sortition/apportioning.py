"""A whole number of panels of types, so that over all of them each type has its due, to within one seat a member.

Most places on a list go to the panels that chances were carried out by, each as often as its weight says, rounded down.
What is due beyond them is whole seats for whole panels; it is split in two, and each half again, until single panels
are left: every split is an integer programme, which gives each type half of its seats, rounded down or up, and leaves
both halves within what so many panels can hold. Nothing is lost on the way, so the last panels add up to the due.
The hard part is that the last splits may have no solution where quotas leave no room (their parity is wrong, say). Then
panels that are done are thrown in again, and all of them split anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import highspy
import numpy as np

from openward.methods.progress import Progress, silent
from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.bounds import matrix_of
from openward.methods.sortition.model import Chances, Counts, Types

NODES = 2_000  # of one split's search tree; few need more than one
ATTEMPTS = 600  # splits that may fail before the rest is made up from known panels
THROWN_IN = 2  # done panels, for each split that fails
EXCHANGES = 5_000  # more than are ever needed; each strictly helps
USELESS = ("mip_detect_symmetry", "mip_heuristic_run_rins", "mip_heuristic_run_rens")  # for any solution whatever


@dataclass(frozen=True, slots=True)
class _Group:
    """`panels` panels that have these seats together."""

    seats: np.ndarray
    panels: int


def apportioned(chances: Chances, count: int, progress: Progress = silent) -> list[Counts]:
    """`count` panels of types, some alike. A type's seats over all of them, divided by its members, are less than one
    from `count` times its chance, unless no such panels were found: then they are near to it."""
    types = chances.types
    if not types.members:
        return [()] * count
    rounding = _Rounding(types)
    total = sum(chances.weights)
    copies = [weight * count // total for weight in chances.weights]
    done = [_seats(panel, types) for panel, number in zip(chances.panels, copies, strict=True) for _ in range(number)]
    left = count - len(done)
    seats = _due(chances, count, left, sum(done, np.zeros(len(types.members), dtype=np.int64)), rounding)
    if seats is None:
        return _from_known(chances, count)
    waiting, failed = [_Group(seats, left)] if left else [], 0
    while waiting:
        group = waiting.pop()
        if group.panels == 1:
            done.append(group.seats)
            progress("drawing-lottery", len(done), count)
            continue
        halves = rounding.split(group)
        if halves is not None:
            waiting += halves
            continue
        failed += 1
        if failed > ATTEMPTS:
            return _from_known(chances, count)
        thrown_in = [done.pop(rounding.any_of(len(done))) for _ in range(min(THROWN_IN, len(done)))]
        if not thrown_in and waiting:
            other = waiting.pop(0)
            group = _Group(group.seats + other.seats, group.panels + other.panels)
        waiting.append(_Group(sum(thrown_in, group.seats), group.panels + len(thrown_in)))
    return [tuple((int(one), int(panel[one])) for one in np.flatnonzero(panel)) for panel in done]


class _Rounding:
    """Whole seats within limits of types and rows; any will do."""

    def __init__(self, types: Types) -> None:
        self.matrix = matrix_of(types)
        self.least = np.array([row.minimum for row in types.rows])
        self.most = np.array([row.maximum for row in types.rows])
        self.limits = np.array(types.limits)
        self.random = np.random.default_rng(0)

    def any_of(self, number: int) -> int:
        return int(self.random.integers(number))

    def split(self, group: _Group) -> tuple[_Group, _Group] | None:
        one, other = group.panels // 2, group.panels - group.panels // 2
        used = self.matrix @ group.seats
        seats = self.whole(
            group.seats * one // group.panels,
            -(-group.seats * one // group.panels),
            np.maximum(self.least * one, used - self.most * other),
            np.minimum(self.most * one, used - self.least * other),
        )
        return None if seats is None else (_Group(seats, one), _Group(group.seats - seats, other))

    def whole(self, low: np.ndarray, high: np.ndarray, least: np.ndarray, most: np.ndarray) -> np.ndarray | None:
        """Seats between low and high whose sums by row are between least and most. None if none were found."""
        open_types, used = np.flatnonzero(high > low), self.matrix @ low
        if (high < low).any():
            return None
        if len(open_types):
            part = self.matrix[:, open_types]
            model = highspy.HighsLp()
            set_matrix(model, part)
            model.col_cost_ = self.random.random(len(open_types))
            model.col_lower_ = np.zeros(len(open_types))
            model.col_upper_ = (high - low)[open_types].astype(float)
            model.row_lower_, model.row_upper_ = (least - used).astype(float), (most - used).astype(float)
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(open_types)
            solver = quiet_solver()
            for option in USELESS:
                solver.setOptionValue(option, False)
            solver.setOptionValue("mip_max_nodes", NODES)
            solver.setOptionValue("mip_max_improving_sols", 1)
            solver.passModel(model)
            solver.run()
            if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
                return None
            low = low.copy()
            low[open_types] += np.rint(solver.getSolution().col_value).astype(np.int64)
            used = self.matrix @ low
        return low if (used >= least).all() and (used <= most).all() else None


def _due(chances: Chances, count: int, left: int, given: np.ndarray, rounding: _Rounding) -> np.ndarray | None:
    """Seats by type that are due beyond those given, so that the greatest deviation of a member is as small as can be.

    A member's places on the list are a type's seats divided by its members, rounded down or up. Where the fraction that
    is due is f, rounding down is off by f and up by 1 - f; whatever is more than the greatest deviation is ruled out.
    """
    sizes = chances.types.sizes
    due = [chance * count for chance in chances.chances]
    fractions = [share - share.__floor__() for share in due]
    down = np.array([share.__floor__() * size for share, size in zip(due, sizes, strict=True)])
    up = np.array([share.__ceil__() * size for share, size in zip(due, sizes, strict=True)])
    lowest, highest = np.maximum(down, given), np.minimum(up, given + rounding.limits * left)

    def within(deviation: Fraction) -> np.ndarray | None:
        low = np.where([f > deviation for f in fractions], up, lowest)
        high = np.where([1 - f > deviation for f in fractions], down, highest)
        return rounding.whole(low - given, high - given, rounding.least * left, rounding.most * left)

    candidates = sorted({max(f, 1 - f) for f in fractions if f} | {Fraction(1)})
    best, first, last = within(candidates[-1]), 0, len(candidates) - 1
    while best is not None and first < last:
        middle = (first + last) // 2
        found = within(candidates[middle])
        if found is None:
            first = middle + 1
        else:
            best, last = found, middle
    return best


def _seats(panel: Counts, types: Types) -> np.ndarray:
    seats = np.zeros(len(types.members), dtype=np.int64)
    for one, number in panel:
        seats[one] = number
    return seats


def _from_known(chances: Chances, count: int) -> list[Counts]:
    """From the panels of the chances alone: each as often as its weight says, rounded down, the rest given where they
    bring the types' seats nearest to their due, then exchanged while that helps."""
    total = sum(chances.weights)
    copies = np.array([weight * count // total for weight in chances.weights])
    seats = np.array([_seats(panel, chances.types) for panel in chances.panels]) / np.sqrt(chances.types.sizes)
    due = np.array([float(Fraction(weight * count, total)) for weight in chances.weights]) @ seats
    left = copies @ seats - due
    lengths = (seats**2).sum(axis=1)
    for _ in range(count - int(copies.sum())):
        best = int(np.argmin(2 * seats @ left + lengths))
        copies[best] += 1
        left += seats[best]
    between = seats @ seats.T
    for _ in range(EXCHANGES):
        slope = seats @ left
        gains = 2 * (slope[:, None] - slope[None, :]) + lengths[:, None] + lengths[None, :] - 2 * between
        gains[:, copies == 0] = np.inf
        more, less = np.unravel_index(int(np.argmin(gains)), gains.shape)
        if gains[more, less] > -1e-9:
            break
        copies[more] += 1
        copies[less] -= 1
        left += seats[more] - seats[less]
    return [panel for panel, number in zip(chances.panels, copies.tolist(), strict=True) for _ in range(number)]

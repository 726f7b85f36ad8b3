"""The limits of quotas one by one, and whether a panel exists when some of them are let go.

Words: a *bound* is the minimum or the maximum of one quota. The question is an integer programme on types, whose
coefficients are all 0 or 1.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from enum import StrEnum

import highspy
import numpy as np
from scipy.sparse import csr_matrix

from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.model import Counts, Quota, Row, RowKind, Types


class Side(StrEnum):
    MINIMUM = "minimum"
    MAXIMUM = "maximum"


@dataclass(frozen=True, slots=True)
class Bound:
    quota: Quota
    side: Side

    @property
    def limit(self) -> int:
        return self.quota.minimum if self.side is Side.MINIMUM else self.quota.maximum

    @property
    def order(self) -> tuple[str, str, str]:
        return self.quota.feature, self.quota.value, self.side


def bounds_of(types: Types) -> tuple[Bound, ...]:
    """The bounds that can keep anything out, by feature, value and side."""
    total = sum(types.limits)
    found = []
    for row in types.rows:
        if row.quota is not None:
            if row.minimum > 0:
                found.append(Bound(row.quota, Side.MINIMUM))
            if row.maximum < min(total, sum(types.limits[one] for one in row.types)):
                found.append(Bound(row.quota, Side.MAXIMUM))
    return tuple(sorted(found, key=lambda bound: bound.order))


def limits_of(row: Row, dropped: Set[Bound] = frozenset()) -> tuple[float, float]:
    """A row's limits without the bounds that were dropped."""
    if row.quota is None:
        return row.minimum, row.maximum
    lower = -highspy.kHighsInf if Bound(row.quota, Side.MINIMUM) in dropped else row.minimum
    upper = highspy.kHighsInf if Bound(row.quota, Side.MAXIMUM) in dropped else row.maximum
    return lower, upper


def matrix_of(types: Types) -> csr_matrix:
    """Rows by types, 1 where a type counts towards a row."""
    starts = np.cumsum([0, *(len(row.types) for row in types.rows)])
    columns = np.fromiter((one for row in types.rows for one in row.types), dtype=np.int32)
    return csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(types.rows), len(types.limits)))


def model_of(types: Types, dropped: Set[Bound] = frozenset(), *, whole: bool = True) -> highspy.HighsLp:
    """The panels as a programme without an objective; `whole` False: its linear relaxation."""
    model = highspy.HighsLp()
    set_matrix(model, matrix_of(types))
    model.col_cost_ = np.zeros(len(types.limits))
    model.col_lower_ = np.zeros(len(types.limits))
    model.col_upper_ = np.array(types.limits, dtype=float)
    limits = [limits_of(row, dropped) for row in types.rows]
    model.row_lower_ = np.array([lower for lower, _ in limits], dtype=float)
    model.row_upper_ = np.array([upper for _, upper in limits], dtype=float)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(types.limits)
    return model


def a_panel(types: Types, dropped: Set[Bound] = frozenset()) -> Counts | None:
    """A panel that keeps to all bounds but the dropped ones; None where there is none. A panel of nobody is ()."""
    if any(lower > upper for lower, upper in (limits_of(row, dropped) for row in types.rows)):
        return None
    if not types.limits:
        fits = all(lower <= 0 <= upper for lower, upper in (limits_of(row, dropped) for row in types.rows))
        return () if fits else None
    solver = quiet_solver()
    solver.passModel(model_of(types, dropped))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    seats = np.rint(solver.getSolution().col_value).astype(int)
    found = tuple((int(one), int(seats[one])) for one in np.flatnonzero(seats))
    return found if keeps(types, found, dropped) else None


def keeps(types: Types, panel: Counts, dropped: Set[Bound] = frozenset()) -> bool:
    """Whether a panel keeps to every rule, reckoned in whole numbers."""
    seats = dict(panel)
    if any(not 0 <= count <= types.limits[one] for one, count in panel):
        return False
    for row in types.rows:
        lower, upper = limits_of(row, dropped)
        if not lower <= sum(seats.get(one, 0) for one in row.types) <= upper:
            return False
    return True


def taken_of(row: Row) -> int:
    """Seats of a quota that must-include people and reserved seats take, read from its maximum."""
    assert row.kind is RowKind.QUOTA
    assert row.quota is not None
    return row.quota.maximum - row.maximum

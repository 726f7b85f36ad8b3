"""Small tables of two ways with margins, and an attacker of another make (scipy) to try them with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog

from openward.methods.disclosure import Figure, Protected, Release

Table = list[list[int]]


def cell(row: int, column: int) -> str:
    return f"{row}:{column}"


@st.composite
def tables(draw: st.DrawFn, most: int = 4) -> Table:
    """Amounts by row and column, many of them nothing."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    amounts = st.one_of(st.just(0), st.integers(0, 60))
    return [[draw(amounts) for _ in range(columns)] for _ in range(rows)]


def release(table: Table, told: Iterable[tuple[int, int]], protected: Iterable[tuple[int, int]]) -> Release:
    """Margins that may be hidden, cells that are `told` but may be hidden as well, the total in any case."""
    rows, columns = range(len(table)), range(len(table[0]))
    total = sum(map(sum, table))
    figures = [Figure("total", {cell(r, c): 1.0 for r in rows for c in columns}, float(total))]
    for r in rows:
        figures.append(Figure(f"row {r}", {cell(r, c): 1.0 for c in columns}, float(sum(table[r])), sum(table[r])))
    for c in columns:
        amount = sum(table[r][c] for r in rows)
        figures.append(Figure(f"column {c}", {cell(r, c): 1.0 for r in rows}, float(amount), amount))
    for r, c in told:
        figures.append(Figure(f"cell {cell(r, c)}", {cell(r, c): 1.0}, float(table[r][c]), 2.0 * table[r][c] + 1))
    guarded = tuple(
        Protected(cell(r, c), {cell(r, c): 1.0}, float(table[r][c]), max(0.5 * table[r][c], 1.0)) for r, c in protected
    )
    return Release({cell(r, c): float(total + 10) for r in rows for c in columns}, tuple(figures), guarded)


def interval(of: Release, hidden: Iterable[str], sum_of: Mapping[str, float]) -> tuple[float, float]:
    """The least and the greatest of a sum for whoever knows all figures that are not hidden."""
    cells = sorted(of.most)
    kept = [figure for figure in of.figures if figure.name not in set(hidden)]
    matrix = np.array([[figure.of.get(name, 0.0) for name in cells] for figure in kept])
    costs = np.array([sum_of.get(name, 0.0) for name in cells])
    bounds = [(0.0, of.most[name]) for name in cells]
    ends = []
    for sign in (1.0, -1.0):
        found = linprog(sign * costs, A_eq=matrix, b_eq=[figure.value for figure in kept], bounds=bounds)
        assert found.status == 0, found.message
        ends.append(sign * found.fun)
    return ends[0], ends[1]

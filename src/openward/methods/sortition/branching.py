"""The best panel in a direction, with a proof: branch and bound whose tree is the certificate.

Each node is a linear programme in which rows may be broken at a price, so that it always has multipliers, and these
bound the node whether or not it holds a panel. The hard part is to hand them over: what a node's own limits earn goes
to the rows that its splits added.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush

import highspy
import numpy as np
from scipy.sparse import csr_matrix, eye, hstack

from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.certifying import whole
from openward.methods.sortition.model import Leaf, Split
from openward.methods.sortition.relaxation import Polytope
from openward.methods.sortition.rounding import WHOLE, Face

PRICE = 1000.0  # of a seat by which a row is broken, times the greatest weight


@dataclass(slots=True)
class _Node:
    """`path`: (type, most, whether above it) from the root. `children` are those below and above, once it is split."""

    path: tuple[tuple[int, int, bool], ...]
    multipliers: np.ndarray = field(default_factory=lambda: np.zeros(0))
    split: tuple[int, int] = (0, 0)
    children: tuple[_Node, _Node] | None = None


class Branching:
    """Finds best panels of one task. `left` is the work that is left, in nodes. `pulse` is called at each node; it may
    raise Cancelled."""

    def __init__(self, polytope: Polytope, face: Face, work: int, pulse: Callable[[], None]) -> None:
        self.polytope, self.face, self.left, self.pulse = polytope, face, max(work, 1), pulse
        rows, types = polytope.rows.shape
        self.columns = np.arange(types, dtype=np.int32)
        self.solver = quiet_solver()
        for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            self.solver.setOptionValue(name, 1e-9)
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.append(np.zeros(types), np.full(2 * rows, -PRICE))
        model.col_lower_ = np.zeros(types + 2 * rows)
        model.col_upper_ = np.append(polytope.limits, np.full(2 * rows, highspy.kHighsInf))
        model.row_lower_, model.row_upper_ = polytope.least, polytope.most
        set_matrix(model, csr_matrix(hstack([polytope.rows, eye(rows), -eye(rows)])))
        self.solver.passModel(model)

    def best(self, weights: np.ndarray, enough: float) -> tuple[np.ndarray | None, Leaf | Split]:
        """A panel with more weighted seats than `enough`, or a tree that proves there is none (or bounds them, where no
        work is left)."""
        scale = float(np.abs(weights).max()) or 1.0
        self.solver.changeColsCost(len(weights), self.columns, weights / scale)
        root = _Node(())
        number, waiting = 0, [(0.0, 0, root)]
        while waiting:
            _, _, node = heappop(waiting)
            bound, seats = self._solve(node, weights / scale)
            node.multipliers *= scale
            self.left -= 1
            self.pulse()
            if bound * scale <= enough:
                continue
            panel = self._panel(seats, weights)
            if panel is not None and float(weights @ panel) > enough:
                return panel, Leaf(())
            broken = np.abs(seats - np.rint(seats))
            if self.left <= 0 or broken.max() < WHOLE:
                continue
            t = int(np.argmax(broken * (1 + weights / scale)))
            node.split = t, int(np.floor(seats[t]))
            node.children = _Node((*node.path, (*node.split, False))), _Node((*node.path, (*node.split, True)))
            for child in node.children:
                number += 1
                heappush(waiting, (-bound, number, child))
        return None, _tree(root)

    def _panel(self, seats: np.ndarray, weights: np.ndarray) -> np.ndarray | None:
        return self.face.mended(np.rint(seats), weights)

    def _solve(self, node: _Node, weights: np.ndarray) -> tuple[float, np.ndarray]:
        low, high = np.zeros(len(weights)), self.polytope.limits.copy()
        strictest: dict[tuple[int, bool], int] = {}
        for place, (t, most, above) in enumerate(node.path):
            if above:
                low[t] = most + 1
            else:
                high[t] = most
            strictest[t, above] = place
        self.solver.changeColsBounds(len(low), self.columns, low, np.maximum(high, low))
        self.solver.run()
        solution = self.solver.getSolution()
        rows = np.array(solution.row_dual)
        earned = weights - self.polytope.columns.T @ rows
        path = np.zeros(len(node.path))
        for (t, above), place in strictest.items():
            if (earned[t] < 0) == above:
                path[place] = earned[t]
        node.multipliers = np.append(rows, path)
        return float(self.solver.getInfo().objective_function_value), np.array(solution.col_value)[: len(weights)]


def _tree(node: _Node) -> Leaf | Split:
    if node.children is None:
        return Leaf(whole(node.multipliers))
    below, above = node.children
    return Split((node.split[0],), node.split[1], _tree(below), _tree(above))

"""The true problem, level by level, where the relaxation's levels cannot be carried out by whole panels.

A linear programme over the panels found so far raises the smallest chance of the unsettled types; its dual weights ask
for a panel that would help more (column generation; Flanigan, Gölz, Gupta, Hennig and Procaccia 2021, Fair algorithms
for selecting citizens' assemblies). Where the relaxation reaches no higher, its multipliers prove the level; else the
tree that found no better panel does. Where the work runs out, open branches only bound the level, and the gap says so.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.optimize import linprog

from openward.methods.errors import Cancelled, OpenwardError
from openward.methods.progress import Progress
from openward.methods.sortition.bounds import a_panel
from openward.methods.sortition.branching import Branching
from openward.methods.sortition.carrying_out import Mixture
from openward.methods.sortition.certifying import SCALE, Found, Settled, bound_of, equally, whole
from openward.methods.sortition.model import Certificate, Types
from openward.methods.sortition.relaxation import Polytope, Raising, relaxed
from openward.methods.sortition.rounding import Face

WORK = 20_000  # nodes of search trees in all
BETTER = 1e-10  # weighted seats: a panel that gains no more than this does not help
REACHED = 1e-10  # chances: the relaxation's level is reached
A_SEAT = 1 - 1e-6  # what is more than this is a seat at least, where all weights are 1
SHARE = 1e-3  # of the greatest weight among the unsettled: what is more settles a type
HINTS = 3  # directions near to the weights that are tried before a proof is sought


class _Master:
    """The panels found, and the best use of them."""

    def __init__(self, polytope: Polytope, panels: list[np.ndarray]) -> None:
        self.sizes = polytope.sizes
        self.panels = list(panels)
        self.floors, self.settled = np.zeros(len(self.sizes)), np.zeros(len(self.sizes), dtype=bool)
        self.mixture: Mixture | None = None

    def solve(self) -> tuple[float, np.ndarray]:
        """The level that is reached, and the types' weights, which sum to 1 over the members of the unsettled."""
        counts = np.array(self.panels)
        level = np.where(self.settled, 0.0, self.sizes)
        found = linprog(
            np.append(-1.0, np.zeros(len(counts))),
            A_ub=np.hstack([level[:, None], -counts.T]),
            b_ub=-np.where(self.settled, self.sizes * self.floors, 0.0),
            A_eq=np.append(0.0, np.ones(len(counts)))[None, :],
            b_eq=[1.0],
            method="highs-ds",
            options={"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
        )
        if found.x is None:  # by rounding errors: the floors give way by less than the gap that is stated
            self.floors *= 1 - 1e-9
            return self.solve()
        self.mixture = Mixture(counts, np.maximum(found.x[1:], 0.0))
        return float(found.x[0]), np.maximum(-found.ineqlin.marginals, 0.0)


def true_levels(
    types: Types,
    polytope: Polytope,
    panels: list[np.ndarray],
    work: int,
    progress: Progress,
    until: Callable[[float], bool] = lambda level: False,
) -> Found:
    """The levels of the true problem, all of them or up to the first that `until` holds for. `panels` are known ones.

    Raises `panel-infeasible` where no whole panel exists.
    """
    whole_task = Face(polytope)
    if not panels:
        first = a_panel(types)
        if first is None:
            raise OpenwardError("panel-infeasible")
        panels = [np.zeros(len(polytope.sizes))]
        for t, count in first:
            panels[0][t] = count
    master, raising = _Master(polytope, panels), Raising(polytope)
    settled: list[Settled] = []
    random = np.random.default_rng(2)

    def pulse() -> None:
        progress("proving-levels", int(master.settled.sum()), len(types.members))

    branching = Branching(polytope, whole_task, work, pulse)
    try:
        while not master.settled.all():
            pulse()
            within, certificate, level = _level(master, raising, whole_task, branching, random)
            settled.append((within, certificate))
            types_within = np.array(within)
            master.floors[types_within], master.settled[types_within] = level, True
            raising.settle(types_within, level)
            if until(level):
                break
    except Cancelled:
        bounds = [bound_of(stage) for stage in relaxed(raising) or []]
        return Found(master.mixture or equally(master.panels), (*settled, *bounds), stopped=True)
    return Found(master.mixture or equally(master.panels), tuple(settled), stopped=branching.left <= 0)


def better_panels(face: Face, weights: np.ndarray, price: float, random: np.random.Generator) -> list[np.ndarray]:
    """Panels with more weighted seats than the price, quickly found; none does not mean that there are none."""
    found = []
    for hint in range(HINTS):
        panel = face.panel(weights * (1 + 0.1 * hint * random.normal(size=len(weights))))
        if panel is not None and float(weights @ panel) > price:
            found.append(panel)
    return found


def _seat_everyone(
    master: _Master, whole_task: Face, branching: Branching, random: np.random.Generator
) -> Certificate | None:
    """Find panels until each unsettled type is on one. Where that cannot be, the certificate that none of the rest is
    on any: with weights of 1, since less than 1 seat is none."""
    while True:
        missing = ~master.settled & ~np.any(master.panels, axis=0)
        if not missing.any():
            return None
        weights = missing.astype(float)
        more = better_panels(whole_task, weights, A_SEAT, random)
        if not more:
            panel, tree = branching.best(weights, A_SEAT)
            if panel is None:
                return Certificate(SCALE, whole(weights), tree)
            more = [panel]
        master.panels += more
        branching.pulse()


def _level(
    master: _Master, raising: Raising, whole_task: Face, branching: Branching, random: np.random.Generator
) -> tuple[tuple[int, ...], Certificate, float]:
    """Whose level is the next, its certificate, and its chance."""
    stage = raising.stage()
    sizes = master.sizes
    if stage is None or stage.level > REACHED:
        certificate = _seat_everyone(master, whole_task, branching, random)
        if certificate is not None:
            return tuple(np.flatnonzero(certificate.weights).tolist()), certificate, 0.0
    while True:
        level, weights = master.solve()
        if stage is not None and level >= stage.level - REACHED:
            return *bound_of(stage), level
        price = level + float((weights * sizes * master.floors)[master.settled].sum())
        more = better_panels(whole_task, weights, price + BETTER, random)
        if more:
            master.panels += more
            branching.pulse()
            continue
        if branching.left <= 0 and stage is not None:  # its bound is nearer than that of a tree with one node
            return *bound_of(stage), level
        panel, tree = branching.best(weights, price + BETTER)
        if panel is not None:
            master.panels.append(panel)
            continue
        of_each = np.where(master.settled, 0.0, weights * sizes)
        within = tuple(np.flatnonzero(of_each > SHARE * of_each.max()).tolist())
        return within, Certificate(SCALE, whole(weights), tree), level

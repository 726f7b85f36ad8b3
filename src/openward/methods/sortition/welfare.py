"""Nash welfare: the geometric mean of all chances as great as can be, of those who can have a chance.

First over mean seats, carried out by panels; where there are none such, over the panels found so far, while the slopes
of the logarithms ask for a panel that would help more. The proof is one linear bound (`proof.nash_ratio`), so that no
more than the last solution is trusted. Who can have no chance is the lowest level of leximin, and proved like it.
"""

from __future__ import annotations

import numpy as np

from openward.methods.errors import Cancelled
from openward.methods.progress import Progress
from openward.methods.sortition.branching import Branching
from openward.methods.sortition.carrying_out import Mixture, carried_out
from openward.methods.sortition.certifying import SCALE, Found, Settled, bound_of, equally, whole
from openward.methods.sortition.columns import better_panels, true_levels
from openward.methods.sortition.interior import best_weights, greatest_logarithms
from openward.methods.sortition.model import GAP, Certificate, Leaf, Types
from openward.methods.sortition.relaxation import Polytope, Raising
from openward.methods.sortition.rounding import Face

NONE = 1e-9  # a level of no chance
OVER = 1e-11  # that a certificate's weights are above what is due, in parts of it
ENOUGH = float(GAP) / 2  # parts of the welfare: a panel that adds no more is not sought
UNUSED = 1e-14  # the weight of a panel that is let go


def greatest_welfare(types: Types, polytope: Polytope, work: int, progress: Progress) -> Found:
    """The panels and weights, with the certificate. Raises `panel-infeasible` where there is no panel."""
    progress("raising-levels")
    raising = Raising(polytope)
    without: list[Settled] = []
    while not raising.settled.all():
        stage = raising.stage()
        if stage is None:  # no panel, or rounding errors: the true problem tells
            return _true_welfare(types, polytope, [], work, progress)
        if stage.level > NONE:
            break
        without.append(bound_of(stage))
        raising.settle(stage.settled, 0.0)
    able = ~raising.settled
    x = greatest_logarithms(polytope, able, raising.seats())
    panels: list[np.ndarray] = []
    stopped = False
    try:
        mixture = carried_out(Face(polytope, x), x, progress, panels)
    except Cancelled:
        if not panels:
            raise
        mixture, stopped = equally(panels), True
    if mixture is None:
        return _true_welfare(types, polytope, panels, work, progress)
    return Found(mixture, tuple(without), _by_relaxation(polytope, mixture, able), stopped)


def _true_welfare(types: Types, polytope: Polytope, panels: list[np.ndarray], work: int, progress: Progress) -> Found:
    """By the panels found and asked for, from those that give a chance to whoever can have one."""
    first = true_levels(types, polytope, panels, work, progress, until=lambda level: level > NONE)
    mixture = first.mixture
    chances = mixture.weights @ mixture.counts / polytope.sizes
    without = tuple(one for one in first.settled if chances[list(one[0])].min() <= NONE)
    able = np.ones(len(polytope.sizes), dtype=bool)
    for within, _ in without:
        able[list(within)] = False
    if first.stopped or not able.any():
        return Found(mixture, without, _by_relaxation(polytope, mixture, able), first.stopped)
    whole_task = Face(polytope)
    branching = Branching(polytope, whole_task, work, lambda: progress("proving-levels"))
    random = np.random.default_rng(3)
    enough = float(polytope.sizes[able].sum()) * (1 + ENOUGH)
    counts = mixture.counts
    try:
        while True:
            mixture = Mixture(counts, best_weights(counts[:, able], polytope.sizes[able]))
            weights = _due(polytope, mixture, able)
            more = better_panels(whole_task, weights, enough, random)
            if not more:
                panel, tree = branching.best(weights, enough)
                if panel is None:
                    return Found(mixture, without, Certificate(SCALE, whole(weights), tree), branching.left <= 0)
                more = [panel]
            progress("proving-levels")
            counts = np.vstack([counts[mixture.weights > UNUSED], *more])
    except Cancelled:
        return Found(mixture, without, _by_relaxation(polytope, mixture, able), stopped=True)


def _due(polytope: Polytope, mixture: Mixture, able: np.ndarray) -> np.ndarray:
    """Weights a little above 1 / chance, so that rounding leaves them no less."""
    seats = np.where(able, mixture.weights @ mixture.counts, 1.0)
    return np.where(able, polytope.sizes / seats * (1 + OVER), 0.0)


def _by_relaxation(polytope: Polytope, mixture: Mixture, able: np.ndarray) -> Certificate | None:
    """The multipliers of the best mean seats, which bound the best panel; None if somebody has no chance by far."""
    chances = mixture.weights @ mixture.counts / polytope.sizes
    if (chances[able] <= NONE).any():
        return None
    weights = _due(polytope, mixture, able)
    face = Face(polytope)
    face.vertex(weights)
    multipliers = np.array(face.solver.getSolution().row_dual)
    return Certificate(SCALE, whole(weights), Leaf(whole(multipliers)))

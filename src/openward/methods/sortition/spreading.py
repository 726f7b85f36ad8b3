"""Nash welfare: the geometric mean of all chances as great as can be. And maximin, what freedom is left used for that.

The sum of logarithms of the mean seats is maximised over the relaxation: each logarithm is a row of short straight
pieces around the last solution, finer each time, which is a linear programme of few rows. Then panels carry it out. The
proof is one linear bound (see `proof.nash_ratio`), so no more than the last solution is trusted.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.optimize import nnls
from scipy.sparse import csr_matrix, hstack

from openward.methods.errors import OpenwardError
from openward.methods.progress import Progress
from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.carrying_out import Mixture, carried_out
from openward.methods.sortition.certifying import SCALE, Found, certificate_of, proven, whole
from openward.methods.sortition.columns import true_levels
from openward.methods.sortition.model import GAP, Certificate, Leaf, Method, Types
from openward.methods.sortition.relaxation import Polytope, Raising
from openward.methods.sortition.rounding import Face

STEPS = (2.0, 1.3, 1.1, 1.03, 1.01, 1.003, 1.001, 1.0001, 1.00001, 1.000001)  # ratio of neighbouring ends of pieces
PIECES = 4  # on either side of the last solution
NEVER = 1e-9  # seats: a type that cannot have more has no chance


def spread(types: Types, polytope: Polytope, method: Method, work: int, progress: Progress) -> Found:
    """Nash welfare, or maximin and then Nash welfare."""
    progress("raising-levels")
    raising = Raising(polytope)
    stage = raising.stage()
    if stage is None:
        raise OpenwardError("panel-infeasible")
    settled = ((tuple(stage.settled.tolist()), certificate_of(stage.weights, stage.multipliers)),)
    least = polytope.sizes * stage.level if method is Method.MAXIMIN else np.zeros(len(polytope.sizes))
    x = _greatest_logarithms(polytope, least * (1 - 1e-12), raising.seats())
    panels: list[np.ndarray] = []
    mixture = carried_out(Face(polytope, x), x, progress, panels)
    if method is Method.MAXIMIN:
        found = None if mixture is None else Found(mixture, settled)
        if found is None or not proven(method, types, found).proved:
            true = true_levels(types, polytope, panels, work, progress)
            found = Found(true.mixture, true.settled[:1], stopped=true.stopped)
        return found
    if mixture is None:
        mixture = _nearest(types, polytope, panels, x, work, progress)
    return Found(mixture, (), _nash_certificate(polytope, mixture))


def _greatest_logarithms(polytope: Polytope, least: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Mean seats with the greatest sum of logarithms of chances, none below `least`."""
    rows, number = polytope.rows, len(polytope.sizes)
    x = np.maximum(x, polytope.limits * 1e-4)
    for step in STEPS:
        grid = x[:, None] * step ** np.arange(-PIECES, PIECES + 1)[None, :]
        ends = np.hstack([np.zeros((number, 1)), grid, np.maximum(grid[:, -1:] * 2, polytope.limits[:, None])])
        ends = np.clip(ends, least[:, None], np.maximum(polytope.limits, least)[:, None])
        widths = np.diff(ends, axis=1)
        inner = np.maximum(ends, 1e-12)
        slopes = np.where(widths > 0, np.diff(np.log(inner), axis=1) / np.maximum(widths, 1e-300), 0.0)
        slopes = np.minimum.accumulate(np.where(widths > 0, slopes, np.inf), axis=1)
        costs = np.where(widths > 0, slopes, 0.0) * polytope.sizes[:, None]
        unit = float(np.median(polytope.sizes / x))
        solver = quiet_solver()
        for name in ("primal_feasibility_tolerance", "dual_feasibility_tolerance"):
            solver.setOptionValue(name, 1e-10)
        model = highspy.HighsLp()
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.minimum(costs.T.ravel() / unit, 1e6)
        model.col_lower_, model.col_upper_ = np.zeros(widths.size), widths.T.ravel()
        used = rows @ ends[:, 0]
        model.row_lower_, model.row_upper_ = polytope.least - used, polytope.most - used
        set_matrix(model, csr_matrix(hstack([rows] * widths.shape[1])))
        solver.passModel(model)
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            break
        parts = np.array(solver.getSolution().col_value).reshape(widths.shape[1], number)
        x = ends[:, 0] + parts.sum(axis=0)
        x = np.maximum(x, NEVER)
    return np.where(x <= NEVER, 0.0, x)


def _nearest(
    types: Types, polytope: Polytope, panels: list[np.ndarray], x: np.ndarray, work: int, progress: Progress
) -> Mixture:
    """The panels found, with weights that bring their mean near to x."""
    if not panels:
        return true_levels(types, polytope, panels, work, progress).mixture
    counts = np.array(panels)
    weights, _ = nnls(counts.T.astype(float), x)
    total = float(weights.sum())
    return Mixture(counts, weights / total) if total > 0 else Mixture(counts, np.full(len(counts), 1 / len(counts)))


def _nash_certificate(polytope: Polytope, mixture: Mixture) -> Certificate | None:
    """Weights a little above 1 / chance, with the multipliers of the best seats for them."""
    chances = mixture.weights @ mixture.counts / polytope.sizes
    if (chances <= float(GAP) * 1e-3).any():
        return None
    weights = 1 / chances * (1 + 1e-11)
    face = Face(polytope)
    face.vertex(weights)
    multipliers = np.array(face.solver.getSolution().row_dual)
    return Certificate(SCALE, whole(weights), Leaf(whole(multipliers)))

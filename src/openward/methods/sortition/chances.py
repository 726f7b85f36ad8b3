"""The way in: the fairest chances that a selection allows, with their proof.

First the relaxation's levels, which bound all others; then panels that carry them out to the last digit. Only where
there are none such, the true problem is solved level by level (`columns.py`).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from openward.methods.errors import Cancelled, OpenwardError
from openward.methods.progress import Progress, silent
from openward.methods.sortition.carrying_out import carried_out
from openward.methods.sortition.certifying import Found, bound_of, equally, proven
from openward.methods.sortition.columns import WORK, true_levels
from openward.methods.sortition.model import Chances, Method, Selection, Types
from openward.methods.sortition.relaxation import Polytope, Raising, polytope_of, relaxed
from openward.methods.sortition.rounding import Face
from openward.methods.sortition.types import types_of
from openward.methods.sortition.welfare import greatest_welfare


def chances_of(
    selection: Selection, method: Method = Method.LEXIMIN, work: int = WORK, progress: Progress = silent
) -> Chances:
    """The fairest way to draw a panel. `work` limits the search where a proof is hard, in branches of a search tree,
    so that the same work is done on any machine. A `progress` that raises Cancelled keeps the best so far, if any.

    Raises `panel-infeasible` if no panel keeps to all rules.
    """
    return chances_of_types(types_of(selection), method, work, progress)


def chances_of_types(
    types: Types, method: Method = Method.LEXIMIN, work: int = WORK, progress: Progress = silent
) -> Chances:
    """As `chances_of`, of a task on types."""
    polytope = polytope_of(types)
    if not types.members:
        if any(row.minimum > 0 or row.maximum < 0 for row in types.rows):
            raise OpenwardError("panel-infeasible")
        return Chances(method, types, ((),), (1,), (), (), Fraction(0), True)
    if method is Method.NASH:
        return proven(method, types, greatest_welfare(types, polytope, work, progress))
    return proven(method, types, _raised(method, types, polytope, work, progress))


def _raised(method: Method, types: Types, polytope: Polytope, work: int, progress: Progress) -> Found:
    """Leximin; and maximin, for which the first level is enough where the others are not to be had at once."""

    def first(_: float) -> bool:
        return method is Method.MAXIMIN

    progress("raising-levels")
    raising = Raising(polytope)
    stages = relaxed(raising)
    if stages is None:  # no panel, or rounding errors: the true problem tells
        return true_levels(types, polytope, [], work, progress, until=first)
    x = raising.floors * polytope.sizes
    settled = tuple(bound_of(stage) for stage in stages)
    panels: list[np.ndarray] = []
    try:
        mixture = carried_out(Face(polytope, x), x, progress, panels)
    except Cancelled:
        if not panels:
            raise
        # The plain mean of the panels so far is near to x, and the relaxation's levels say how near.
        return Found(equally(panels), settled, stopped=True)
    if mixture is None:
        return true_levels(types, polytope, panels, work, progress, until=first)
    return Found(mixture, settled)

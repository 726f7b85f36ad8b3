"""A first basis for the linear relaxation, close to its optimum: 80 s of simplex become less than one.

With one price of money, what to choose falls apart by family and need, and can be read off; the price that just spends
the budget is found by halving. What that leaves out (floors, long chains of needs) is for the solver to mend. A row
that is tight gets the proposal that gave way in it as its basic column.
"""

from __future__ import annotations

import highspy
import numpy as np

from openward.methods.portfolio.formulation import Floats, Formulation, Mask

HALVINGS = 50
_AT_MOST, _AT_LEAST = highspy.HighsBasisStatus.kUpper, highspy.HighsBasisStatus.kLower
_BASIC = highspy.HighsBasisStatus.kBasic


def first_basis(formulation: Formulation, benefit: Floats, budget: float, upper: Floats) -> highspy.HighsBasis:
    """`upper` (n,) is 0 for proposals that cannot be chosen."""
    possible = upper > 0
    price, chosen, critical = _price_of_money(formulation, benefit, budget, possible)
    left = benefit - price * formulation.cost
    basic = np.zeros(len(benefit), dtype=bool)
    if critical >= 0:
        basic[critical] = True
    families = []
    for first, last in zip(formulation.families.indptr[:-1], formulation.families.indptr[1:], strict=True):
        family = formulation.families.indices[first:last]
        winners = family[chosen[family] & ~basic[family]]
        tight = len(winners) > 0
        if tight:
            basic[winners[0]] = True
        families.append(_AT_MOST if tight else _BASIC)
    needs = []
    for needing, other in formulation.needs.tolist():
        held_back = not chosen[other] and left[needing] > 0 and possible[needing] and not basic[needing]
        carried = chosen[needing] and chosen[other] and left[other] < 0 and not basic[other]
        if held_back or carried:
            basic[needing if held_back else other] = True
        needs.append(_AT_MOST if held_back or carried else _BASIC)
    basis = highspy.HighsBasis()
    columns = [_BASIC if b else _AT_MOST if c else _AT_LEAST for b, c in zip(basic, chosen, strict=True)]
    basis.col_status = [*columns, _AT_MOST if critical >= 0 else _BASIC]
    basis.row_status = [_AT_LEAST, *[_BASIC] * len(formulation.groups), *families, *needs]
    basis.valid, basis.alien = True, False
    return basis


def _price_of_money(
    formulation: Formulation, benefit: Floats, budget: float, possible: Mask
) -> tuple[float, Mask, int]:
    """The price, what it chooses within the budget, and the proposal that just no longer fits (-1 if all do)."""
    cost = formulation.cost
    chosen = _choice(formulation, benefit, 0.0, possible)
    if cost[chosen].sum() <= budget:
        return 0.0, chosen, -1
    low, high = 0.0, float((benefit / cost).max()) * 2 + 1e-300
    beyond, chosen = chosen, np.zeros(len(cost), dtype=bool)
    for _ in range(HALVINGS):
        price = (low + high) / 2
        tried = _choice(formulation, benefit, price, possible)
        if cost[tried].sum() > budget:
            low, beyond = price, tried
        else:
            high, chosen = price, tried
    differing = np.flatnonzero(beyond & ~chosen)
    return high, chosen, int(differing[0])


def _choice(formulation: Formulation, benefit: Floats, price: float, possible: Mask) -> Mask:
    """What is worth its price, the best of each family, nothing without what it needs."""
    left = benefit - price * formulation.cost
    needing, other = formulation.needs[:, 0], formulation.needs[:, 1]
    worth = left.copy()
    np.add.at(worth, other, np.maximum(left[needing], 0.0))
    chosen = (worth > 0) & possible
    members = formulation.families.indices
    if len(members):
        starts = formulation.families.indptr[:-1]
        sizes = np.diff(formulation.families.indptr)
        standing = np.where(chosen[members], worth[members], -np.inf)
        best = np.repeat(np.maximum.reduceat(standing, starts), sizes)
        firsts = np.zeros(len(members), dtype=bool)
        winners = np.flatnonzero((standing == best) & np.isfinite(best))
        row = np.repeat(np.arange(len(sizes)), sizes)
        firsts[winners[np.unique(row[winners], return_index=True)[1]]] = True
        chosen[members[~firsts]] = False
    for _ in range(3):  # chains of needs are short
        missing = needing[chosen[needing] & ~chosen[other]]
        if not len(missing):
            break
        chosen[missing] = False
    return chosen

"""What it takes from the bound, at least, to choose a proposal that the relaxation leaves, or to leave one it chooses.

The reduced benefit says it of most. In a family, and where one proposal needs another, the relaxation has a choice of
prices, and the one it takes hides the cost behind a 0; another of the same bound shows it:
- leaving the best of a family costs what it is better than the next (lower the price of the family to the next);
- leaving what a chosen proposal needs costs that proposal; choosing what needs a proposal that is left costs that one.
Each statement is of one proposal, all others being free.
"""

from __future__ import annotations

import numpy as np

from openward.methods.portfolio.formulation import Floats, Formulation

WHOLE = 1 - 1e-9


def flip_costs(formulation: Formulation, values: Floats, reduced: Floats, family_prices: Floats) -> Floats:
    """(n,) benefit, 0 for a proposal that is chosen in part. `family_prices` (F,) are of the families' rows."""
    at_one, at_zero = values >= WHOLE, values <= 1 - WHOLE
    costs = np.where(at_one, np.maximum(reduced, 0.0), np.where(at_zero, np.maximum(-reduced, 0.0), 0.0))
    alone = costs.copy()
    members, starts = formulation.families.indices, formulation.families.indptr[:-1]
    if len(members):
        sizes = np.diff(formulation.families.indptr)
        price = np.repeat(family_prices, sizes)
        winner = at_one[members]
        unpaid = np.where(winner, -np.inf, reduced[members] + price)
        following = np.repeat(np.maximum.reduceat(unpaid, starts), sizes)
        lead = np.minimum(reduced[members], 0.0) + price - np.maximum(following, 0.0)
        np.maximum.at(costs, members[winner], lead[winner])
    needing, needed = formulation.needs[:, 0], formulation.needs[:, 1]
    both_left, both_chosen = at_zero[needing] & at_zero[needed], at_one[needing] & at_one[needed]
    np.maximum.at(costs, needing[both_left], alone[needed[both_left]])
    np.maximum.at(costs, needed[both_chosen], alone[needing[both_chosen]])
    return costs

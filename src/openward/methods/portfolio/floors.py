"""Floors that can always be met: the least share of the money spent that goes to a group, less what cannot be placed.

A floor counts money spent, not the budget, so that a programme that fits a budget fits every larger one, and the
frontier can only rise. Proposals are whole, and a group can run out of them. So a floor never asks for more than this:
were the group given its share of any spending up to the budget and bought the cheapest first, how much would at most be
left over? That is its *allowance*. The empty programme meets every floor, and no floor forbids spending the rest.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from openward.methods.portfolio.formulation import Floats, Formulation, Mask

SHORT = 1e-6  # share of the spending below which a group is not reported as short


class Floors:
    """The rows `money of the group - share x money spent >= -allowance` of one formulation."""

    def __init__(self, formulation: Formulation) -> None:
        self.formulation = formulation
        self._sequences = [_cheapest_first(formulation, row) for row in range(len(formulation.groups))]

    def allowances(self, budget: float) -> Floats:
        """(G,) money. Never falls as the budget grows, so that the programmes allowed only become more."""
        shares = self.formulation.share * budget
        return np.array([_allowance(costs, share) for costs, share in zip(self._sequences, shares, strict=True)])

    def slack(self, chosen: Mask, allowances: Floats) -> Floats:
        """(G,) money by which each floor is met (negative where it is not)."""
        spent = np.where(chosen, self.formulation.cost, 0.0)
        of_groups = np.asarray(self.formulation.members @ spent)
        return of_groups - self.formulation.share * spent.sum() + allowances

    def below(self, chosen: Mask) -> Mapping[str, float]:
        """The groups that got less than their floor, with the share of the spending that they got."""
        spent = np.where(chosen, self.formulation.cost, 0.0)
        total = spent.sum()
        if total <= 0:
            return {}
        got = np.asarray(self.formulation.members @ spent) / total
        return {
            group: float(got[row])
            for row, group in enumerate(self.formulation.groups)
            if got[row] < self.formulation.share[row] - SHORT
        }


def _cheapest_first(formulation: Formulation, row: int) -> Floats:
    """Costs, ascending, of proposals of the group that do some good, need no other and exclude none that is cheaper."""
    first, last = formulation.members.indptr[row : row + 2]
    taken = np.zeros(len(formulation.cost), dtype=bool)
    taken[formulation.members.indices[first:last]] = True
    taken &= formulation.benefit > 0
    taken[formulation.needs[:, 0]] = False
    one, other = formulation.exclusions[:, 0], formulation.exclusions[:, 1]
    both = taken[one] & taken[other]
    dearer = np.where(formulation.cost[one] > formulation.cost[other], one, other)
    taken[dearer[both]] = False
    return np.sort(formulation.cost[taken])


def _allowance(costs: Floats, share: float) -> float:
    sums = np.cumsum(costs)
    bought = int(np.searchsorted(sums, share, side="right"))
    if bought == 0:
        return share
    return float(max(costs[bought - 1], share - sums[bought - 1]))

"""Floors: the least share of the money spent that goes to a group, as far as the group has something to spend it on.

A floor counts money spent, not the budget, so that a programme that fits a budget fits every larger one and the
frontier can only rise, and so that the empty programme meets every floor. A group can hold less than its share: it
has run out of proposals, or the next one is dearer than the whole budget. What it then cannot take is let off: the
most that would be left over at any budget up to this one, which never falls as the budget grows.
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
        """(G,) money by which each floor may be missed. Never falls as the budget grows."""
        shares = self.formulation.share
        let_off = [_let_off(costs, share, budget) for costs, share in zip(self._sequences, shares, strict=True)]
        return self.formulation.allowance + np.array(let_off, dtype=float)

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


def _let_off(costs: Floats, share: float, budget: float) -> float:
    """Most, over budgets up to this one, that the share exceeds the costs of all proposals within that budget."""
    within = int(np.searchsorted(costs, budget, side="right"))
    sums = np.concatenate([[0.0], np.cumsum(costs[:within])])
    budgets = np.append(costs[:within], budget)  # each before the proposal that comes within it
    return max(0.0, float((share * budgets - sums).max()))

"""From a relaxed programme to a whole one that keeps every rule: round down, then fill what money is left.

Proposals are added in the order of what they give after paying the relaxation's prices, for each unit of money; each
brings what it needs, and none may break an exclusion or a floor. With thousands of proposals this is within the gap.
"""

from __future__ import annotations

import numpy as np

from openward.methods.portfolio.floors import Floors
from openward.methods.portfolio.formulation import TOLERANCE, Floats, Formulation, Indices, Mask
from openward.methods.portfolio.relaxation import Relaxed

WHOLE = 1 - 1e-6


class Rounding:
    """Rounds relaxed programmes of one formulation."""

    def __init__(self, formulation: Formulation, floors: Floors) -> None:
        self.formulation = formulation
        self.floors = floors
        self._needed = _lists(formulation.needs)
        self._excluded = _lists(np.concatenate([formulation.exclusions, formulation.exclusions[:, ::-1]]))
        members = formulation.members.tocsc()
        self._groups = (members.indptr, members.indices)

    def allowed(self, chosen: Mask, budget: float, allowances: Floats) -> bool:
        """Whether a programme keeps the budget and every rule."""
        formulation = self.formulation
        one, other = formulation.exclusions[:, 0], formulation.exclusions[:, 1]
        needing, needed = formulation.needs[:, 0], formulation.needs[:, 1]
        return bool(
            formulation.cost[chosen].sum() <= budget * (1 + TOLERANCE)
            and not (chosen[one] & chosen[other]).any()
            and not (chosen[needing] & ~chosen[needed]).any()
            and (self.floors.slack(chosen, allowances) >= -budget * TOLERANCE).all()
        )

    def round(self, relaxed: Relaxed, budget: float) -> Mask:
        """A programme within the budget and the rules; the empty one where rounding down broke a rule for good."""
        formulation = self.formulation
        order = np.argsort(-relaxed.reduced / formulation.cost, kind="stable")
        chosen = relaxed.values >= WHOLE
        short = self.floors.slack(chosen, relaxed.allowances) < 0
        if short.any():  # rounding down took from these groups: theirs is the first call on the money it left
            of_short = np.asarray(formulation.members[short].sum(axis=0)).ravel() > 0
            chosen = self.fill(chosen, order[of_short[order]], budget, relaxed.allowances)
        chosen = self.fill(chosen, order, budget, relaxed.allowances)
        return chosen if self.allowed(chosen, budget, relaxed.allowances) else np.zeros(len(chosen), dtype=bool)

    def fill(self, chosen: Mask, order: Indices, budget: float, allowances: Floats) -> Mask:
        """Add to a programme, in the order given, whatever still fits and sets no floor back below what it wants."""
        formulation = self.formulation
        chosen = chosen.copy()
        tolerance = budget * TOLERANCE / 2
        left = budget + tolerance - float(formulation.cost[chosen].sum())
        slack = self.floors.slack(chosen, allowances)
        useful = order[(formulation.benefit[order] > 0) & ~chosen[order] & (formulation.cost[order] <= left)]
        costs = formulation.cost[useful].tolist()
        cheapest = np.minimum.accumulate(formulation.cost[useful][::-1])[::-1] if len(useful) else useful
        for position, candidate in enumerate(useful.tolist()):
            if costs[position] > left or chosen[candidate]:
                if cheapest[position] > left:
                    break
                continue
            added = self._with_needs(candidate, chosen)
            cost = float(formulation.cost[added].sum())
            if cost > left or self._clashes(added, chosen):
                continue
            after = self._slack_after(slack, added, cost)
            if ((after < -tolerance) & (after < slack)).any():
                continue
            chosen[added] = True
            slack, left = after, left - cost
        return chosen

    def _slack_after(self, slack: Floats, added: list[int], cost: float) -> Floats:
        starts, groups = self._groups
        after = slack - self.formulation.share * cost
        for proposal in added:
            after[groups[starts[proposal] : starts[proposal + 1]]] += self.formulation.cost[proposal]
        return after

    def _with_needs(self, candidate: int, chosen: Mask) -> list[int]:
        added, waiting = [candidate], [candidate]
        while waiting:
            for other in self._needed.get(waiting.pop(), ()):
                if not chosen[other] and other not in added:
                    added.append(other)
                    waiting.append(other)
        return added

    def _clashes(self, added: list[int], chosen: Mask) -> bool:
        return any(chosen[other] or other in added for one in added for other in self._excluded.get(one, ()))


def _lists(pairs: Indices) -> dict[int, list[int]]:
    lists: dict[int, list[int]] = {}
    for one, other in pairs.tolist():
        lists.setdefault(one, []).append(other)
    return lists

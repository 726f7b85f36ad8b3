"""Small sets of proposals and rules, and the best programme among all there are, found by trying every one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from hypothesis import strategies as st

from openward.methods.portfolio.model import Proposal, Rules
from openward.methods.ranges import Range

GROUPS = ("district:a", "district:b", "family:x")


@st.composite
def proposal_sets(draw: st.DrawFn, most: int = 8) -> list[Proposal]:
    number = draw(st.integers(1, most))
    return [
        Proposal(
            id=f"p{position}",
            measure=f"m{draw(st.integers(0, 3))}",
            target=f"t{draw(st.integers(0, 2))}",
            cost=float(draw(st.integers(1, 12))),
            benefit=spread(draw(st.integers(0, 20)), draw(st.sampled_from([0.0, 0.3, 0.9]))),
            groups=frozenset(draw(st.sets(st.sampled_from(GROUPS), max_size=2))),
        )
        for position in range(number)
    ]


def spread(likely: float, width: float) -> Range:
    return Range(likely * (1 - width), likely, likely * (1 + width))


@st.composite
def rule_sets(draw: st.DrawFn, proposals: Sequence[Proposal]) -> Rules:
    names = [proposal.id for proposal in proposals]
    pairs = list(combinations(names, 2))
    some = st.sets(st.sampled_from(pairs), max_size=4) if pairs else st.just(set())
    backwards = [(other, one) for one, other in pairs]
    either = st.sets(st.sampled_from([*pairs, *backwards]), max_size=3) if pairs else st.just(set())
    shares = st.sampled_from([0.0, 0.1, 0.25, 0.4])
    return Rules(
        floors=draw(st.dictionaries(st.sampled_from(GROUPS), shares)),
        exclusions=frozenset(draw(some)),
        requirements=frozenset(draw(either)),
        allowances=draw(st.dictionaries(st.sampled_from(GROUPS), st.sampled_from([0.0, 3.0]))),
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 8) -> tuple[list[Proposal], Rules]:
    proposals = draw(proposal_sets(most))
    return proposals, draw(rule_sets(proposals))


def keeps(chosen: Sequence[Proposal], everything: Sequence[Proposal], rules: Rules, budget: float) -> bool:
    """Whether a programme keeps the budget and every rule, in plain words of the rules."""
    names = {proposal.id for proposal in chosen}
    spent = sum(proposal.cost for proposal in chosen)
    if spent > budget + 1e-6:
        return False
    if any(one in names and other in names for one, other in rules.exclusions):
        return False
    if any(one in names and other not in names for one, other in rules.requirements):
        return False
    return all(
        sum(proposal.cost for proposal in chosen if group in proposal.groups)
        >= share * spent - rules.allowances.get(group, 0) - let_off(group, share, everything, rules, budget) - 1e-6
        for group, share in rules.floors.items()
    )


def let_off(group: str, share: float, everything: Sequence[Proposal], rules: Rules, budget: float) -> float:
    """The most that the group could not have taken of its share, at any budget up to this one."""
    needing = {one for one, _ in rules.requirements}
    able = {
        one.id: one for one in everything if group in one.groups and one.benefit.likely > 0 and one.id not in needing
    }
    dropped = set()
    for pair in rules.exclusions:
        one, other = sorted(pair)
        if one in able and other in able:
            dropped.add(one if able[one].cost > able[other].cost else other)
    costs = [one.cost for name, one in able.items() if name not in dropped]
    budgets = [cost for cost in costs if cost <= budget]
    unplaced = [share * before - sum(cost for cost in costs if cost < before) for before in budgets]
    unplaced.append(share * budget - sum(cost for cost in costs if cost <= budget))
    return max(0.0, *unplaced)


def greatest_benefit(proposals: Sequence[Proposal], rules: Rules, budget: float) -> float:
    """By trying every programme there is."""
    return max(
        sum(one.benefit.likely for one in chosen)
        for size in range(len(proposals) + 1)
        for chosen in combinations(proposals, size)
        if keeps(chosen, proposals, rules, budget)
    )

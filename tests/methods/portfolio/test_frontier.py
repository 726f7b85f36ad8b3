"""The frontier rises, is whole and proven at each budget, and its bound is nowhere below what can be reached."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.frontier import bound_curve, budgets_around, frontier
from openward.methods.portfolio.model import Rules
from tests.methods.portfolio.given import greatest_benefit, keeps, problems

BUDGETS = (2.0, 5.0, 9.0, 14.0, 20.0, 30.0, 60.0)


@settings(deadline=None, max_examples=60)
@given(problems())
def test_each_point_is_a_programme_within_its_budget_and_its_proven_gap(problem):
    proposals, rules = problem
    for point in frontier(proposals, BUDGETS, rules):
        chosen = [one for one in proposals if one.id in point.chosen]
        best = greatest_benefit(proposals, rules, point.budget)
        assert keeps(chosen, proposals, rules, point.budget)
        assert point.cost == pytest.approx(sum(one.cost for one in chosen))
        assert point.benefit == pytest.approx(sum(one.benefit.likely for one in chosen))
        assert point.gap <= 1e-3
        assert point.benefit >= best * (1 - 1e-3) - 1e-6
        assert point.bound >= best - 1e-6


@settings(deadline=None, max_examples=60)
@given(problems(14))
def test_the_frontier_never_falls(problem):
    points = frontier(*problem_with_budgets(problem))
    assert all(one.benefit <= other.benefit and one.bound <= other.bound for one, other in pairwise(points))


@settings(deadline=None, max_examples=60)
@given(problems())
def test_the_bound_curve_is_above_what_can_be_reached_and_never_falls(problem):
    proposals, rules = problem
    bounds = bound_curve(proposals, BUDGETS, rules)
    assert all(one <= other for one, other in pairwise(bounds))
    for budget, bound in zip(BUDGETS, bounds, strict=True):
        assert bound >= greatest_benefit(proposals, rules, budget) - 1e-6


def problem_with_budgets(problem):
    proposals, rules = problem
    return proposals, BUDGETS, rules


def test_twenty_budgets_stand_around_the_one_asked_for():
    budgets = budgets_around(333_333.3)
    assert len(budgets) == 20
    assert budgets[9] == 333_333.3
    assert budgets[-1] == pytest.approx(2 * 333_333.3)
    assert list(budgets) == sorted(budgets)


def test_without_proposals_every_point_is_empty():
    assert [point.benefit for point in frontier([], [1, 2], Rules())] == [0, 0]
    assert bound_curve([], [1, 2], Rules()) == (0, 0)


def test_each_budget_must_be_above_nothing():
    for ask in (frontier, bound_curve):
        with pytest.raises(OpenwardError) as raised:
            ask([], [1, 0], Rules())
        assert raised.value.code == "budget-not-positive"

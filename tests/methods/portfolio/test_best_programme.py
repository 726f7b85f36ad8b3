"""The best programme is the best there is, keeps every rule, and proves it; the order of its input does not matter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.formulation import families_of, formulate
from openward.methods.portfolio.model import Proposal, Rules
from openward.methods.portfolio.optimise import best_programme
from openward.methods.portfolio.relaxation import Relaxation
from openward.methods.ranges import Range
from tests.methods.portfolio.given import greatest_benefit, keeps, let_off, problems

budgets = st.integers(1, 60)


def proposal(name: str, cost: float, benefit: float, *groups: str) -> Proposal:
    return Proposal(name, "measure", "target", cost, Range.exactly(benefit), frozenset(groups))


@settings(deadline=None, max_examples=150)
@given(problems(), budgets)
def test_no_programme_that_keeps_the_rules_does_better(problem, budget):
    proposals, rules = problem
    programme = best_programme(proposals, budget, rules, gap=1e-6)
    best = greatest_benefit(proposals, rules, budget)
    assert programme.benefit == pytest.approx(best, abs=1e-6)
    assert programme.bound >= best - 1e-6


@settings(deadline=None, max_examples=100)
@given(problems(14), budgets)
def test_what_is_chosen_keeps_every_rule_and_its_figures_are_its_own(problem, budget):
    proposals, rules = problem
    programme = best_programme(proposals, budget, rules)
    chosen = [one for one in proposals if one.id in programme.chosen]
    assert keeps(chosen, proposals, rules, budget)
    assert programme.cost == pytest.approx(sum(one.cost for one in chosen))
    assert programme.benefit == pytest.approx(sum(one.benefit.likely for one in chosen))
    assert programme.gap <= 1e-4
    assert programme.gap == pytest.approx(1 - programme.benefit / programme.bound if programme.bound else 0)


@settings(deadline=None, max_examples=100)
@given(problems(), budgets)
def test_a_group_with_less_than_its_floor_is_reported(problem, budget):
    proposals, rules = problem
    programme = best_programme(proposals, budget, rules)
    chosen = [one for one in proposals if one.id in programme.chosen]
    for group, floor in rules.floors.items():
        share = sum(one.cost for one in chosen if group in one.groups) / programme.cost if chosen else floor
        assert (group in programme.below_floor) == (share < floor - 1e-6)
        assert programme.below_floor.get(group, share) == pytest.approx(share)


@settings(deadline=None, max_examples=60)
@given(problems(), budgets, st.randoms(use_true_random=False))
def test_the_order_of_proposals_does_not_matter(problem, budget, random):
    proposals, rules = problem
    shuffled = random.sample(proposals, len(proposals))
    turned = replace(rules, exclusions=frozenset((other, one) for one, other in rules.exclusions))
    assert best_programme(shuffled, budget, turned) == best_programme(proposals, budget, rules)


@settings(deadline=None, max_examples=60)
@given(problems(), budgets, st.integers(1, 30))
def test_a_bigger_budget_never_buys_less(problem, budget, more):
    proposals, rules = problem
    less = best_programme(proposals, budget, rules, gap=1e-6).benefit
    assert best_programme(proposals, budget + more, rules, gap=1e-6).benefit >= less - 1e-6


@settings(deadline=None, max_examples=60)
@given(problems(), budgets, st.data())
def test_a_better_effect_never_makes_the_programme_worse(problem, budget, data):
    proposals, rules = problem
    useful = [position for position, one in enumerate(proposals) if one.benefit.likely > 0]
    if not useful:  # an effect that first appears can also make a floor bind that had nothing to buy
        return
    position = data.draw(st.sampled_from(useful))
    better = list(proposals)
    better[position] = replace(better[position], benefit=better[position].benefit.times(1.7))
    before = best_programme(proposals, budget, rules, gap=1e-6).benefit
    assert best_programme(better, budget, rules, gap=1e-6).benefit >= before - 1e-6


@settings(deadline=None, max_examples=100)
@given(problems(), budgets)
def test_what_a_flip_is_said_to_cost_is_never_more_than_it_does(problem, budget):
    proposals, rules = problem
    relaxed = Relaxation(formulate(proposals, rules)).solve(budget)
    ordered = sorted(proposals, key=lambda one: one.id)
    for position, one in enumerate(ordered):
        if relaxed.flips[position] <= 0 or one.cost > budget:
            continue
        wanted = relaxed.values[position] < 0.5
        best = best_with(ordered, rules, budget, one.id, wanted)
        assert best is None or best <= relaxed.bound - relaxed.flips[position] + 1e-6


def best_with(proposals, rules, budget, name, there):
    from itertools import combinations

    found = [
        sum(one.benefit.likely for one in chosen)
        for size in range(len(proposals) + 1)
        for chosen in combinations(proposals, size)
        if (name in {one.id for one in chosen}) == there and keeps(chosen, proposals, rules, budget)
    ]
    return max(found, default=None)


def test_a_floor_sends_money_where_less_is_gained():
    proposals = [proposal(f"rich-{n}", 10, 10, "a") for n in range(8)] + [
        proposal(f"poor-{n}", 10, 1, "b") for n in range(8)
    ]
    without = best_programme(proposals, 80, Rules())
    with_floor = best_programme(proposals, 80, Rules({"b": 0.25}))
    assert sum(name.startswith("poor") for name in without.chosen) == 0
    assert sum(name.startswith("poor") for name in with_floor.chosen) == 2
    assert with_floor.below_floor == {}


def test_a_floor_binds_only_as_far_as_its_group_has_proposals():
    proposals = [proposal(f"rich-{n}", 10, 10, "a") for n in range(8)] + [proposal("poor", 10, 1, "b")]
    programme = best_programme(proposals, 80, Rules({"b": 0.5}))
    assert "poor" in programme.chosen
    assert programme.cost == 80
    assert programme.below_floor == {"b": pytest.approx(10 / 80)}


def test_what_the_money_cannot_buy_holds_nothing_back():
    proposals = [proposal("near", 10, 1, "a"), proposal("far", 1000, 50, "b")]
    assert best_programme(proposals, 20, Rules({"b": 0.3})).chosen == ("near",)
    assert let_off("b", 0.3, proposals, Rules(), 20) == pytest.approx(6)


def test_a_chain_of_needs_is_bought_whole_or_not_at_all():
    proposals = [proposal("plan", 5, 0), proposal("drill", 5, 1), proposal("exercise", 5, 20), proposal("other", 9, 12)]
    needs = Rules(requirements=frozenset({("exercise", "drill"), ("drill", "plan")}))
    assert best_programme(proposals, 14, needs).chosen == ("other",)
    assert best_programme(proposals, 15, needs).chosen == ("drill", "exercise", "plan")


def test_the_best_is_handed_out_where_the_solver_reports_it_and_hands_out_another():
    costs_and_benefits = [(12, 20), (11, 14), (3, 5), (10, 10), (3, 20), (6, 12)]
    proposals = [proposal(f"p{n}", cost, benefit) for n, (cost, benefit) in enumerate(costs_and_benefits)]
    exclusions = frozenset({("p2", "p4"), ("p0", "p4"), ("p1", "p4")})
    rules = Rules(exclusions=exclusions, requirements=frozenset({("p2", "p3"), ("p3", "p5")}))
    assert best_programme(proposals, 21, rules).chosen == ("p3", "p4", "p5")


def test_nothing_to_choose_from_gives_an_empty_programme():
    assert best_programme([], 10, Rules()).chosen == ()
    dear = best_programme([proposal("dear", 100, 5)], 10, Rules())
    assert (dear.chosen, dear.cost, dear.benefit, dear.gap) == ((), 0, 0, 0)


def test_large_sets_with_floors_are_proven_too():
    random = np.random.default_rng(7)
    proposals = [
        proposal(f"p{n:04}", float(random.lognormal(7, 1)), float(random.lognormal(3, 1)), f"d{n % 6}", f"f{n % 2}")
        for n in range(1500)
    ]
    exclusions = frozenset((f"p{n:04}", f"p{n + 6:04}") for n in range(0, 1488, 12))
    needs = frozenset((f"p{n:04}", f"p{n + 12:04}") for n in range(5, 1485, 24))
    rules = Rules({f"d{n}": 0.12 for n in range(6)} | {"f1": 0.4}, exclusions, needs)
    budget = 200_000
    programme = best_programme(proposals, budget, rules)
    chosen = [one for one in proposals if one.id in programme.chosen]
    assert keeps(chosen, proposals, rules, budget)
    assert programme.gap <= 1e-4
    assert programme.bound >= programme.benefit > 0


@given(st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] < pair[1])))
def test_families_hold_every_exclusion_and_no_other(pairs):
    families = families_of(pairs)
    held = {(one, other) for family in families for one in family for other in family if one < other}
    assert held == pairs


@pytest.mark.parametrize("budget", [0, -5, float("nan"), float("inf")])
def test_a_budget_must_be_above_nothing(budget):
    with pytest.raises(OpenwardError) as raised:
        best_programme([proposal("one", 1, 1)], budget, Rules())
    assert raised.value.code == "budget-not-positive"


@pytest.mark.parametrize(
    ("proposals", "rules", "code"),
    [
        ([proposal("one", 1, 1), proposal("one", 2, 1)], Rules(), "proposal-twice"),
        ([proposal("one", 0, 1)], Rules(), "proposal-unusable"),
        ([proposal("one", float("nan"), 1)], Rules(), "proposal-unusable"),
        ([proposal("one", 1, -1)], Rules(), "proposal-unusable"),
        ([proposal("one", 1, 1)], Rules(exclusions=frozenset({("one", "two")})), "proposal-unknown"),
        ([proposal("one", 1, 1)], Rules(requirements=frozenset({("two", "one")})), "proposal-unknown"),
        ([proposal("one", 1, 1)], Rules({"a": 1.5}), "floor-unusable"),
        ([proposal("one", 1, 1)], Rules({"a": float("nan")}), "floor-unusable"),
    ],
)
def test_what_cannot_be_used_is_named(proposals, rules, code):
    with pytest.raises(OpenwardError) as raised:
        best_programme(proposals, 10, rules)
    assert raised.value.code == code


def test_solving_writes_nothing_to_standard_output(capfd):
    best_programme([proposal("one", 1, 1), proposal("two", 2, 1.5)], 2, Rules())
    assert capfd.readouterr() == ("", "")

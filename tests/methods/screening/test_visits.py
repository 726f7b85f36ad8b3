"""The order in which to visit is by duty of care, explains itself, and says how far it can be trusted."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.methods.screening.model import DutyOfCare, VisitCandidate
from openward.methods.screening.visits import (
    default_weights,
    duty_values,
    visit_guide,
    visit_keys,
    visit_order,
    visit_span,
)
from tests.methods.screening.given import people

TODAY = date(2026, 11, 24)
PEOPLE, NEEDS, CRITICALITY, OVERDUE = DutyOfCare


def candidate(name: str, likely: float = 100, needs: int = 2, criticality: int = 1, last=None, months: int = 12):
    return VisitCandidate(name, people(likely), needs, criticality, last, months)


candidates = st.lists(
    st.builds(
        candidate,
        st.text("abcdef", min_size=1, max_size=3),
        st.floats(0, 1e6),
        st.integers(0, 4),
        st.integers(0, 4),
        st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2027, 1, 1))),
        st.integers(1, 36),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda candidate: candidate.place,
)
weights = st.fixed_dictionaries({duty: st.floats(0, 5) for duty in DutyOfCare}).filter(
    lambda weights: sum(weights.values()) > 0.01
)


def order(those, given_weights=None) -> list[str]:
    return [visit.place for visit in visit_order(those, given_weights or default_weights(), TODAY)]


def test_more_people_greater_needs_criticality_and_lateness_each_bring_a_place_forward():
    usual = candidate("a", last=TODAY)
    for changed in (
        candidate("z", likely=1000, last=TODAY),
        candidate("z", needs=3, last=TODAY),
        candidate("z", criticality=2, last=TODAY),
        candidate("z", last=TODAY - timedelta(days=500)),
        candidate("z"),
    ):
        assert order([usual, changed]) == ["z", "a"]


def test_equal_places_go_by_id():
    assert order([candidate("c"), candidate("a"), candidate("b")]) == ["a", "b", "c"]


def test_people_count_by_the_tenfold_between_fixed_anchors():
    values = [duty_values(candidate("p", likely), TODAY)[0] for likely in (0, 10, 100, 1000, 10_000, 1e6)]
    assert values == pytest.approx([0, 0, 1 / 3, 2 / 3, 1, 1])


def test_a_place_is_overdue_from_the_day_it_is_due_and_fully_one_period_later():
    def overdue(days):
        return duty_values(candidate("p", last=TODAY - timedelta(days=days), months=12), TODAY)[3]

    assert overdue(-30) == overdue(0) == overdue(365) == 0
    assert overdue(365 + 183) == pytest.approx(0.5, abs=0.01)
    assert overdue(731) == overdue(9999) == 1
    assert duty_values(candidate("p", last=None), TODAY)[3] == 1


def test_how_long_help_takes_is_no_reason_to_visit():
    assert {duty.value for duty in DutyOfCare} == {"people-present", "needs-of-users", "criticality", "overdue"}
    assert {field.name for field in fields(VisitCandidate)} == {
        "place",
        "presence",
        "needs",
        "criticality",
        "last_visit",
        "review_months",
    }


@given(candidates, weights)
def test_reasons_add_up_to_the_order_and_stand_by_their_contribution(those, given_weights):
    visits = visit_order(those, given_weights, TODAY)
    assert [visit.position for visit in visits] == list(range(1, len(those) + 1))
    totals = [sum(reason.contribution for reason in visit.reasons) for visit in visits]
    assert all(one >= other - 1e-9 for one, other in pairwise(totals))
    for visit in visits:
        contributions = [reason.contribution for reason in visit.reasons]
        assert contributions == sorted(contributions, reverse=True)
        assert {reason.duty for reason in visit.reasons} == set(DutyOfCare)
        assert sum(reason.weight for reason in visit.reasons) == pytest.approx(1)
        assert all(0 <= reason.value <= 1 for reason in visit.reasons)


@settings(max_examples=20, deadline=None)
@given(candidates, weights)
def test_the_bounds_are_those_of_ordering_anew_under_every_move_of_the_weights(those, given_weights):
    seen: dict[str, list[int]] = {candidate.place: [] for candidate in those}
    total = sum(given_weights.values())
    for moves in product((0.75, 1, 1.25), repeat=4):
        moved = {duty: given_weights[duty] / total * move for duty, move in zip(DutyOfCare, moves, strict=True)}
        for position, name in enumerate(order(those, moved), start=1):
            seen[name].append(position)
    for visit in visit_order(those, given_weights, TODAY):
        assert visit.earliest <= visit.position <= visit.latest
        assert (visit.earliest, visit.latest) == (min(seen[visit.place]), max(seen[visit.place]))


@given(candidates, weights, st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(those, given_weights, chance):
    before = visit_order(those, given_weights, TODAY)
    chance.shuffle(those)
    assert visit_order(those, given_weights, TODAY) == before


@given(candidates, weights, st.floats(1, 100), st.integers(0, 4))
def test_a_greater_duty_never_moves_a_place_back(those, given_weights, times, needs):
    first = those[0]
    raised = replace(first, presence=people(first.presence.peak.likely * times), needs=max(first.needs, needs))
    before = {visit.place: visit.position for visit in visit_order(those, given_weights, TODAY)}
    after = {visit.place: visit.position for visit in visit_order([raised, *those[1:]], given_weights, TODAY)}
    assert after[first.place] <= before[first.place]


@given(candidates, weights)
def test_another_place_changes_no_reason_and_no_order_among_the_others(those, given_weights):
    more = [*those, candidate("zzzz", 5000, 4, 4)]
    before, after = visit_order(those, given_weights, TODAY), visit_order(more, given_weights, TODAY)
    others = [visit for visit in after if visit.place != "zzzz"]
    assert [visit.place for visit in others] == [visit.place for visit in before]
    assert [visit.reasons for visit in others] == [visit.reasons for visit in before]


@given(candidates, weights, st.integers(-6, 6).map(lambda power: 2.0**power))  # exact, so that no sum is rounded anew
def test_only_the_proportions_of_the_weights_count(those, given_weights, times):
    scaled = {duty: weight * times for duty, weight in given_weights.items()}
    assert order(those, scaled) == order(those, given_weights)


@pytest.mark.parametrize(
    "unusable",
    [
        {},
        dict.fromkeys(DutyOfCare, 0.0),
        {**default_weights(), PEOPLE: -0.1},
        {**default_weights(), NEEDS: float("nan")},
        {duty: 1.0 for duty in DutyOfCare if duty is not OVERDUE},
    ],
)
def test_weights_that_cannot_be_used_are_refused(unusable):
    with pytest.raises(OpenwardError) as refused:
        visit_order([candidate("p")], unusable, TODAY)
    assert refused.value.code == "visit-weights-unusable"


@pytest.mark.parametrize("wrong", [candidate("p", needs=5), candidate("p", criticality=-1), candidate("p", months=0)])
def test_a_candidate_out_of_range_is_refused(wrong):
    with pytest.raises(ValueError, match="p"):
        visit_order([wrong], default_weights(), TODAY)


def test_a_place_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        visit_order([candidate("p"), candidate("p", 5)], default_weights(), TODAY)


def test_no_candidates_are_no_visits():
    assert visit_order([], default_weights(), TODAY) == ()


def test_the_guide_explains_each_duty_and_its_weights_add_up():
    guide = visit_guide()
    assert list(guide.duties) == list(DutyOfCare)
    assert all(duty.label and duty.description and all(duty.anchors) for duty in guide.duties.values())
    assert sum(default_weights().values()) == pytest.approx(1)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 300), st.randoms(use_true_random=False))
def test_places_alike_in_every_reason_never_change_places_by_rounding(count, chance):
    alike = [candidate(f"p{index:03}", 137.7, 3, 1) for index in range(count)]
    other = [candidate(f"q{index:03}", chance.uniform(1, 9000), chance.randint(0, 4), 2) for index in range(count)]
    found = order(chance.sample(alike + other, 2 * count))
    assert [name for name in found if name.startswith("p")] == [c.place for c in alike]


@given(candidates, weights)
@settings(max_examples=60, deadline=None)
def test_a_places_key_depends_on_itself_and_sorts_all_of_them(those, given_weights):
    keys = [int(visit_keys(np.array([duty_values(one, TODAY)]), given_weights)[0]) for one in those]
    keyed = sorted(zip(keys, those, strict=True), key=lambda pair: (pair[0], pair[1].place))
    assert [one.place for _key, one in keyed] == order(those, given_weights)


@given(candidates, weights, st.data())
@settings(max_examples=40, deadline=None)
def test_one_places_span_is_that_of_the_whole_order(those, given_weights, data):
    own = data.draw(st.sampled_from(those))
    others = [one for one in those if one is not own]
    values = np.array([duty_values(one, TODAY) for one in others]).reshape(-1, len(DutyOfCare))
    first = np.array([one.place < own.place for one in others], bool)
    (visit,) = [visit for visit in visit_order(those, given_weights, TODAY) if visit.place == own.place]
    assert visit_span(duty_values(own, TODAY), values, first, given_weights) == (visit.earliest, visit.latest)

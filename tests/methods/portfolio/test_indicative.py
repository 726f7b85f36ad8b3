"""A city without any assessment gets a programme of kinds and districts, in its own money, that never names a place."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.methods.errors import OpenwardError
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.cells import batches, cells_of
from openward.methods.portfolio.indicative import PlaceAtRisk, ProgrammeLine, indicative_programme
from openward.methods.portfolio.model import Finding
from openward.methods.portfolio.prices import per_euro
from openward.methods.ranges import Range
from openward.methods.typology import load_typology

KINDS = load_typology().kinds
CATALOGUE = load_catalogue()
USED = ("school", "place-of-worship", "restaurant", "square", "stadium", "substation")


def place(number: int, kind: str, district: str | None, people: float = 100) -> PlaceAtRisk:
    return PlaceAtRisk(f"n{number}", kind, district, Range(people / 2, people, people * 2))


CITY = tuple(
    place(number, USED[number % len(USED)], f"r{number % 4}" if number % 9 else None, 20 + 37 * (number % 11))
    for number in range(1, 61)
)


@cache
def programme(budget: float = 200_000, **asked):
    return indicative_programme(CITY, KINDS, budget=budget, **asked)


def test_it_keeps_its_budget_and_its_lines_add_up_to_it():
    found = programme()
    assert found.programme.cost <= 200_000
    assert sum(line.cost.likely for line in found.lines) == pytest.approx(found.programme.cost)
    assert found.cost.likely == pytest.approx(found.programme.cost)
    assert sum(line.benefit for line in found.lines) == pytest.approx(found.programme.benefit)
    assert found.programme.gap <= 1e-4


def test_a_line_speaks_of_a_kind_a_district_and_no_more_places_than_there_are():
    there = {}
    for one in CITY:
        there[one.kind, one.district] = there.get((one.kind, one.district), 0) + 1
    for line in programme().lines:
        assert 1 <= line.places <= line.of_places == there[line.kind, line.district]
        assert line.kind in CATALOGUE.measures[line.measure].kinds
        assert 0 <= line.stays_chosen <= 1
        assert line.subject_to_assessment
    names = {one.place for one in CITY}
    assert not names & {str(getattr(line, field.name)) for line in programme().lines for field in fields(ProgrammeLine)}


def test_what_a_line_costs_is_what_it_takes_to_build_and_to_run_for_the_period():
    for line in programme().lines:
        measure = CATALOGUE.measures[line.measure]
        again = -(-CATALOGUE.period_years // measure.life_years)
        for value in ("low", "likely", "high"):
            whole = getattr(line.capital, value) * again + getattr(line.running, value) * CATALOGUE.period_years
            assert getattr(line.cost, value) == pytest.approx(whole)


def test_what_is_required_covers_as_many_places():
    covered = {(line.kind, line.district, line.measure): line.places for line in programme(3_000_000).lines}
    required = 0
    for (kind, district, slug), places in covered.items():
        for needed in CATALOGUE.measures[slug].requires:
            required += 1
            assert covered[kind, district, needed] >= places
    assert required > 0


def test_the_frontier_has_twenty_proven_points_and_passes_through_the_programme():
    found = programme()
    benefits = [point.benefit for point in found.frontier]
    assert len(benefits) == 20
    assert benefits == sorted(benefits)
    assert all(point.gap <= 1e-3 and point.cost <= point.budget for point in found.frontier)
    assert found.frontier[9].chosen == found.programme.chosen


def test_the_order_of_places_does_not_matter():
    assert indicative_programme(tuple(reversed(CITY)), KINDS, budget=200_000) == programme()


def test_money_changes_only_the_money():
    rate = per_euro("JPY", 2030)
    yen = programme(200_000 * rate, currency="JPY", price_year=2030)
    assert [(line.measure, line.places) for line in yen.lines] == [
        (line.measure, line.places) for line in programme().lines
    ]
    assert yen.programme.cost == pytest.approx(programme().programme.cost * rate)


def test_places_are_closed_only_if_asked_for():
    def closing(found):
        return {line.measure for line in found.lines if CATALOGUE.measures[line.measure].openness < 0}

    assert not closing(programme(30_000_000))
    assert closing(programme(30_000_000, closing_measures=True))


def test_measures_remove_more_together_than_they_are_credited_with_and_never_all():
    removed = programme().weakness_removed
    assert 0 < removed.low < removed.likely < removed.high < 1


def test_each_district_gets_its_floor_or_is_reported():
    found = programme()
    for group, floor in found.floors.items():
        spent = sum(line.cost.likely for line in found.lines if group in (f"district:{line.district}", family_of(line)))
        short = spent / found.programme.cost < floor - 1e-6
        assert short == (group in found.programme.below_floor)
    assert sum(floor for group, floor in found.floors.items() if group.startswith("family:")) == pytest.approx(0.5)


def family_of(line):
    return f"family:{KINDS[line.kind].family.value}"


def test_everything_rests_on_assumptions_until_someone_assesses():
    assert programme().assumed_weakness == 1
    assert programme().assessed_places == 0


def test_findings_replace_what_was_assumed():
    findings = [Finding("n1", factor, 4) for factor in CATALOGUE.factors]
    found = indicative_programme(CITY, KINDS, budget=200_000, findings=findings)
    assert found.assessed_places == 1
    assert 0 < found.assumed_weakness < 1
    sound = [Finding(one.place, factor, 0) for one in CITY for factor in CATALOGUE.factors]
    assert indicative_programme(CITY, KINDS, budget=200_000, findings=sound).lines == ()


def test_lines_of_places_that_were_assessed_are_no_longer_subject_to_assessment():
    findings = [Finding(one.place, factor, 3) for one in CITY for factor in CATALOGUE.factors]
    found = indicative_programme(CITY, KINDS, budget=100_000, findings=findings)
    assert found.lines
    assert not any(line.subject_to_assessment for line in found.lines)
    assert found.assumed_weakness == 0


@settings(deadline=None, max_examples=8)
@given(st.sampled_from(sorted(CATALOGUE.factors)), st.integers(0, 3))
def test_a_better_factor_never_leaves_more_to_gain(factor, score):
    def benefit(found_score):
        findings = [Finding(one.place, name, 4) for one in CITY for name in CATALOGUE.factors if name != factor]
        findings += [Finding(one.place, factor, found_score) for one in CITY]
        return indicative_programme(CITY, KINDS, budget=150_000, findings=findings).programme

    worse = benefit(4)
    better = benefit(score)
    if score > 0:  # at 0 a measure that only acts on it counts as being there, and costs nothing
        assert better.benefit <= worse.bound + 1e-6


def test_a_finding_of_a_place_that_is_not_there_is_refused():
    with pytest.raises(OpenwardError) as raised:
        indicative_programme(CITY, KINDS, budget=1000, findings=[Finding("n999", "lighting", 1)])
    assert raised.value.code == "finding-of-unknown-place"


@pytest.mark.parametrize("finding", [Finding("n1", "charm", 1), Finding("n1", "lighting", 5)])
def test_a_finding_of_no_factor_or_score_there_is_is_a_fault(finding):
    with pytest.raises(ValueError, match="no such finding"):
        cells_of(CITY, [finding], CATALOGUE)


def test_two_scores_of_one_factor_at_one_place_are_a_fault():
    with pytest.raises(ValueError, match="two scores"):
        cells_of(CITY, [Finding("n1", "lighting", 1), Finding("n1", "lighting", 2)], CATALOGUE)


def test_a_budget_that_buys_nothing_says_what_the_least_is():
    with pytest.raises(OpenwardError) as raised:
        programme(1)
    assert raised.value.code == "budget-buys-nothing"
    assert raised.value.parameters["least"] > 1


def test_a_city_without_places_has_an_empty_programme():
    assert indicative_programme([], KINDS, budget=1000).lines == ()


@given(st.integers(1, 5000), st.integers(1, 14))
def test_batches_hold_every_place_once(places, number):
    sizes = batches(places, number)
    assert sum(sizes) == places
    assert all(size > 0 for size in sizes)
    assert len(sizes) <= number


def test_batches_of_one_two_four_can_cover_any_number_of_places():
    assert batches(15, 4) == [1, 2, 4, 8]
    assert batches(1, 3) == [1]
    assert batches(12, 4) == [1, 1, 4, 6]

"""The brief is the same whatever does not matter, and says what does."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.brief.as_json import annex_json, brief_json
from openward.brief.composing import compose
from openward.brief.composing.response import help_rows
from openward.brief.model import Annex, Brief, HelpRow, Label
from openward.brief.telling import annex_document, brief_document
from openward.methods.disclosure.primary import LEAST
from openward.methods.errors import OpenwardError
from openward.methods.portfolio.model import Finding
from openward.methods.ranges import Range
from openward.methods.register.capacities import rank_correlation
from openward.methods.register.model import FacilityKind, Known, Register
from openward.methods.screening.model import Help, HelpState
from openward.methods.typology import load_typology
from tests.brief.sample import REQUEST, edition, helps, town


def test_the_day_of_asking_does_not_reach_the_brief(brief: Brief) -> None:
    register = town()
    later, _ = compose(register, helps(register), (), replace(REQUEST, on=date(2031, 1, 1)))
    assert brief_json(later) == brief_json(brief)


@settings(max_examples=3, deadline=None)
@given(st.integers())
def test_the_order_of_places_and_help_is_irrelevant(seed: int) -> None:
    register = town()
    expected = brief_json(compose(register, helps(register), (), REQUEST)[0])
    shuffled = list(register.places)
    random.Random(seed).shuffle(shuffled)
    other = replace(register, places=tuple(sorted(shuffled, key=lambda place: place.id)))
    mixed = dict(sorted(helps(register).items(), key=lambda pair: random.Random(pair[0] + str(seed)).random()))
    assert brief_json(compose(other, mixed, (), REQUEST)[0]) == expected


def test_counts_by_kind_and_by_district_both_add_up(brief: Brief) -> None:
    assert sum(row.places for row in brief.kinds) == brief.places == len(town().places)
    assert sum(row.places for row in brief.districts) == brief.places
    for row in brief.kinds:
        assert sum(district.kinds.get(row.kind, 0) for district in brief.districts) == row.places


def test_places_outside_every_district_are_counted_apart() -> None:
    register = town()
    stray = replace(register.places[0], district=None)
    other = replace(register, places=(stray, *register.places[1:]))
    brief, _ = compose(other, helps(other), (), REQUEST)
    assert brief.districts[-1].id is None
    assert brief.districts[-1].places == 1
    assert "outside-districts" in [limit.code for limit in brief.limits]


def test_the_programme_stays_within_its_budget_and_says_on_what_it_rests(brief: Brief) -> None:
    programme = brief.programme
    assert programme.lines
    assert 0 < programme.cost <= brief.budget
    told = sum(line.cost.likely for line in programme.lines) + programme.told_apart.likely
    assert told == pytest.approx(programme.cost)
    assert 0 <= programme.gap <= 1e-3
    assert 0 <= programme.assumed_share <= 1
    assert all(0 <= line.stays_chosen <= 1 for line in programme.lines)
    assert all(line.checks and line.source for line in programme.lines)


def test_the_frontier_has_twenty_points_and_never_falls(brief: Brief) -> None:
    points = brief.programme.frontier
    assert len(points) == 20
    assert [point.budget for point in points] == sorted(point.budget for point in points)
    assert all(one.benefit <= other.benefit + 1e-9 for one, other in pairwise(points))
    assert all(point.cost <= point.budget + 1e-6 for point in points)
    assert all(0 <= point.gap <= 1e-3 for point in points)


def test_no_figure_tells_of_fewer_than_five_places(brief: Brief) -> None:
    assert all(row.people is None for row in brief.kinds if row.places < LEAST)
    assert all(row.median_seconds is None and row.found is None for row in brief.help if row.places < LEAST)
    assert all(line.of_places >= LEAST for line in brief.programme.lines)
    assert brief.hidden_cells > 0


def test_the_week_is_of_the_kinds_that_are_told(brief: Brief) -> None:
    """Kinds keep different hours: a curve of all could be taken apart into its kinds."""
    typology = load_typology()
    for hour in range(168):
        told = sum(
            row.people.likely * typology.profiles[typology.kinds[row.kind].hours].shares[hour]
            for row in brief.kinds
            if row.people is not None
        )
        assert brief.week[hour].likely == pytest.approx(told)
    assert brief.people is not None
    assert brief.busiest_hour is not None
    assert brief.people.likely > brief.week[brief.busiest_hour].likely


def test_floors_are_told_of_groups_that_have_enough_places(brief: Brief) -> None:
    places = {f"district:{row.id}": row.places for row in brief.districts}
    assert all(places.get(group, LEAST) >= LEAST for group in brief.programme.floors)


def test_what_is_hidden_cannot_be_taken_from_the_total(brief: Brief) -> None:
    for rows in ([row for row in brief.help if row.kind], [row for row in brief.help if row.district]):
        for service in FacilityKind:
            concealed = [row.places for row in rows if row.service is service and row.found is None]
            assert not concealed or (len(concealed) >= 2 and sum(concealed) >= LEAST)


def test_a_service_that_the_extract_lacks_is_a_limit_and_no_time(brief: Brief) -> None:
    police = [row for row in brief.help if row.service is FacilityKind.POLICE]
    assert all(row.median_seconds is None for row in police)
    assert {"service": "police"} in [dict(limit.parameters) for limit in brief.limits if limit.code == "no-facility"]


def helps_without_times(register: Register, state: HelpState) -> dict[str, tuple[Help, ...]]:
    return {
        key: tuple(replace(one, state=state, seconds=None, facility=None) for one in found)
        for key, found in helps(register).items()
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The map has no streets"), ("fr", "La carte n'a pas de rues"), ("ar", "ليس في الخريطة شوارع")],
)
def test_where_the_map_has_no_streets_brief_and_annex_say_so_and_give_no_times(language: str, sentence: str) -> None:
    register = town()
    brief, annex = compose(register, helps_without_times(register, HelpState.NO_STREETS), (), REQUEST)
    assert "no-streets" in [limit.code for limit in brief.limits]
    for document in (brief_document(brief, register, edition(language)), annex_document(annex, edition(language))):
        assert sentence in repr(document.blocks)
    assert "none in the extract" not in repr(annex_document(annex, edition("en")).blocks)
    assert {one["state"] for visit in json.loads(annex_json(annex, edition()))["visits"] for one in visit["help"]} == {
        "no-streets"
    }


def test_where_no_service_of_the_extract_leads_to_any_place_that_is_said_and_no_table_is_told() -> None:
    register = town()
    brief, _ = compose(register, helps_without_times(register, HelpState.NONE_IN_EXTRACT), (), REQUEST)
    told = [(limit.code, dict(limit.parameters)) for limit in brief.limits]
    assert ("streets-lead-nowhere", {}) in told
    assert [parameters for code, parameters in told if code == "no-facility"] == [{"service": "police"}]
    document = brief_document(brief, register, edition())
    assert "leads from its services" in repr(document.blocks)
    assert "None in the extract" not in repr(document.blocks)


def test_the_first_page_says_what_its_largest_measures_leave_out(brief: Brief) -> None:
    told = repr(brief_document(brief, town(), edition()).blocks)
    assert ("Not counted here:" in told) == (brief.programme.told_apart.likely > 0)
    every = replace(brief, programme=replace(brief.programme, told_apart=Range.exactly(0)))
    assert "Not counted here:" not in repr(brief_document(every, town(), edition()).blocks)


@pytest.mark.parametrize("counts", [{"school": (1, 0, 0, 0)}, {"school": (2, 1, 0, 0), "library": (0, 1, 0, 0)}])
def test_a_programme_for_fewer_than_five_places_is_told_as_one_sum_that_stands_in_the_annex(
    counts: dict[str, tuple[int, ...]],
) -> None:
    register = town(counts=counts)
    brief, annex = compose(register, helps(register), (), REQUEST)
    assert brief.programme.cost > 0
    assert annex.programme
    assert not brief.programme.lines
    told = repr(brief_document(brief, register, edition()).blocks)
    assert "The whole programme" in told
    assert "All of it goes to measures that would point at single places" in told
    assert "the one below" not in told


def test_the_shares_of_the_money_by_how_closely_it_is_told_make_the_whole(brief: Brief) -> None:
    [told] = re.findall(
        r"Of the money, (\d+)% is told by kind and district, (\d+)% by kind alone and (\d+)% by neither",
        repr(brief_document(brief, town(), edition()).blocks),
    )
    assert sum(map(int, told)) == pytest.approx(100, abs=1)


def test_no_correlation_is_quoted_below_thirty_pairs(brief: Brief) -> None:
    assert sum(row.tagged for row in brief.kinds) < 30
    assert brief.capacity_correlation is None
    many = town(counts={"school": (20, 20, 20, 20)})
    quoted, _ = compose(many, helps(many), (), REQUEST)
    assert sum(row.tagged for row in quoted.kinds) >= 30


def random_helps(register: Register, chance: random.Random) -> dict[str, tuple[Help, ...]]:
    """Some places with a time to a service, some without; kinds and districts differ in how many."""
    likelihood = {
        key: chance.choice((0.0, 0.1, 0.5, 1.0)) for key in [*(p.kind for p in register.places), "r0", "r1", "r2", "r3"]
    }
    found = {}
    for place in register.places:
        times = []
        for service in FacilityKind:
            if chance.random() < max(likelihood[place.kind], likelihood[place.district or ""]) * chance.choice(
                (0.2, 1)
            ):
                state = chance.choice((HelpState.FOUND, HelpState.PERHAPS_NEARER_OUTSIDE))
                times.append(Help(service, state, chance.uniform(30, 3000), "n9001", Known.UNKNOWN))
            else:
                times.append(Help(service, HelpState.NONE_IN_EXTRACT, None, None, Known.UNKNOWN))
        found[place.id] = tuple(times)
    return found


@settings(max_examples=60, deadline=None)
@given(
    counts=st.dictionaries(
        st.sampled_from(["school", "hospital", "library", "stadium", "street-market"]),
        st.tuples(*[st.integers(0, 7)] * 4),
        min_size=1,
    ),
    seed=st.integers(0, 2**32),
)
def test_no_figure_of_help_speaks_of_fewer_than_five_places_with_a_time(
    counts: dict[str, tuple[int, int, int, int]], seed: int
) -> None:
    """Told alone, or worked out from the others and the whole."""
    register = town(counts=counts)
    helped = random_helps(register, random.Random(seed))
    rows = help_rows(register, helped)

    def timed(row: HelpRow) -> int:
        return sum(
            one.seconds is not None
            for place in register.places
            for one in helped[place.id]
            if one.service is row.service
            and (row.kind is None or place.kind == row.kind)
            and (row.district is None or (place.district or "") == row.district)
        )

    for row in rows:
        if row.median_seconds is not None:
            assert timed(row) >= LEAST
        if row.found is not None:
            assert row.places >= LEAST
            assert timed(row) == 0 or timed(row) >= LEAST
    for service in FacilityKind:
        of_service = [row for row in rows if row.service is service]
        (city,) = [row for row in of_service if row.kind is None and row.district is None]
        for level in ("kind", "district"):
            parts = [row for row in of_service if getattr(row, level) is not None]
            concealed = [row for row in parts if row.found is None]
            if city.found is not None and concealed:
                untold = sum(timed(row) for row in concealed)
                assert untold == 0 or untold >= LEAST
                assert len(concealed) > 1


def test_help_that_one_school_alone_has_a_time_to_is_hidden() -> None:
    """Ten schools, one of which a station reaches: its median would be that school's own time."""
    register = town(counts={"school": (10, 0, 0, 0), "library": (0, 20, 0, 0)})
    one = min(place.id for place in register.places if place.kind == "school")
    none = Help(FacilityKind.FIRE, HelpState.NONE_IN_EXTRACT, None, None, Known.UNKNOWN)
    there = Help(FacilityKind.FIRE, HelpState.FOUND, 400.0, "n9002", Known.UNKNOWN)
    helped = {place.id: (there if place.kind == "library" or place.id == one else none,) for place in register.places}
    rows = {row.kind: row for row in help_rows(register, helped) if row.service is FacilityKind.FIRE and row.kind}
    assert (rows["school"].median_seconds, rows["school"].found) == (None, None)


@pytest.mark.parametrize("label", list(Label))
def test_a_brief_is_as_strict_as_the_strictest_place_of_its_register(label: Label) -> None:
    brief, annex = compose(town(), helps(town()), (), REQUEST, label=label)
    assert (brief.label, annex.label) == (label, Label.AMBER_STRICT)


def test_rank_correlation_follows_ranks_alone() -> None:
    assert rank_correlation([(1, 10), (2, 20), (3, 4000)]) == pytest.approx(1)
    assert rank_correlation([(1, 3), (2, 2), (3, 1)]) == pytest.approx(-1)
    assert rank_correlation([(1, 1), (1, 2), (1, 3)]) is None
    assert rank_correlation([(1, 1), (2, 2), (2, 3), (4, 4)]) == pytest.approx(0.9486833, abs=1e-6)


def test_how_many_refuges_there_are_is_not_told(brief: Brief) -> None:
    assert "never-imported" not in brief.left_out
    assert brief.left_out["merged-duplicate"] == 3


def test_the_visits_are_every_place_once_in_order(annex: Annex) -> None:
    assert [visit.position for visit in annex.visits] == list(range(1, len(town().places) + 1))
    assert {visit.place for visit in annex.visits} == {place.id for place in town().places}
    assert all(visit.earliest <= visit.position <= visit.latest for visit in annex.visits)


def test_how_fast_help_comes_does_not_move_the_order(annex: Annex) -> None:
    register = town()
    slow = {
        place: tuple(replace(one, seconds=None if one.seconds is None else one.seconds * 50) for one in found)
        for place, found in helps(register).items()
    }
    _, other = compose(register, slow, (), REQUEST)
    assert [visit.place for visit in other.visits] == [visit.place for visit in annex.visits]


def test_findings_make_the_label_stricter_and_are_counted(brief: Brief) -> None:
    register = town()
    assessed = register.places[0]
    finding = Finding(assessed.id, "lighting", 4)
    other, annex = compose(register, helps(register), (finding,), REQUEST)
    assert (brief.label, other.label) == (Label.AMBER, Label.AMBER_STRICT)
    assert other.programme.assessed_places == 1
    assert "programme-assessed" in [limit.code for limit in other.limits]
    visit = next(visit for visit in annex.visits if visit.place == assessed.id)
    assert all(reason.value == 0 for reason in visit.reasons if reason.duty == "overdue")


def test_findings_of_a_place_that_is_not_here_are_refused() -> None:
    register = town()
    with pytest.raises(OpenwardError) as raised:
        compose(register, helps(register), (Finding("n77777", "lighting", 2),), REQUEST)
    assert raised.value.code == "finding-of-unknown-place"


def test_a_register_without_places_gives_no_brief() -> None:
    with pytest.raises(OpenwardError) as raised:
        compose(replace(town(), places=()), {}, (), REQUEST)
    assert raised.value.code == "no-places"


def test_a_city_of_one_place_tells_nothing_of_it() -> None:
    register = town(counts={"stadium": (1, 0, 0, 0)})
    brief, annex = compose(register, helps(register), (), REQUEST)
    assert brief.people is None
    assert brief.week == ()
    assert all(row.median_seconds is None for row in brief.help)
    assert brief.programme.lines == ()
    assert brief.programme.told_apart.likely > 0
    assert len(annex.visits) == 1
    assert {line.kind for line in annex.programme} == {"stadium"}

"""How many people are at a place: a range that opens into its steps and never pretends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.ranges import Basis, Range
from openward.methods.screening.model import PresenceSource
from openward.methods.screening.presence import (
    PresenceCode,
    _assumptions,
    people_at,
    presence,
    presence_steps,
    storeys_basis,
    week,
)
from openward.methods.typology import load_typology
from openward.methods.typology.model import LoadUnit
from tests.methods.screening.given import kind, place, typology

KINDS = typology(
    kind("hall", LoadUnit.FLOOR_M2, Range(0.05, 0.2, 0.5), Range(10, 50, 200), 1000),
    kind("market", LoadUnit.GROUND_M2, Range(0.1, 0.5, 1), Range(20, 100, 400), 5000),
    kind("plant", LoadUnit.PLACE, Range(2, 5, 9), Range(2, 5, 9), 50),
    kind("restaurant", LoadUnit.FLOOR_M2, Range(0.1, 0.2, 0.3), Range(8, 35, 90), 300),
)
areas = st.one_of(st.none(), st.floats(0.5, 1e7))
storeys = st.one_of(st.none(), st.floats(0.5, 120))
kinds = st.sampled_from(sorted(KINDS.kinds))


def codes(*arguments) -> list[PresenceCode]:
    return [step.code for step in presence_steps(*arguments)]


def test_a_building_holds_its_ground_times_its_storeys_times_the_load():
    hall = place("p", kind="hall", built_m2=500.0, levels=2.0, footprint_m2=9000.0)
    found = presence(hall, KINDS)
    assert found.peak == Range(500 * 2 * 0.05, 500 * 2 * 0.2, 500 * 2 * 0.5)
    assert (found.source, found.units, found.basis) == (PresenceSource.FLOOR_AREA, 1000.0, Basis.EXPERT)
    assert codes(hall, KINDS) == ["built-area", "storeys-tagged", "load", "peak"]


def test_unknown_storeys_widen_the_range_and_make_it_an_assumption():
    known = presence(place("p", kind="hall", built_m2=500.0, levels=2.0), KINDS)
    unknown = presence(place("p", kind="hall", built_m2=500.0), KINDS)
    assert unknown.peak.low < known.peak.low <= known.peak.likely == unknown.peak.likely
    assert unknown.peak.high > known.peak.high
    assert (known.basis, unknown.basis) == (Basis.EXPERT, Basis.ASSUMED)


def test_a_restaurant_in_a_tower_does_not_fill_it():
    tower = place("p", kind="restaurant", built_m2=100.0, levels=30.0)
    assert presence(tower, KINDS).peak.likely == pytest.approx(100 * 2 * 0.2)
    assert PresenceCode.STOREYS_LIMITED in codes(tower, KINDS)
    assert presence(tower, KINDS).basis is storeys_basis()[0] is Basis.ASSUMED


def test_an_open_place_holds_its_footprint_times_the_load():
    found = presence(place("p", kind="market", footprint_m2=200.0, built_m2=20.0), KINDS)
    assert (found.peak.likely, found.source, found.units) == (100.0, PresenceSource.GROUND_AREA, 200.0)


@pytest.mark.parametrize("facts", [{}, {"built_m2": 0.0}, {"footprint_m2": 300.0}])
def test_without_a_usable_area_the_kind_alone_speaks(facts):
    found = presence(place("p", kind="hall", **facts), KINDS)
    assert (found.peak, found.source, found.units) == (Range(10, 50, 200), PresenceSource.KIND_ALONE, None)


def test_a_site_that_counts_as_a_whole_ignores_its_area():
    found = presence(place("p", kind="plant", footprint_m2=1e6, built_m2=1e5), KINDS)
    assert (found.peak, found.source) == (Range(2, 5, 9), PresenceSource.KIND_ALONE)


def test_a_count_replaces_the_estimate_and_the_tagged_capacity_stays_beside_it():
    hall = place("p", kind="hall", built_m2=500.0, capacity=120)
    found = presence(hall, KINDS, Range(80, 100, 150))
    assert (found.peak, found.source, found.basis) == (Range(80, 100, 150), PresenceSource.COUNTED, Basis.EVIDENCE)
    assert found.tagged_capacity == presence(hall, KINDS).tagged_capacity == 120
    assert presence(hall, KINDS, Range(80, 100, 150), counted_basis=Basis.EXPERT).basis is Basis.EXPERT
    with pytest.raises(ValueError, match="not negative"):
        presence(hall, KINDS, Range(-1, 100, 150))


@given(kinds, areas, storeys)
def test_the_likely_value_never_goes_above_the_ceiling_and_the_range_keeps_its_width(slug, area, levels):
    site = place("p", kind=slug, built_m2=area, footprint_m2=area, levels=levels)
    found, load = presence(site, KINDS), KINDS.kinds[slug].load
    assert 0 <= found.peak.low <= found.peak.likely <= found.peak.high
    assert found.peak.likely <= load.ceiling
    if PresenceCode.CEILING in codes(site, KINDS):
        assert found.peak.likely == load.ceiling
        assert found.peak.high > found.peak.likely > found.peak.low


@given(kinds, st.floats(0.5, 1e7), st.floats(1, 1e3), storeys)
def test_a_bigger_area_never_means_fewer_people(slug, area, times, levels):
    small = place("p", kind=slug, built_m2=area, footprint_m2=area, levels=levels)
    big = place("p", kind=slug, built_m2=area * times, footprint_m2=area * times, levels=levels)
    less, more = presence(small, KINDS).peak, presence(big, KINDS).peak
    assert less.low <= more.low * (1 + 1e-12)
    assert less.likely <= more.likely
    assert less.high <= more.high * (1 + 1e-12)


@given(kinds, areas, storeys)
def test_the_peak_can_be_recomputed_from_its_steps(slug, area, levels):
    steps = presence_steps(place("p", kind=slug, built_m2=area, footprint_m2=area, levels=levels), KINDS)
    low, likely, high = 1.0, 1.0, 1.0
    for step in steps:
        if step.code is PresenceCode.CEILING:
            low, likely, high = (value * step.value.likely / likely for value in (low, likely, high))
        elif step.code is not PresenceCode.PEAK:
            low, likely, high = low * step.value.low, likely * step.value.likely, high * step.value.high
    peak = steps[-1].value
    assert (low, likely, high) == pytest.approx((peak.low, peak.likely, peak.high))


def test_the_week_has_an_hour_at_the_peak_and_each_hour_is_that_of_people_at():
    found = presence(place("p", kind="market"), KINDS)
    hours = week(found, KINDS)
    assert len(hours) == 168
    assert max(hour.likely for hour in hours) == found.peak.likely
    assert [people_at(found, KINDS, hour) for hour in range(168)] == list(hours)
    for wrong in (-1, 168):
        with pytest.raises(ValueError, match="hour of the week"):
            people_at(found, KINDS, wrong)


def test_the_assumed_storeys_are_of_kinds_that_exist_and_are_counted_by_floor():
    shipped = load_typology()
    named = {*_assumptions()["storeys"]["kinds"], *_assumptions()["in_part_of_a_building"]}
    assert named <= set(shipped.kinds)
    assert {shipped.kinds[slug].load.unit for slug in named} == {LoadUnit.FLOOR_M2}


@pytest.mark.parametrize("facts", [{}, {"built_m2": 800.0, "footprint_m2": 4000.0}])
def test_every_kind_of_the_typology_has_people_at_some_hour(facts):
    shipped = load_typology()
    for slug in shipped.kinds:
        found = presence(place("p", kind=slug, **facts), shipped)
        assert max(hour.likely for hour in week(found, shipped)) > 0

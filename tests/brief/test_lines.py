"""No line of a programme points at one place."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.brief.composing.lines import Part, every_line, told_lines
from openward.methods.disclosure.primary import LEAST
from openward.methods.portfolio.model import Growth, Measure, MeasureClass, Phase
from openward.methods.ranges import Basis, Range
from openward.methods.typology import Family

FAMILIES = {"school": Family.PUBLIC_PLACES, "library": Family.PUBLIC_PLACES, "dam": Family.CRITICAL_INFRASTRUCTURE}


def measure(slug: str) -> Measure:
    nothing = Range.exactly(0)
    return Measure(
        slug, slug, MeasureClass.PHYSICAL, (Phase.PROTECT,), ("lighting",), frozenset(FAMILIES), nothing,
        nothing, Growth.PLACE, nothing, Basis.ASSUMED, "source", 10, 3, frozenset(), frozenset(), ("Is it lawful?",), 0,
    )  # fmt: skip


MEASURES = {slug: measure(slug) for slug in ("lighting", "planters")}


def part(of: str, kind: str, district: str | None, of_places: int, places: int | None = None) -> Part:
    """At all places of the kind in the district, unless at fewer."""
    got = of_places if places is None else min(places, of_places)
    money = Range(got * 1.0, got * 2.0, got * 3.0)
    return Part(of, FAMILIES[kind], kind, district, got, of_places, money, money, money, of_places / 30, True)


PARTS = st.lists(
    st.builds(
        part,
        st.sampled_from(sorted(MEASURES)),
        st.sampled_from(sorted(FAMILIES)),
        st.sampled_from(["r1", "r2", "r3", None]),
        st.integers(1, 12),
        st.integers(1, 12),
    ),
    max_size=20,
    unique_by=lambda one: (one.measure, one.kind, one.district),
)


@given(PARTS)
def test_a_line_that_says_where_speaks_of_at_least_five_places(parts: list[Part]) -> None:
    lines = told_lines(parts, MEASURES).lines
    assert all(line.of_places >= LEAST for line in lines)
    assert all(line.kind is not None for line in lines if line.district is not None)


@given(PARTS)
def test_no_money_is_lost_on_the_way(parts: list[Part]) -> None:
    told = told_lines(parts, MEASURES)
    spent = sum(one.cost.likely for one in parts)
    assert sum(line.cost.likely for line in told.lines) + told.apart.likely == pytest.approx(spent)
    assert sum(line.cost.likely for line in every_line(parts, MEASURES)) == pytest.approx(spent)


@given(PARTS, st.integers())
def test_the_order_of_the_parts_is_irrelevant(parts: list[Part], seed: int) -> None:
    shuffled = list(parts)
    random.Random(seed).shuffle(shuffled)
    assert told_lines(shuffled, MEASURES) == told_lines(parts, MEASURES)


def test_small_parts_are_told_by_kind_and_then_by_family() -> None:
    parts = [
        part("lighting", "school", "r1", 6),
        part("lighting", "school", "r2", 3),
        part("lighting", "school", "r3", 2),
        part("planters", "library", "r1", 3),
        part("planters", "school", "r1", 2),
    ]
    told = told_lines(parts, MEASURES)
    assert [(line.measure, line.kind, line.district, line.places) for line in told.lines] == [
        ("lighting", "school", "r1", 6),
        ("lighting", "school", None, 5),
        ("planters", None, None, 5),
    ]
    assert (told.together, told.apart.likely) == (4, 0)


def test_a_line_of_which_one_place_has_nearly_all_money_is_not_told() -> None:
    dear = replace(part("lighting", "school", "r3", 1), cost=Range(90.0, 100.0, 110.0))
    told = told_lines([part("lighting", "school", "r2", 4), dear, part("planters", "school", "r1", 9)], MEASURES)
    assert told.lines == ()  # what is left over would be that place's, were the other line told
    assert told.apart.likely == 126


@given(PARTS)
def test_what_is_told_as_one_sum_is_not_nearly_all_of_one_place(parts: list[Part]) -> None:
    there = {(one.kind, one.district): one.of_places for one in parts}
    parts = [part(one.measure, one.kind, one.district, there[one.kind, one.district], one.places) for one in parts]
    told = told_lines(parts, MEASURES)
    if told.rest and told.lines:
        spent: dict[tuple[str, str | None], float] = defaultdict(float)
        for one in told.rest:
            if one.of_places < LEAST:
                spent[one.kind, one.district] += one.cost.likely
        assert max(spent.values(), default=0.0) <= 0.67 * told.apart.likely


def test_what_fits_fewer_than_five_places_is_one_sum_and_the_annex_has_it() -> None:
    parts = [part("lighting", "dam", "r1", 1), part("planters", "school", "r2", 4)]
    told = told_lines(parts, MEASURES)
    assert (told.lines, told.together, told.apart.likely) == ((), 0, 10)
    assert [(line.kind, line.district) for line in every_line(parts, MEASURES)] == [("school", "r2"), ("dam", "r1")]


def test_a_measure_at_one_of_many_places_may_say_where_they_are() -> None:
    (line,) = told_lines([part("lighting", "school", "r1", 9, 1)], MEASURES).lines
    assert (line.kind, line.district, line.places, line.of_places) == ("school", "r1", 1, 9)


def test_a_line_stays_chosen_as_seldom_as_its_least_certain_part() -> None:
    told = told_lines([part("lighting", "school", "r1", 3), part("lighting", "school", "r2", 4)], MEASURES)
    assert told.lines[0].stays_chosen == 0.1

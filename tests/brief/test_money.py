"""The money by kind and by district adds up, and gives no place away, neither alone nor beside lines and map."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from openward.brief.composing.guarding import PROTECTION, safely_told, told_keys
from openward.brief.composing.lines import Part, Told
from openward.brief.model import Brief
from openward.methods.disclosure.primary import LEAST
from openward.methods.portfolio import load_catalogue
from openward.methods.ranges import Range
from openward.methods.typology import Family, load_typology

CATALOGUE, TYPOLOGY = load_catalogue(), load_typology()
KINDS = ("school", "library", "power-plant", "stadium")
MEASURES = sorted(CATALOGUE.measures)[:: len(CATALOGUE.measures) // 4]
NEAR = 1e-3

Cell = tuple[str, str]
Where = tuple[str, str, str]  # measure, kind, district


@st.composite
def programmes(draw: st.DrawFn) -> tuple[dict[Cell, int], list[Part]]:
    """A few places of a few kinds in a few districts ("" is outside all), and some measures at them."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, unique=True))
    counts = st.sampled_from([0, 1, 1, 2, 3, 4, 6, 9])
    places = {(kind, district): draw(counts) for kind in sorted(kinds) for district in ("", "r1", "r2", "r3")}
    places = {cell: count for cell, count in places.items() if count}
    parts = []
    for (kind, district), count in places.items():
        for slug in MEASURES:
            if kind in CATALOGUE.measures[slug].kinds and draw(st.booleans()):
                got = draw(st.integers(1, count))
                cost = Range.exactly(float(draw(st.integers(1, 50)) * got))
                family = TYPOLOGY.kinds[kind].family
                parts.append(Part(slug, family, kind, district or None, got, count, cost, cost, cost, 1.0, True))
    return places, parts


def truth(parts: list[Part]) -> dict[Where, float]:
    return {(part.measure, part.kind, part.district or ""): part.cost.likely for part in parts}


class Reader:
    """Knows the map, the catalogue and the brief: each measure at each kind in each district is an unknown, once in the
    line that would tell it, and once more in the sum told apart, which cheap lines may have joined."""

    def __init__(self, places: dict[Cell, int], parts: list[Part], told: Told) -> None:
        real = truth(parts)
        self.unknown = sorted(
            (slug, kind, district)
            for kind, district in places
            for slug in MEASURES
            if kind in CATALOGUE.measures[slug].kinds
        )
        self.at = {one: index for index, one in enumerate(self.unknown)}
        self.rows: list[np.ndarray] = []
        self.values: list[float] = []
        left, apart = set(self.unknown), set(self.unknown) if told.rest else set()
        lines = [(where, sum(part.cost.likely for part in group)) for where, group in told.gathered]
        moved = {(part.measure, part.kind, part.district or "") for part in told.rest}
        for level in range(4):
            for (measure, family, kind, district), money in lines:
                if (district is None) + (kind is None) + (family is None) != level:
                    continue
                mine = {
                    one for one in left
                    if one[0] == measure
                    and (kind is None or one[1] == kind)
                    and (district is None or one[2] == district)
                    and (family is None or TYPOLOGY.kinds[one[1]].family is family)
                }  # fmt: skip
                self.know(mine, money)
                left -= mine
                if level < 2:  # all of the measure at the kind there
                    apart -= mine - moved
            if level == 0:  # of five places or more, every other line would be told
                nothing = {one for one in left if places[one[1:]] >= LEAST and one[2] and not real.get(one)}
                self.know(nothing, 0.0)
                left -= nothing
                apart -= nothing
        self.know(left, 0.0)
        self.know(set(), told.apart.likely, apart)
        self.know(set(), 0.0, set(self.unknown) - apart)

    def know(self, of: set[Where], money: float, apart: set[Where] = frozenset()) -> None:  # type: ignore[assignment]
        self.rows.append(self.row(of, apart))
        self.values.append(money)

    def row(self, of: set[Where], apart: set[Where]) -> np.ndarray:
        row = np.zeros(2 * len(self.unknown))
        row[[self.at[one] for one in of]] = 1.0
        row[[len(self.unknown) + self.at[one] for one in apart]] = 1.0
        return row

    def range_of(self, of: set[Where]) -> tuple[float, float]:
        costs, ends = self.row(of, of), []
        for sign in (1.0, -1.0):
            found = linprog(sign * costs, A_eq=np.array(self.rows), b_eq=self.values)
            assert found.status == 0, found.message
            ends.append(sign * found.fun)
        return ends[0], ends[1]


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_who_knows_map_lines_and_tables_comes_no_nearer_to_a_place_than_the_lines_let_him(
    made: tuple[dict[Cell, int], list[Part]],
) -> None:
    places, parts = made
    assume(parts)
    told, _ = safely_told(places, parts, {}, TYPOLOGY, CATALOGUE)
    kinds, districts = told_keys(places, parts, told, {}, TYPOLOGY, CATALOGUE)
    real = truth(parts)
    alone, both = Reader(places, parts, told), Reader(places, parts, told)
    for at, keys in ((1, kinds), (2, districts)):
        for key in sorted(keys):
            mine = {one for one in both.unknown if one[at] == key}
            both.know(mine, sum(real.get(one, 0.0) for one in mine), mine)
    mean = sum(real.values()) / sum(part.places for part in parts)
    for cell, count in places.items():
        if count < LEAST:
            mine = {one for one in both.unknown if one[1:] == cell}
            gets = sum(real.get(one, 0.0) for one in mine)
            distance = PROTECTION * max(gets, mean)
            before, after = alone.range_of(mine), both.range_of(mine)
            assert after[0] <= max(0.0, gets - distance) + NEAR or after[0] == pytest.approx(before[0], abs=NEAR)
            assert after[1] >= gets + distance - NEAR or after[1] == pytest.approx(before[1], abs=NEAR)


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_lines_alone_let_nobody_nearer_than_half_to_what_few_places_get(
    made: tuple[dict[Cell, int], list[Part]],
) -> None:
    places, parts = made
    assume(parts)
    told, _ = safely_told(places, parts, {}, TYPOLOGY, CATALOGUE)
    assert sum(line.cost.likely for line in told.lines) + told.apart.likely == pytest.approx(sum(truth(parts).values()))
    of_several = [line for line in told.lines if line.district is None]
    reader, real = Reader(places, parts, told), truth(parts)
    for cell, count in places.items():
        mine = {one for one in reader.unknown if one[1:] == cell}
        gets = sum(real.get(one, 0.0) for one in mine)
        if count < LEAST and gets:
            low, high = reader.range_of(mine)
            # Where every such line is gone and the sum of all still points at a place, nothing is left to hide.
            assert (low <= gets / 2 + NEAR and high >= gets * 1.5 - NEAR) or not of_several


def test_a_share_of_a_family_that_gives_a_place_away_is_not_told() -> None:
    """Of critical infrastructure, all that no line says would be that of one place."""
    places = {
        ("school", "r1"): 9,
        ("police-station", "r1"): 8,
        ("police-station", "r2"): 1,
        ("library", "r1"): 2,
        ("library", "r2"): 2,
    }
    fitting = {kind for kind, _ in places}
    slug = next(slug for slug in sorted(CATALOGUE.measures) if CATALOGUE.measures[slug].kinds >= fitting)
    parts = []
    for (kind, district), count in places.items():
        cost = Range.exactly(10.0 * count)
        parts.append(Part(slug, TYPOLOGY.kinds[kind].family, kind, district, count, count, cost, cost, cost, 1.0, True))
    shares = {Family.PUBLIC_PLACES: 130 / 220, Family.CRITICAL_INFRASTRUCTURE: 90 / 220}
    told, left = safely_told(places, parts, shares, TYPOLOGY, CATALOGUE)
    assert [(line.kind, line.district, line.places) for line in told.lines] == [
        ("school", "r1", 9),
        ("police-station", "r1", 8),
        (None, None, 5),
    ]
    assert left == {}


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_a_kind_or_district_with_few_places_has_no_row(made: tuple[dict[Cell, int], list[Part]]) -> None:
    places, parts = made
    assume(parts)
    told, _ = safely_told(places, parts, {}, TYPOLOGY, CATALOGUE)
    kinds, districts = told_keys(places, parts, told, {}, TYPOLOGY, CATALOGUE)
    of_kind, of_district = Counter[str](), Counter[str]()
    for (kind, district), count in places.items():
        of_kind[kind] += count
        of_district[district] += count
    assert all(of_kind[kind] >= LEAST for kind in kinds)
    assert all(of_district[district] >= LEAST for district in districts)


def test_both_tables_have_all_the_money_and_all_the_places(brief: Brief) -> None:
    facts = brief.programme
    assert facts.by_kind
    assert facts.by_district
    for rows in (facts.by_kind, facts.by_district):
        assert sum(row.cost for row in rows) == pytest.approx(facts.cost)
        assert sum(row.places for row in rows) == brief.places
        assert sum(row.measures for row in rows) == sum(row.measures for row in facts.by_kind)
    assert sum(row.kinds for row in facts.by_kind) == len(brief.kinds)


def test_a_row_says_what_the_annex_adds_up_to(brief: Brief, annex) -> None:  # type: ignore[no-untyped-def]
    money: dict[str | None, float] = defaultdict(float)
    for line in annex.programme:
        money[line.kind] += line.cost.likely
    told = [row for row in brief.programme.by_kind if row.kind is not None]
    assert told
    assert all(row.cost == pytest.approx(money[row.kind]) for row in told)
    assert all(isinstance(row.family, Family) for row in told if brief.programme.family_shares)


def test_a_city_of_one_place_has_no_table_of_money() -> None:
    from openward.brief.composing import compose
    from openward.brief.telling import brief_document
    from tests.brief.sample import REQUEST, edition, helps, town

    register = town(counts={"stadium": (1, 0, 0, 0)})
    brief, _ = compose(register, helps(register), (), REQUEST)
    document = brief_document(brief, register, edition())
    assert "Money by kind of place" not in [getattr(block, "caption", "") for block in document.blocks]

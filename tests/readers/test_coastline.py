"""The sea is on the right of the coastline, whatever way the extract cuts it."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from openward.readers.coastline import sea

BOX = (0.0, 0.0, 10.0, 10.0)


def test_a_shore_across_the_box_leaves_the_sea_on_its_right() -> None:
    water = sea([((0, 4), (10, 4))], BOX)  # eastwards: right is south
    assert water.equals(shapely.box(0, 0, 10, 4))


def test_the_same_shore_drawn_the_other_way_has_the_sea_on_the_other_side() -> None:
    assert sea([((10, 4), (0, 4))], BOX).equals(shapely.box(0, 4, 10, 10))


def test_an_island_stays_dry() -> None:
    anticlockwise = ((4, 4), (6, 4), (6, 6), (4, 6), (4, 4))
    water = sea([anticlockwise], BOX)
    assert not water.contains(shapely.Point(5, 5))
    assert water.contains(shapely.Point(1, 1))
    assert water.area == pytest.approx(96)


def test_a_shore_cut_inside_the_box_is_carried_to_its_nearest_side() -> None:
    water = sea([((1, 4), (5, 5), (9, 4))], BOX)
    assert water.contains(shapely.Point(5, 1))
    assert not water.contains(shapely.Point(5, 9))


@given(st.permutations([((0, 4), (3, 5)), ((3, 5), (6, 3)), ((6, 3), (8, 4)), ((8, 4), (10, 4))]))
def test_the_order_of_the_ways_is_irrelevant(ways: list[tuple[tuple[float, float], ...]]) -> None:
    water = sea(ways, BOX)
    assert water.contains(shapely.Point(5, 0.5))
    assert not water.contains(shapely.Point(5, 9.5))
    assert water.equals(sea(sorted(ways), BOX))


def test_no_coastline_is_no_sea() -> None:
    assert sea([], BOX).is_empty
    assert sea([((1, 1),)], BOX).is_empty
    assert sea([((20, 20), (30, 20))], BOX).is_empty

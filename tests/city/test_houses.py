"""Buildings of an invented city stand beside streets, on land, and beside each other."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString

from openward.city import InventedCity
from openward.city.quarters import Quarter


def test_no_two_buildings_overlap(town: InventedCity) -> None:
    shapes = town.buildings.shapes
    one, two = shapely.STRtree(shapes).query(shapes, predicate="overlaps")
    pairs = one < two
    common = shapely.area(shapely.intersection(shapes[one[pairs]], shapes[two[pairs]]))
    assert (common < 0.5).all()
    assert len(shapely.STRtree(shapes).query(shapes, predicate="contains_properly")[0]) == 0


def test_no_building_stands_on_a_street_on_water_or_on_the_railway(town: InventedCity) -> None:
    streets = np.array([LineString(town.network.points[way.nodes]) for way in town.network.ways], dtype=object)
    assert len(shapely.STRtree(streets).query(town.buildings.shapes, predicate="intersects")[0]) == 0
    for ground in (town.plan.water, town.plan.tracks):
        assert not shapely.intersects(town.buildings.shapes, ground).any()


def test_parks_and_squares_are_free_of_buildings(town: InventedCity) -> None:
    for place in town.places:
        if place.kind in ("park", "square") and place.outline is not None:
            assert not shapely.intersects(town.buildings.shapes, place.outline.buffer(-0.5)).any()


def test_the_town_is_denser_towards_its_middle(town: InventedCity) -> None:
    middle = shapely.get_coordinates(shapely.centroid(town.buildings.shapes))
    away = np.hypot(*middle.T)
    floor = shapely.area(town.buildings.shapes) * town.buildings.levels
    radius = town.plan.radius
    inner = floor[away < 0.4 * radius].sum() / 0.4**2
    outer = floor[(away > 0.4 * radius) & (away < radius)].sum() / (1 - 0.4**2)
    assert inner > 1.5 * outer


def test_every_built_quarter_has_buildings(town: InventedCity) -> None:
    there = set(np.unique(town.fabric.quarters).tolist())
    built = set(np.unique(town.buildings.quarters).tolist())
    assert {quarter for quarter in there if quarter <= Quarter.INDUSTRY} <= built


def test_buildings_are_valid_and_of_a_plausible_size(town: InventedCity) -> None:
    assert shapely.is_valid(town.buildings.shapes).all()
    areas = shapely.area(town.buildings.shapes)
    assert areas.min() > 20
    assert 60 < np.median(areas) < 400
    assert town.buildings.levels.min() >= 1

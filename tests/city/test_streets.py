"""Streets of an invented city: a car gets everywhere and back, and water is crossed on bridges."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely import LineString

from openward.city import InventedCity, generate
from openward.city.traffic import components
from openward.city.ways import Way


def _line(city: InventedCity, way: Way) -> LineString:
    return LineString(city.network.points[way.nodes])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nearly_every_crossing_is_reached_from_every_other_and_back(seed: int) -> None:
    city = generate(seed, 150)
    right = [replace(way, nodes=way.nodes[::-1]) if way.mistaken else way for way in city.network.ways]
    driven = [way for way in right if not way.foot]
    strong, weak = components(driven, len(city.network.points))
    used = np.unique(np.concatenate([way.nodes for way in driven]))
    assert np.bincount(strong[used]).max() > 0.97 * len(used)
    assert np.bincount(strong[used]).max() == np.bincount(weak[used]).max()  # one-ways cut nothing off
    assert any(way.oneway for way in driven)
    assert any(way.mistaken for way in driven)


def test_only_bridges_cross_the_river(town: InventedCity) -> None:
    bridges = 0
    for way in town.network.ways:
        if _line(town, way).intersects(town.plan.river):
            assert way.bridge
            bridges += 1
    assert bridges >= 3


def test_every_class_of_road_is_there(town: InventedCity) -> None:
    assert {way.road for way in town.network.ways} == set(range(7))


def test_a_roundabout_is_a_closed_way_run_anticlockwise() -> None:
    rings = [_line(city, way) for city in (generate(1, 640),) for way in city.network.ways if way.roundabout]
    assert rings
    for ring in rings:
        assert ring.is_ring
        assert shapely.LinearRing(ring.coords).is_ccw


def test_the_network_holds_no_street_without_a_length(town: InventedCity) -> None:
    for way in town.network.ways:
        steps = np.diff(town.network.points[way.nodes], axis=0)
        assert (np.hypot(steps[:, 0], steps[:, 1]) > 0).all()

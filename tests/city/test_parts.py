"""The parts that a city is made with: counts, lots, rows, planar lines."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Polygon

from openward.city.chance import stream
from openward.city.demand import demands
from openward.city.frame import origin_of, to_degrees
from openward.city.fronts import apart, rows, sides_of
from openward.city.linework import contract, faces, node_lines, without_dangles
from openward.city.lots import lots_of
from openward.methods.typology import load_typology

rectangles = st.tuples(st.floats(20, 300), st.floats(20, 300), st.floats(0, 3)).map(
    lambda box: shapely.affinity.rotate(shapely.box(0, 0, box[0], box[1]), box[2], use_radians=True)
)


@given(st.integers(1, 5000), st.integers(0, 50))
def test_demands_are_as_many_as_places_and_of_every_kind_that_there_is_room_for(places: int, seed: int) -> None:
    wanted = demands(seed, load_typology(), places)
    kinds = load_typology().kinds
    assert len(wanted) == places
    if places >= 2 * len(kinds):
        assert {demand.kind for demand in wanted} == set(kinds)


@given(rectangles, st.integers(0, 1000))
def test_lots_cover_a_plot_once_and_are_as_small_as_asked(plot: Polygon, seed: int) -> None:
    lots = lots_of(plot, 400.0, stream(seed, "lots"))
    assert sum(lot.area for lot in lots) == pytest.approx(plot.area, rel=1e-6)
    assert shapely.union_all(lots, grid_size=1e-6).area == pytest.approx(plot.area, rel=1e-6)
    assert max(lot.area for lot in lots) <= 600.0 + 1e-6


@given(rectangles, st.integers(0, 1000))
def test_houses_stay_on_their_plot_and_do_not_overlap(plot: Polygon, seed: int) -> None:
    depth = 0.9 * plot.area / plot.length
    in_rows, corners = rows(sides_of(plot), depth, 12.0, stream(seed, "rows"))
    alone = apart(sides_of(plot), depth / 2, 10.0, 5.0, depth / 4, stream(seed, "apart"))
    for houses in ([*in_rows, *corners], list(alone)):
        shapes = [Polygon(np.column_stack([house.real, house.imag])) for house in houses]
        assert all(plot.buffer(0.01).contains(house) for house in shapes)
        together = shapely.union_all(shapes, grid_size=1e-6)
        assert together.area == pytest.approx(sum(house.area for house in shapes), rel=1e-5)


def test_crossing_lines_enclose_faces_and_loose_ends_go() -> None:
    lines = np.array(
        [LineString([(0, -5), (0, 105)]), LineString([(100, -5), (100, 105)]), LineString([(-5, 0), (105, 0)]),
         LineString([(-5, 100), (105, 100)]), LineString([(50, 50), (70, 50)])], dtype=object
    )  # fmt: skip
    work = without_dangles(node_lines(lines), np.inf)
    assert len(work.edges) == 4
    assert [face.area for face in faces(work)] == [10_000]


def test_close_crossings_are_joined_and_edges_still_meet() -> None:
    lines = np.array(
        [LineString([(0, 0), (200, 0)]), LineString([(50, 0), (50, 80)]), LineString([(56, 0), (56, -80)])],
        dtype=object,
    )
    work = contract(node_lines(lines), 14.0, np.zeros(6, dtype=bool))
    for edge, (first, last) in zip(work.edges, work.ends, strict=True):
        assert tuple(work.nodes[first]) == edge.coords[0]
        assert tuple(work.nodes[last]) == edge.coords[-1]
    assert work.degrees().max() == 4


@given(st.integers(0, 500), st.floats(-20_000, 20_000), st.floats(-20_000, 20_000))
def test_a_metre_is_a_metre_on_the_map(seed: int, x: float, y: float) -> None:
    from pyproj import Geod

    origin = origin_of(seed)
    here, there = to_degrees(np.array([[0.0, 0.0], [x, y]]), origin)
    measured = Geod(ellps="WGS84").inv(*here, *there)[2]
    assert measured == pytest.approx(np.hypot(x, y), rel=0.004, abs=0.05)

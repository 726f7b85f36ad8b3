"""Drawings show what they are given, in their frame, without a letter in the shapes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from openward.brief.drawings import Drawing, as_svg
from openward.brief.drawings.city_map import EMPTY, Area, city_map
from openward.brief.drawings.drawing import svg_text
from openward.brief.drawings.frontier_plot import PlotPoint, frontier_plot
from openward.brief.drawings.projection import fitted
from openward.brief.drawings.scale import class_bounds, ticks
from openward.brief.drawings.week_plot import week_plot
from openward.methods.ranges import Range
from openward.methods.register import MapBackdrop
from tests.brief.sample import square, town


def areas() -> list[Area]:
    return [Area(f"Quarter {index}", 10 * index, square(0.01 * index, 0)) for index in range(4)]


def numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", text)]


def fills(drawing: Drawing) -> list[str | None]:
    return [shape.get("fill") for shape in drawing.shapes if shape.get("fill-opacity") == "0.86"]


def made(outline=square(0, 0, 0.04), parts: list[Area] | None = None) -> Drawing:  # type: ignore[no-untyped-def]  # noqa: B008
    drawing = city_map(outline, areas() if parts is None else parts, town().backdrop, str)
    assert drawing is not None
    return drawing


def test_a_district_with_more_places_has_another_shade_and_an_empty_one_none() -> None:
    shades = fills(made())
    assert shades[0] == EMPTY
    assert len(set(shades)) == 4


def test_every_district_with_room_carries_its_name_and_count() -> None:
    texts = [label.text for label in made().labels]
    assert {"Quarter 1", "10", "Quarter 3", "30"} <= set(texts)


def test_names_never_lie_on_each_other() -> None:
    crowded = [
        Area("A quarter with a long name", 5, square(0.001 * index, 0.001 * (index % 3), 0.012)) for index in range(12)
    ]
    named = [label for label in made(square(0, 0, 0.02), crowded).labels if label.text.startswith("A quarter")]
    boxes = [shapely.box(one.x - 60, one.y - 5, one.x + 60, one.y + 5) for one in named]
    assert boxes
    assert all(not one.intersects(other) for index, one in enumerate(boxes) for other in boxes[:index])


def test_the_shapes_hold_no_text_and_the_whole_holds_both() -> None:
    drawing = made()
    assert "<text" not in svg_text(drawing)
    assert len(list(as_svg(drawing, with_labels=True).iter("text"))) == len(drawing.labels)


def test_nothing_is_drawn_outside_the_frame() -> None:
    drawing = made()
    for shape in drawing.shapes:
        values = numbers(shape.get("d") or "")
        assert all(-2 <= x <= drawing.width + 2 for x in values[::2])
        assert all(-2 <= y <= drawing.height + 2 for y in values[1::2])


def test_a_city_without_any_shape_has_no_map() -> None:
    assert city_map((), [], MapBackdrop(), str) is None


def test_a_city_across_the_date_line_is_drawn_in_one_piece() -> None:
    east, west = square(179.9, 0, 0.1), square(-180, 0, 0.1)
    to = fitted(shapely.MultiPolygon([shapely.Polygon(part[0][0]) for part in (east, west)]), 400, 400, 10)
    left, right = (to.geometry(shapely.Polygon(part[0][0])) for part in (east, west))
    assert left.bounds[2] == pytest.approx(right.bounds[0], abs=0.5)
    assert left.bounds[0] >= 9
    assert right.bounds[2] <= 391


def test_degenerate_rings_do_no_harm() -> None:
    flat = ((((0.0, 0.0), (0.01, 0.0), (0.0, 0.0)),),)
    bow = ((((0.0, 0.0), (0.01, 0.01), (0.01, 0.0), (0.0, 0.01), (0.0, 0.0)),),)
    assert made(parts=[Area("flat", 1, flat), Area("bow", 2, bow)]).width > 0


@given(st.floats(1e-6, 1e15))
def test_ticks_are_round_and_reach_the_highest(highest: float) -> None:
    steps = ticks(highest)
    assert steps[0] == 0
    assert steps[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(steps) <= 12


@given(st.lists(st.integers(0, 500), max_size=60))
def test_every_positive_count_falls_into_a_class(counts: list[int]) -> None:
    bounds = class_bounds(counts)
    assert list(bounds) == sorted(set(bounds))
    assert len(bounds) <= 5
    assert not any(counts) or bounds[-1] == max(counts)


def path(drawing: Drawing, stroke: str) -> Element:
    return next(shape for shape in drawing.shapes if shape.tag == "path" and shape.get("stroke") == stroke)


def test_the_frontier_never_falls_and_marks_the_budget_asked_for() -> None:
    points = [PlotPoint(100.0 * index, 1 - 0.5**index) for index in range(1, 11)]
    drawing = frontier_plot(points, PlotPoint(450, 0.95), str, str, "Budget", "Benefit")
    assert drawing is not None
    heights = numbers(path(drawing, "#574391").get("d") or "")[1::2]
    assert heights == sorted(heights, reverse=True)
    assert "450" in [label.text for label in drawing.labels]
    assert frontier_plot([], None, str, str, "", "") is None


def test_the_week_has_seven_days_and_a_band_around_its_line() -> None:
    week = [Range(hour % 24, 2 * (hour % 24), 4 * (hour % 24)) for hour in range(168)]
    drawing = week_plot(week, tuple("ABCDEFG"), str, "People")
    assert drawing is not None
    assert [label.text for label in drawing.labels if label.text in "ABCDEFG"] == list("ABCDEFG")
    assert week_plot([Range.exactly(0)] * 168, tuple("ABCDEFG"), str, "") is None

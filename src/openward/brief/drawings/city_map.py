"""The city by district, drawn from the register's own shapes: how many places lie in each, and no place itself.

Words: a *class* is a range of counts with one shade; the *backdrop* is water, green, roads and railways, to find one's
way by. The hard part is labels: largest districts first, and one that would lie on another is left to the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from openward.brief.drawings.drawing import INK, QUIET, Drawing, TextLabel, text_width
from openward.brief.drawings.projection import Projection, fitted
from openward.brief.drawings.scale import class_bounds
from openward.brief.markup import element
from openward.methods.register import MapBackdrop, MultiPolygon

WIDEST, HIGHEST, NARROWEST, MARGIN = 480.0, 430.0, 340.0, 10.0
SHADES = ("#e9e4f3", "#cdc1e4", "#a998d0", "#7f6bb5", "#574391")
EMPTY, LAND, WATER, GREEN = "#ffffff", "#f3f1ec", "#cfe2ef", "#6f9e5b"
TOLERANCE = 0.4  # units within which a line may be simplified
LEAST_AREA = 1.0  # square units below which a shape is not drawn


@dataclass(frozen=True, slots=True)
class Area:
    """A district to shade. `name` is as it shall be read, empty where only the count is worth a label."""

    name: str
    places: int
    geometry: MultiPolygon


def city_map(
    outline: MultiPolygon, areas: Sequence[Area], backdrop: MapBackdrop, number: Callable[[int], str]
) -> Drawing | None:
    """The map with its legend below; None where there is no shape to draw. `number` writes a count."""
    shapes = [_shape(area.geometry) for area in areas]
    frame = shapely.union_all([shape for shape in [_shape(outline), *shapes] if not shape.is_empty])
    if frame.is_empty:
        return None
    to = fitted(frame, WIDEST, HIGHEST, MARGIN, NARROWEST)
    bounds = class_bounds([area.places for area in areas])
    drawn: list[Element] = [
        element("rect", x=0, y=0, width=round(to.width, 1), height=round(to.height, 1), rx=4, fill=LAND),
        *_filled(to, backdrop.green, GREEN, 0.22),
    ]
    labels: list[TextLabel] = []
    for area, shape in zip(areas, shapes, strict=True):
        path = _path(to.geometry(shape))
        if path:
            drawn.append(
                element("path", d=path, fill=_shade(area.places, bounds), fill_opacity=0.86, fill_rule="evenodd")
            )
    drawn += _filled(to, backdrop.water, WATER, 1.0)
    drawn += _lines(to, backdrop.rivers, WATER, 1.6)
    drawn += _lines(to, backdrop.railways, "#8b949e", 0.7, "3 2")
    drawn += _lines(to, backdrop.main_roads, "#ffffff", 1.3)
    for shape in shapes:
        path = _path(to.geometry(shape))
        if path:
            drawn.append(element("path", d=path, fill="none", stroke=SHADES[-1], stroke_width=0.8, stroke_opacity=0.75))
    edge = _path(to.geometry(_shape(outline)))
    if edge:
        drawn.append(element("path", d=edge, fill="none", stroke=INK, stroke_width=1.3))
    labels += _names(to, areas, shapes, number)
    legend, keys = _legend(bounds, any(area.places == 0 for area in areas), to.height + 16, number)
    return Drawing(round(to.width, 1), round(to.height + 32, 1), (*drawn, *legend), (*labels, *keys))


def _shape(polygons: MultiPolygon) -> BaseGeometry:
    made = shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in polygons if polygon and len(polygon[0]) >= 4])
    return made if made.is_valid else shapely.make_valid(made)


def _shade(places: int, bounds: Sequence[int]) -> str:
    if places == 0 or not bounds:
        return EMPTY
    rank = sum(1 for bound in bounds if places > bound)
    return _shades(len(bounds))[min(rank, len(bounds) - 1)]


def _shades(classes: int) -> tuple[str, ...]:
    """The shades of so many classes, spread over the whole scale."""
    if classes == 1:
        return (SHADES[2],)
    return tuple(SHADES[round(index * (len(SHADES) - 1) / (classes - 1))] for index in range(classes))


def _path(shape: BaseGeometry) -> str:
    """SVG path data of a polygon, line or collection, already in units of the drawing."""
    parts = []
    for part in shapely.get_parts(shape.simplify(TOLERANCE)):
        if part.geom_type == "Polygon" and part.area >= LEAST_AREA:
            parts += [f"{_points(ring)}Z" for ring in (part.exterior, *part.interiors)]
        elif part.geom_type == "LineString" and part.length >= 2:
            parts.append(_points(part))
    return "".join(parts)


def _points(line: BaseGeometry) -> str:
    coordinates = np.round(shapely.get_coordinates(line), 1)
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in coordinates.tolist())


def _in_frame(to: Projection, shape: BaseGeometry) -> BaseGeometry:
    return shapely.clip_by_rect(to.geometry(shape), 0, 0, to.width, to.height)


def _filled(to: Projection, polygons: MultiPolygon, colour: str, opacity: float) -> list[Element]:
    if not polygons:
        return []
    path = _path(_in_frame(to, _shape(polygons)))
    return [element("path", d=path, fill=colour, fill_opacity=opacity, fill_rule="evenodd")] if path else []


def _lines(
    to: Projection,
    lines: Iterable[tuple[tuple[float, float], ...]],
    colour: str,
    width: float,
    dashes: str | None = None,
) -> list[Element]:
    shape = shapely.MultiLineString([line for line in lines if len(line) >= 2])
    path = "" if shape.is_empty else _path(_in_frame(to, shape))
    if not path:
        return []
    return [element("path", d=path, fill="none", stroke=colour, stroke_width=width, stroke_dasharray=dashes)]


def _names(
    to: Projection, areas: Sequence[Area], shapes: Sequence[BaseGeometry], number: Callable[[int], str]
) -> list[TextLabel]:
    """Name and count in each district that has room for them."""
    taken: list[tuple[float, float, float, float]] = []
    labels: list[TextLabel] = []
    placed = sorted(
        ((to.geometry(shape), area) for area, shape in zip(areas, shapes, strict=True) if not shape.is_empty),
        key=lambda pair: (-pair[0].area, pair[1].name),
    )
    for shape, area in placed:
        point = shapely.point_on_surface(max(shapely.get_parts(shape), key=lambda part: part.area))
        west, north, east, south = shape.bounds
        lines = [text for text in (area.name, number(area.places)) if text]
        for kept in (lines, lines[-1:]):
            width = max(text_width(text, 9) for text in kept)
            height = 11.0 * len(kept)
            box = (point.x - width / 2, point.y - height / 2, point.x + width / 2, point.y + height / 2)
            fits = width <= 1.1 * (east - west) and height <= 1.2 * (south - north)
            inside = box[0] >= 1 and box[2] <= to.width - 1
            if fits and inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                for index, text in enumerate(kept):
                    y = point.y + 11 * (index - (len(kept) - 1) / 2)
                    labels.append(TextLabel(text, point.x, y, 9, bold=index == len(kept) - 1, halo=True))
                break
    return labels


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(
    bounds: Sequence[int], with_empty: bool, y: float, number: Callable[[int], str]
) -> tuple[list[Element], list[TextLabel]]:
    """A swatch and its range for every class, from left to right."""
    entries = [(EMPTY, number(0))] if with_empty else []
    least = 1
    for bound, shade in zip(bounds, _shades(len(bounds)) if bounds else (), strict=True):
        entries.append((shade, number(bound) if bound == least else f"{number(least)}–{number(bound)}"))
        least = bound + 1
    shapes: list[Element] = []
    labels: list[TextLabel] = []
    x = MARGIN
    for shade, text in entries:
        shapes.append(element("rect", x=x, y=y - 5, width=16, height=10, fill=shade, stroke=QUIET, stroke_width=0.6))
        labels.append(TextLabel(text, x + 21, y, 9, anchor="start"))
        x += 21 + text_width(text, 9) + 14
    return shapes, labels

"""Simplified shapes to draw a city by: bounded in number and in detail, so that a brief stays small for any city."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from openward.methods.register.model import Line, MapBackdrop, MultiPolygon
from openward.readers.coastline import sea
from openward.readers.layers import Layer
from openward.readers.scan import Scan
from openward.readers.shapes import as_line, as_multipolygon, assemble, mended, polygons_of

MARGIN = 0.04  # of the city's extent on each side
DETAIL = 1 / 1500  # of the extent: less than a dot on a page
SMALLEST = (1 / 250) ** 2  # of the extent's area: an area below it is left out
MOST_AREAS = 400
MOST_LINES = 600
_INNER = "inner"


def backdrop_of(scan: Scan, city: BaseGeometry) -> MapBackdrop:
    """What lies under and around a city, within its bounds and a margin."""
    box = _with_margin(city.bounds)
    extent = max(box[2] - box[0], box[3] - box[1])
    areas: dict[Layer, list[BaseGeometry]] = {layer: list(scan.layers.get(layer, ())) for layer in Layer}
    for layer, group in scan.layer_groups:
        if layer.is_area:
            ways = [
                (scan.lines[number], role)
                for kind, number, role in group.members
                if kind == "w" and number in scan.lines
            ]
            area = assemble(
                (line for line, role in ways if role != _INNER), (line for line, role in ways if role == _INNER)
            ).area
            if area is not None:
                areas[layer].append(area)
    coast = sea(map(as_line, areas[Layer.COAST]), box)
    water = [*areas[Layer.WATER], *polygons_of(coast)]
    return MapBackdrop(
        water=_areas(water, box, extent),
        green=_areas(areas[Layer.GREEN], box, extent),
        rivers=_lines(areas[Layer.RIVER], box, extent),
        main_roads=_lines(areas[Layer.ROAD], box, extent),
        railways=_lines(areas[Layer.RAIL], box, extent),
    )


def _with_margin(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    margin = max(east - west, north - south, 1e-4) * MARGIN
    return max(west - margin, -180.0), max(south - margin, -90.0), min(east + margin, 180.0), min(north + margin, 90.0)


def _nearby(shapes: Iterable[BaseGeometry], box: tuple[float, float, float, float]) -> NDArray[np.object_]:
    array = np.array(list(shapes), dtype=object)
    if not len(array):
        return array
    bounds = shapely.bounds(array)
    west, south, east, north = box
    return array[(bounds[:, 2] > west) & (bounds[:, 0] < east) & (bounds[:, 3] > south) & (bounds[:, 1] < north)]


def _areas(shapes: Iterable[BaseGeometry], box: tuple[float, float, float, float], extent: float) -> MultiPolygon:
    """Clipped, joined where they touch, simplified; the largest MOST_AREAS."""
    near = _nearby(shapes, box)
    near = near[shapely.area(near) >= SMALLEST * extent**2 / 2] if len(near) else near
    if not len(near):
        return ()
    # Parts are simplified one by one: a union as a whole takes a hundred times as long.
    plain = shapely.make_valid(shapely.simplify(near, extent * DETAIL / 2, preserve_topology=False))
    joined = shapely.get_parts(shapely.union_all(shapely.clip_by_rect(plain, *box)))
    joined = joined[shapely.area(joined) >= SMALLEST * extent**2]
    simple = [mended(part) for part in shapely.simplify(joined, extent * DETAIL, preserve_topology=False)]
    parts = [polygon for area in simple if area is not None for polygon in polygons_of(area)]
    parts.sort(key=lambda part: (-part.area, part.bounds))
    return as_multipolygon(shapely.MultiPolygon([_without_small_holes(part, extent) for part in parts[:MOST_AREAS]]))


def _without_small_holes(part: shapely.Polygon, extent: float) -> shapely.Polygon:
    holes = [hole for hole in part.interiors if shapely.Polygon(hole).area >= SMALLEST * extent**2]
    return shapely.Polygon(part.exterior, holes)


def _lines(shapes: Iterable[BaseGeometry], box: tuple[float, float, float, float], extent: float) -> tuple[Line, ...]:
    """Clipped, joined end to end, simplified; the longest MOST_LINES."""
    near = _nearby(shapes, box)
    if not len(near):
        return ()
    clipped = shapely.get_parts(shapely.clip_by_rect(near, *box))
    joined = shapely.line_merge(
        shapely.multilinestrings(clipped[shapely.get_type_id(clipped) == shapely.GeometryType.LINESTRING])
    )
    simple = shapely.simplify(shapely.get_parts(joined), extent * DETAIL, preserve_topology=False)
    parts = [part for part in simple if part.length > extent * DETAIL]
    parts.sort(key=lambda part: (-part.length, part.bounds))
    return tuple(as_line(part) for part in parts[:MOST_LINES])

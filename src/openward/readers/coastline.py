"""The sea beside a city, from the coastline of the map: OpenStreetMap draws the shore as a line, never the water.

Words: a *coastline* way has land on its left and water on its right (wiki.openstreetmap.org, "natural=coastline").
The hard part is that an extract cuts the shore anywhere: its loose ends are carried straight to the nearest side of the
box, which is wrong only where the map says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

Box = tuple[float, float, float, float]  # west, south, east, north
ASIDE = 1e-6  # degrees from the shore at which its sides are looked at; about a decimetre


def sea(coastline: Iterable[tuple[tuple[float, float], ...]], box: Box) -> shapely.MultiPolygon:
    """The water within `box` (degrees) that the directed lines bound. Empty where there is no coastline."""
    lines = [shapely.LineString(line) for line in coastline if len(line) >= 2]
    nothing = shapely.MultiPolygon()
    if not lines or box[0] >= box[2] or box[1] >= box[3]:
        return nothing
    shores = shapely.get_parts(shapely.line_merge(shapely.union_all([shapely.MultiLineString(lines)]), directed=True))
    inside = [part for shore in shores for part in _lines(shapely.clip_by_rect(shore, *box))]
    if not inside:
        return nothing
    frame = shapely.box(*box).exterior
    joined = shapely.union_all([frame, *inside, *_to_frame(inside, box)])
    cells = list(shapely.get_parts(shapely.polygonize([joined])))
    if not cells:
        return nothing
    votes = _votes(inside, cells)
    merged = shapely.union_all([cell for cell, vote in zip(cells, votes, strict=True) if vote > 0])
    return shapely.MultiPolygon([part for part in shapely.get_parts(merged) if part.geom_type == "Polygon"])


def _lines(shape: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(shape) if part.geom_type == "LineString" and part.length > 0]


def _to_frame(lines: Iterable[BaseGeometry], box: Box) -> list[BaseGeometry]:
    """From each loose end inside the box straight to its nearest side."""
    west, south, east, north = box
    ends = [point for line in lines if not line.is_closed for point in (line.coords[0], line.coords[-1])]
    added: list[BaseGeometry] = []
    for x, y in sorted(end for end in ends if ends.count(end) == 1):
        side = min((x - west, (west, y)), (east - x, (east, y)), (y - south, (x, south)), (north - y, (x, north)))
        if side[0] > 0:
            added.append(shapely.LineString([(x, y), side[1]]))
    return added


def _votes(lines: Iterable[BaseGeometry], cells: list[BaseGeometry]) -> NDArray[np.float64]:
    """For each cell, the length of shore that has it on its right less the length that has it on its left."""
    tree = shapely.STRtree(cells)
    votes = np.zeros(len(cells))
    for line in lines:
        points = shapely.get_coordinates(line)
        steps = np.diff(points, axis=0)
        lengths = np.hypot(steps[:, 0], steps[:, 1])
        steps, middles, lengths = (
            steps[lengths > 0],
            ((points[1:] + points[:-1]) / 2)[lengths > 0],
            lengths[lengths > 0],
        )
        right = np.column_stack((steps[:, 1], -steps[:, 0])) / lengths[:, None] * ASIDE
        for offset, sign in ((right, 1.0), (-right, -1.0)):
            found, cell = tree.query(shapely.points(middles + offset), predicate="within")
            np.add.at(votes, cell, sign * lengths[found])
    return votes

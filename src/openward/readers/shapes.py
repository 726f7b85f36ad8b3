"""From ways and relations to shapes: lines, outlines with holes, areas on the ellipsoid.

The hard part is that maps hold rings that cross themselves, relations with members missing, and outlines in pieces:
whatever cannot be closed gives no area, and never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from openward.methods.register.model import Line, MultiPolygon

Area = shapely.Polygon | shapely.MultiPolygon

DECIMALS = 7  # of a degree: what the map itself keeps, about a centimetre
EQUATORIAL_RADIUS = 6_378_137.0  # metres, of WGS 84
ECCENTRICITY = 0.081_819_190_842_622
_LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)
_WKB = osmium.geom.WKBFactory()


def line_of(way: osmium.osm.Way) -> str | None:
    """The way's course as hexadecimal WKB; None where the file has less than two of its nodes.

    Where it lacks some, the course is what remains, and never a ring: that would enclose a wrong area.
    """
    try:
        return _WKB.create_linestring(way)
    except (osmium.InvalidLocationError, RuntimeError, ValueError):
        known = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
        course = known[:-1] if len(known) > 2 and known[0] == known[-1] else known
        return shapely.to_wkb(shapely.LineString(course), hex=True) if len(set(course)) >= 2 else None


def lines_from(courses: Sequence[str]) -> NDArray[np.object_]:
    """The lines of such courses. Bytes are read five times as fast as their hexadecimal digits."""
    lines = np.empty(len(courses), dtype=object)
    lines[:] = [bytes.fromhex(course) for course in courses]
    return shapely.from_wkb(lines)


def outlines(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """For each line the area it encloses, or None where it is not a ring. Rings that cross themselves are mended."""
    areas = rough_outlines(lines)
    drawn = shapely.is_geometry(areas)
    broken = np.flatnonzero(drawn)[~shapely.is_valid(areas[drawn])]
    areas[broken] = [mended(area) for area in areas[broken]]
    return areas


def rough_outlines(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """The same without mending: good for a size and a centre, not for cutting and joining."""
    areas = np.full(len(lines), None, dtype=object)
    rings = (shapely.get_num_points(lines) >= 4) & shapely.is_closed(lines)
    if rings.any():
        coordinates, index = shapely.get_coordinates(lines[rings], return_index=True)
        areas[rings] = shapely.polygons(shapely.linearrings(coordinates, indices=index))
    return areas


def mended(area: BaseGeometry) -> Area | None:
    """The areas in a shape that is not valid; None where it has none."""
    return polygonal(shapely.make_valid(area))


def polygonal(shape: BaseGeometry) -> Area | None:
    """Only the areas of a shape; None where it has none."""
    parts = [part for part in _simple_parts(shape) if isinstance(part, shapely.Polygon) and part.area > 0]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def joined(shapes: Iterable[BaseGeometry]) -> Area | None:
    """The areas of several shapes as one."""
    return polygonal(shapely.union_all(list(shapes)))


def _simple_parts(shape: BaseGeometry) -> Iterator[BaseGeometry]:
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.GeometryCollection | shapely.MultiPolygon):
            yield from _simple_parts(part)
        else:
            yield part


class Assembled(NamedTuple):
    """`area` is what the lines enclose (None: nothing); `loose` are the lines that enclose nothing."""

    area: Area | None
    loose: list[BaseGeometry]


def assemble(outer: Iterable[BaseGeometry], inner: Iterable[BaseGeometry] = ()) -> Assembled:
    """The area of a multipolygon from the ways of its rings, in any order and direction. An outer ring within a hole is
    an island. Follows the meaning of wiki.openstreetmap.org, "Relation:multipolygon"."""
    outer, inner = list(outer), list(inner)
    if len(outer) == 1 and not inner and outer[0].is_closed:  # by far the most frequent
        alone = outlines(np.array(outer, dtype=object))[0]
        return Assembled(alone, [] if alone is not None else outer)
    faces, loose = _faces(outer)
    holes, _ = _faces(inner)
    if not faces:
        return Assembled(None, loose)
    area = shapely.union_all(faces)
    if holes:
        hole = shapely.union_all(holes)
        islands = [face for face in faces if shapely.covers(hole, face)]
        area = shapely.union_all([shapely.difference(area, hole), *islands])
    return Assembled(polygonal(area), loose)


def _faces(lines: list[BaseGeometry]) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    if not lines:
        return [], []
    faces, cuts, dangles, invalid = shapely.polygonize_full(lines)
    if not shapely.is_empty(invalid):  # rings that cross themselves have no node where they do
        noded = list(shapely.get_parts(shapely.union_all(lines)))
        faces, cuts, dangles, _ = shapely.polygonize_full(noded)
    return list(shapely.get_parts(faces)), [*shapely.get_parts(cuts), *shapely.get_parts(dangles)]


def square_metres(areas: NDArray[np.object_]) -> NDArray[np.float64]:
    """Areas on the WGS 84 ellipsoid, by the cylindrical equal-area projection (J. P. Snyder, Map Projections: A Working
    Manual, USGS 1987, equations 3-12 and 10-8). Edges are straight in it, which for a city makes no difference."""
    return shapely.area(shapely.transform(areas, _equal_area))


def _equal_area(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
    radians = np.radians(degrees)
    sine = np.sin(radians[:, 1])
    bent = sine / (1 - ECCENTRICITY**2 * sine**2) + np.arctanh(ECCENTRICITY * sine) / ECCENTRICITY
    northing = EQUATORIAL_RADIUS * (1 - ECCENTRICITY**2) / 2 * bent
    return np.column_stack((EQUATORIAL_RADIUS * radians[:, 0], northing))


def polygons_of(area: Area) -> list[shapely.Polygon]:
    return list(area.geoms) if isinstance(area, shapely.MultiPolygon) else [area]


def inner_points(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """(N, 2) longitudes and latitudes, rounded: the centre of each shape; for an area whose centre lies outside it a
    point inside; of a line its middle."""
    if not len(shapes):
        return np.empty((0, 2))
    points = shapely.centroid(shapes)
    flat = np.isin(shapely.get_type_id(shapes), _LINES)
    points[flat] = [_middle(line) for line in shapes[flat]]
    outside = ~flat & ~shapely.intersects(shapes, points)
    points[outside] = shapely.point_on_surface(shapes[outside])
    return np.round(shapely.get_coordinates(points), DECIMALS)


def _middle(line: BaseGeometry) -> BaseGeometry:
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    return shapely.line_interpolate_point(longest, 0.5, normalized=True)


def as_multipolygon(area: Area) -> MultiPolygon:
    """GeoJSON coordinates of an area, rounded to DECIMALS."""
    return as_multipolygons(np.array([area], dtype=object))[0]


def as_multipolygons(areas: NDArray[np.object_]) -> list[MultiPolygon]:
    """GeoJSON coordinates of each area, rounded to DECIMALS."""
    parts, area_of_part = shapely.get_parts(areas, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    pairs = list(map(tuple, np.round(points, DECIMALS).tolist()))
    lines = [tuple(line) for line in _grouped(pairs, ring_of_point, len(rings))]
    polygons = [tuple(polygon) for polygon in _grouped(lines, part_of_ring, len(parts))]
    return [tuple(polygon) for polygon in _grouped(polygons, area_of_part, len(areas))]


def _grouped(items: Sequence[Any], group_of_item: NDArray[np.int64], groups: int) -> Iterator[Sequence[Any]]:
    """The items of each group; `group_of_item` ascends."""
    ends = np.searchsorted(group_of_item, np.arange(groups), side="right").tolist()
    start = 0
    for end in ends:
        yield items[start:end]
        start = end


def as_line(line: BaseGeometry) -> Line:
    """The points of a line or ring, rounded to DECIMALS."""
    return tuple((x, y) for x, y in np.round(shapely.get_coordinates(line), DECIMALS).tolist())

"""From ways and relations to shapes: lines, outlines with holes, areas on the ellipsoid.

The hard part is that maps hold rings that cross themselves, relations with members missing, and outlines in pieces:
whatever cannot be closed gives no area, and never an exception.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from openward.methods.register.model import Line, MultiPolygon

Area = shapely.Polygon | shapely.MultiPolygon

DECIMALS = 7  # of a degree: what the map itself keeps, about a centimetre
_GEOD = Geod(ellps="WGS84")
_WKB = osmium.geom.WKBFactory()


def line_of(way: osmium.osm.Way) -> str | None:
    """The way's course as hexadecimal WKB, without the nodes that the file lacks; None where less than two remain."""
    try:
        return _WKB.create_linestring(way)
    except (osmium.InvalidLocationError, RuntimeError, ValueError):
        known = [(node.lon, node.lat) for node in way.nodes if node.location.valid()]
        return shapely.to_wkb(shapely.LineString(known), hex=True) if len(set(known)) >= 2 else None


def lines_from(courses: Sequence[str]) -> NDArray[np.object_]:
    return shapely.from_wkb(np.array(courses, dtype=object)) if courses else np.empty(0, dtype=object)


def outlines(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """For each line the area it encloses, or None where it is not a ring. Rings that cross themselves are mended."""
    areas = np.full(len(lines), None, dtype=object)
    rings = (shapely.get_num_points(lines) >= 4) & shapely.is_closed(lines)
    if rings.any():
        coordinates, index = shapely.get_coordinates(lines[rings], return_index=True)
        drawn = np.asarray(shapely.polygons(shapely.linearrings(coordinates, indices=index)), dtype=object)
        broken = ~shapely.is_valid(drawn)
        drawn[broken] = [mended(area) for area in drawn[broken]]
        areas[rings] = drawn
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
    faces, loose = _faces(list(outer))
    holes, _ = _faces(list(inner))
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


def square_metres(area: Area) -> float:
    """Area on the WGS 84 ellipsoid with geodesic edges (Karney 2013, as in PROJ)."""
    parts = (_ring(part.exterior) - sum(_ring(hole) for hole in part.interiors) for part in polygons_of(area))
    return max(sum(parts), 0.0)


def polygons_of(area: Area) -> list[shapely.Polygon]:
    return list(area.geoms) if isinstance(area, shapely.MultiPolygon) else [area]


def _ring(ring: BaseGeometry) -> float:
    coordinates = shapely.get_coordinates(ring)
    return float(abs(_GEOD.polygon_area_perimeter(coordinates[:, 0], coordinates[:, 1])[0]))


def inner_point(shape: BaseGeometry) -> tuple[float, float]:
    """The centre of a shape; for an area whose centre lies outside it a point inside; of a line its middle."""
    if shape.geom_type in {"LineString", "MultiLineString"}:
        longest = max(shapely.get_parts(shape), key=lambda part: part.length)
        point = longest.interpolate(0.5, normalized=True)
    else:
        point = shape.centroid
        if shape.geom_type != "Point" and not shapely.intersects(shape, point):
            point = shape.representative_point()
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def as_multipolygon(area: Area) -> MultiPolygon:
    """GeoJSON coordinates of an area, rounded to DECIMALS."""
    rings = [(part.exterior, *part.interiors) for part in polygons_of(area)]
    return tuple(tuple(as_line(ring) for ring in polygon) for polygon in rings)


def as_line(line: BaseGeometry) -> Line:
    """The points of a line or ring, rounded to DECIMALS."""
    return tuple((x, y) for x, y in np.round(shapely.get_coordinates(line), DECIMALS).tolist())

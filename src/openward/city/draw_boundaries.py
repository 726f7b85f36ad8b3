"""Administrative boundaries: districts, the city, its neighbour, a piece of the country. Borders are shared ways."""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.drawing import Drawing, Member
from openward.city.linework import Geometries
from openward.city.model import InventedCity
from openward.city.names import Name

INVENTED = {"openward:invented": "yes", "note": "Invented city: fictitious exercise data"}
_ELSEWHERE = 900_000_001  # a way that the extract lacks, as with the country of any extract


def draw_boundaries(city: InventedCity, drawing: Drawing) -> None:
    """Relations of type boundary at admin_level 2, 8, 9 and 10, and nodes that label the city and its districts."""
    outside = ~shapely.contains_xy(
        city.plan.city, *shapely.get_coordinates(shapely.point_on_surface(city.fabric.cells)).T
    )
    beyond = city.fabric.cells[outside]
    east = shapely.get_coordinates(shapely.centroid(beyond))[:, 0] > 0
    whole = shapely.union_all(city.fabric.cells[~outside])
    neighbour = shapely.union_all(beyond[east])
    shapes = [whole, neighbour, *(district.shape for district in city.districts)]
    arcs = shapely.get_parts(shapely.line_merge(shapely.union_all([shapely.boundary(shape) for shape in shapes])))
    ends: dict[tuple[float, float], int] = {}
    runs = []
    for arc in arcs:
        points = shapely.get_coordinates(arc)
        for end in (0, -1):
            key = (float(points[end, 0]), float(points[end, 1]))
            if key not in ends:
                ends[key] = drawing.points(points[[end]])
        numbers = np.empty(len(points), dtype=np.int64)
        if len(points) > 2:
            numbers[1:-1] = drawing.points(points[1:-1]) + np.arange(len(points) - 2)
        numbers[0], numbers[-1] = ends[tuple(points[0])], ends[tuple(points[-1])]
        runs.append(numbers)
    first = drawing.ways(runs, lambda _: {"boundary": "administrative"})
    members = [_members(shape, arcs, first) for shape in shapes]
    drawing.relation(members[0], _tags(city.name, 8) | {"population": str(_population(city))} | INVENTED)
    drawing.relation(members[1], _tags(city.neighbour, 8))
    for district, of in zip(city.districts, members[2:], strict=True):
        drawing.relation(of, _tags(district.name, district.level))
    country = (*members[1][:3], ("w", _ELSEWHERE, "outer"))
    drawing.relation(country, _tags(city.country, 2))
    drawing.node((0.0, 0.0), {"place": "city", "population": str(_population(city))} | city.name.tags() | INVENTED)
    for district in city.districts:
        point = shapely.point_on_surface(district.shape)
        label = "suburb" if district.level == 9 else "quarter"
        drawing.node((float(point.x), float(point.y)), {"place": label} | district.name.tags())


def _tags(name: Name, level: int) -> dict[str, str]:
    return {"type": "boundary", "boundary": "administrative", "admin_level": str(level)} | name.tags()


def _population(city: InventedCity) -> int:
    return int(round(len(city.buildings.shapes) * 8.5, -2))


def _members(shape: shapely.Geometry, arcs: Geometries, first: int) -> tuple[Member, ...]:
    middle = shapely.line_interpolate_point(arcs, 0.5, normalized=True)
    on_border = np.flatnonzero(shapely.distance(middle, shapely.boundary(shape)) < 0.005)
    return tuple(("w", first + int(arc), "outer") for arc in on_border)

"""Which of the scanned objects show a place of a kind, and where each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from openward.methods.register.sighting import Sighting
from openward.methods.typology.matching import KindMatcher, LeftOut
from openward.readers.scan import Drawn, Group, Scan
from openward.readers.shapes import assemble, joined, outlines

_INNER_ROLES = frozenset({"inner"})
_OUTLINE = "outline"  # in a relation of type building, the role of the whole house; the rest are its parts


@dataclass(slots=True)
class Sorted:
    """`inside`: sightings in the city; `outside`: of the wanted kinds elsewhere; `left_out`: how many, and why."""

    inside: list[Sighting] = field(default_factory=list)
    outside: list[Sighting] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)


def objects_of(scan: Scan) -> list[Drawn]:
    """Nodes, ways and assembled relations that may show a place. Relations without any known member are missing."""
    groups = ((group, shape_of(group, scan)) for group in scan.place_groups)
    return [*scan.places, *(Drawn(group.id, group.tags, shape) for group, shape in groups if shape is not None)]


def shape_of(group: Group, scan: Scan) -> BaseGeometry | None:
    """The area of a relation; where its ring is not complete, the lines or points that the file has of it."""
    ways = [(scan.lines[number], role) for kind, number, role in group.members if kind == "w" and number in scan.lines]
    if group.tags.get("type") == "site":
        rings = [area for area in outlines(np.array([line for line, _ in ways], dtype=object)) if area is not None]
        if rings:
            return joined(rings)
    elif ways:
        if any(role == _OUTLINE for _, role in ways):
            ways = [(line, role) for line, role in ways if role == _OUTLINE]
        inner = [line for line, role in ways if role in _INNER_ROLES]
        assembled = assemble((line for line, role in ways if role not in _INNER_ROLES), inner)
        if assembled.area is not None:
            return assembled.area
    if ways:
        return shapely.union_all([line for line, _ in ways])
    nodes = [scan.points[number] for kind, number, _ in group.members if kind == "n" and number in scan.points]
    return shapely.union_all(nodes).centroid if nodes else None


def points_of(objects: Sequence[Drawn]) -> NDArray[np.float64]:
    """(N, 2) longitudes and latitudes: a point that surely belongs to each object."""
    if not objects:
        return np.empty((0, 2))
    shapes = np.array([thing.shape for thing in objects], dtype=object)
    drawn = shapely.get_type_id(shapes) != shapely.GeometryType.POINT
    shapes[drawn] = shapely.point_on_surface(shapes[drawn])
    return shapely.get_coordinates(shapes)


def sort_out(
    objects: Sequence[Drawn], inside: NDArray[np.bool_], matcher: KindMatcher, elsewhere: frozenset[str]
) -> Sorted:
    """The sightings in the city (`inside`, one flag an object), and of the kinds in `elsewhere` those outside it."""
    found = Sorted()
    for thing, within in zip(objects, inside.tolist(), strict=True):
        kind, reason = matcher.kind_of(thing.tags), matcher.left_out(thing.tags)
        if kind is None and reason is not LeftOut.NEVER_IMPORTED:
            continue
        if not within:
            found.left_out[LeftOut.OUTSIDE_CITY] += 1
        elif reason is not None:
            found.left_out[reason] += 1
        if kind is not None and reason is None and (within or kind in elsewhere):
            (found.inside if within else found.outside).append(Sighting(thing.id, kind, thing.shape, thing.tags))
    return found

"""One look at every object of a map file that Openward can use: places, boundaries, what a small map is drawn from.

The hard part is speed, since nearly all objects of a map are of no use to us: what comes through the filters is asked
for few keys, and only what is kept is copied.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field

import osmium
import shapely
from shapely.geometry.base import BaseGeometry

from openward.methods.typology.matching import KindMatcher
from openward.readers.layers import Layer, layer_of
from openward.readers.passes import Passes
from openward.readers.shapes import line_of, lines_from, outlines

Tags = Mapping[str, str]

_LAYER_KEYS = ("natural", "landuse", "leisure", "waterway", "railway", "highway")
_RELATION_TYPES = ("multipolygon", "boundary", "site", "building")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A node or way with its tags. `shape` is a point, a line, or an area where the way is a ring around one."""

    id: str
    tags: Tags
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Group:
    """A relation with its tags and its members (type, number, role)."""

    id: str
    tags: Tags
    members: tuple[tuple[str, int, str], ...]


@dataclass(slots=True)
class Scan:
    """What was found. `lines` and `points` hold the members of the groups as far as the file has them, by number."""

    places: list[Drawn] = field(default_factory=list)
    place_groups: list[Group] = field(default_factory=list)
    settlements: list[Drawn] = field(default_factory=list)  # nodes that name a town or a quarter
    boundaries: list[Drawn] = field(default_factory=list)  # single ways
    boundary_groups: list[Group] = field(default_factory=list)
    layers: dict[Layer, list[BaseGeometry]] = field(default_factory=dict)
    layer_groups: list[tuple[Layer, Group]] = field(default_factory=list)
    building_groups: list[Group] = field(default_factory=list)
    lines: dict[int, BaseGeometry] = field(default_factory=dict)
    points: dict[int, BaseGeometry] = field(default_factory=dict)
    shapeless: int = 0  # places whose nodes the file lacks


def scan(passes: Passes, matcher: KindMatcher) -> Scan:
    """Everything but single buildings. Raises OpenwardError `extract-unreadable`."""
    found = Scan()
    keys = sorted(matcher.hints)
    _relations(found, passes, matcher, keys)
    _nodes(found, passes, matcher, keys)
    _ways(found, passes, matcher, keys)
    _members(found, passes)
    return found


def _relations(found: Scan, passes: Passes, matcher: KindMatcher, keys: list[str]) -> None:
    wanted = osmium.filter.TagFilter(*(("type", value) for value in _RELATION_TYPES))
    with closing(passes.relations("reading-relations", wanted)) as relations:
        for relation in relations:
            get = relation.tags.get
            layer = layer_of(get) if get("type") == "multipolygon" else None
            is_boundary = get("boundary") == "administrative"
            is_place = any(matcher.may_matter(key, value) for key in keys if (value := get(key)))
            is_building = get("building", "no") != "no"
            if not (layer or is_boundary or is_place or is_building):
                continue
            members = tuple((member.type, member.ref, member.role) for member in relation.members)
            group = Group(f"r{relation.id}", dict(relation.tags), members)
            if is_boundary:
                found.boundary_groups.append(group)
            if is_place:
                found.place_groups.append(group)
            if is_building:
                found.building_groups.append(group)
            if layer:
                found.layer_groups.append((layer, group))


def _nodes(found: Scan, passes: Passes, matcher: KindMatcher, keys: list[str]) -> None:
    # The second filter copies an object's tags in one go; asking for them one by one takes four times as long.
    filters = (osmium.filter.KeyFilter(*keys, "place"), osmium.filter.GeoInterfaceFilter())
    may_matter = matcher.may_matter
    places: list[tuple[str, Tags, tuple[float, float]]] = []
    settlements: list[tuple[str, Tags, tuple[float, float]]] = []
    with closing(passes.nodes("reading-nodes", *filters)) as nodes:
        for node in nodes:
            feature = node.__geo_interface__
            tags = feature["properties"]
            for key, value in tags.items():
                if may_matter(key, value):
                    places.append((f"n{node.id}", tags, feature["geometry"]["coordinates"]))
                    break
            if "place" in tags and "name" in tags:
                settlements.append((f"n{node.id}", tags, feature["geometry"]["coordinates"]))
    found.places += _at_points(places)
    found.settlements += _at_points(settlements)


def _at_points(objects: list[tuple[str, Tags, tuple[float, float]]]) -> Iterator[Drawn]:
    points = shapely.points([coordinates for _, _, coordinates in objects]) if objects else ()
    for (identity, tags, _), point in zip(objects, points, strict=True):
        yield Drawn(identity, tags, point)


def _ways(found: Scan, passes: Passes, matcher: KindMatcher, keys: list[str]) -> None:
    hints = [(key, matcher.hints[key]) for key in keys]
    streets = matcher.hints.get("highway", frozenset())
    courses: list[str] = []
    kept: list[tuple[str, Tags, bool, bool, Layer | None]] = []
    wanted = osmium.filter.KeyFilter(*sorted({*keys, *_LAYER_KEYS, "boundary"}))
    with closing(passes.ways("reading-ways", wanted)) as ways:
        for way in ways:
            get = way.tags.get
            layer = layer_of(get)
            highway = get("highway")
            if highway is not None and layer is None and highway not in streets:
                continue  # nearly all ways of a map are streets
            is_place = False
            for key, values in hints:
                value = get(key)
                if value is not None and (value in values or matcher.may_matter(key, value)):
                    is_place = True
                    break
            is_boundary = get("boundary") == "administrative" and get("name") is not None
            if not (layer or is_place or is_boundary):
                continue
            course = line_of(way)
            if course is None:
                found.shapeless += is_place
                continue
            courses.append(course)
            copied = dict(way.tags) if is_place or is_boundary else {}
            kept.append((f"w{way.id}", copied, is_place, is_boundary, layer))
    lines = lines_from(courses)
    for (identity, tags, is_place, is_boundary, layer), line, area in zip(kept, lines, outlines(lines), strict=True):
        if layer:
            shape = area if layer.is_area else line
            if shape is not None:
                found.layers.setdefault(layer, []).append(shape)
        if is_place:
            found.places.append(Drawn(identity, tags, area if area is not None and _encloses(tags) else line))
        if is_boundary and area is not None:
            found.boundaries.append(Drawn(identity, tags, area))


def _encloses(tags: Tags) -> bool:
    """Whether a way that is a ring stands for the area in it. A ring of street is a line unless it says otherwise."""
    stated = tags.get("area")
    return stated != "no" and (stated == "yes" or "highway" not in tags)


def _members(found: Scan, passes: Passes) -> None:
    layers = (group for _, group in found.layer_groups)
    wanted: dict[str, set[int]] = {"w": set(), "n": set()}
    for group in (*found.place_groups, *found.boundary_groups, *found.building_groups, *layers):
        for kind, number, _ in group.members:
            if kind in wanted:
                wanted[kind].add(number)
    numbers: list[int] = []
    courses: list[str] = []
    if wanted["w"]:
        with closing(passes.ways("reading-outlines", osmium.filter.IdFilter(wanted["w"]))) as ways:
            for way in ways:
                course = line_of(way)
                if course is not None:
                    numbers.append(way.id)
                    courses.append(course)
    found.lines = dict(zip(numbers, lines_from(courses), strict=True))
    positions = ((number, passes.position(number)) for number in sorted(wanted["n"]))
    found.points = {number: shapely.Point(position) for number, position in positions if position is not None}

"""Merge the map objects that show one place: a node inside its own building, a school drawn as grounds and as a house,
a pedestrian street in twelve pieces.

Words: a *tie* is a reason to take two sightings for one place; they *agree* when nothing speaks against it. The hard
part is not to merge two schools that share a yard: differing names always keep sightings apart, and one without a
name joins only what it lies in. Distances are on a local flat grid and good to a few per cent, which does for "beside".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray

from openward.methods.register.sighting import Sighting, id_order
from openward.methods.typology.model import Kind

NEAR_M = 50.0  # two sightings of one name and kind that are not further apart are one place
NEAR_POINTS_M = 25.0  # the same for two points: shops of one chain stand close together
SPOT_M = 10.0  # "on the same spot", for a kind that yields
CONTAINED = 0.8  # share of the smaller area that must lie in the larger one
METRES_PER_DEGREE = 111_195.0

Shapes = NDArray[np.object_]
Indices = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


class Tie(IntEnum):
    """How two sightings belong together, strongest first."""

    SAME_NAME = 0
    NAME_WITHIN = 1  # the words of one name are among those of the other, and one lies in the other
    NAMELESS_INSIDE = 2


def merge(sightings: Sequence[Sighting], kinds: Mapping[str, Kind]) -> list[tuple[Sighting, ...]]:
    """Groups of sightings, one group a place, the sighting that the place is kept under first.

    The order of `sightings` is irrelevant; groups come in the order of their first ids. Every sighting is in one group.
    """
    ordered = sorted(sightings, key=lambda sighting: id_order(sighting.id))
    groups = _Groups(ordered, kinds)
    for _, left, right in sorted(_ties(ordered, kinds)):
        groups.join(left, right)
    order = {slug: (kind.yields, position) for position, (slug, kind) in enumerate(kinds.items())}
    merged = [
        tuple(sorted((ordered[index] for index in members), key=lambda sighting: _precedence(sighting, order)))
        if len(members) > 1
        else (ordered[members[0]],)
        for members in groups.members()
    ]
    return sorted(merged, key=lambda group: id_order(group[0].id))


def _precedence(sighting: Sighting, order: Mapping[str, tuple[bool, int]]) -> tuple[object, ...]:
    """The kind decides, then the larger outline, then the id."""
    area = sighting.shape.area if sighting.is_area else 0.0
    return order[sighting.kind], -area, id_order(sighting.id)


class _Groups:
    """Union-find that refuses to bring two names, or two kinds that do not yield, under one roof."""

    def __init__(self, sightings: Sequence[Sighting], kinds: Mapping[str, Kind]) -> None:
        self._sightings = sightings
        self._kinds = kinds
        self._group = [[index] for index in range(len(sightings))]

    def join(self, left: int, right: int) -> None:
        ours, theirs = self._group[left], self._group[right]
        if ours is theirs or not all(self._agree(one, other) for one, other in product(ours, theirs)):
            return
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours += theirs
        for index in theirs:
            self._group[index] = ours

    def _agree(self, left: int, right: int) -> bool:
        one, other = self._sightings[left], self._sightings[right]
        if one.kind != other.kind and not (self._kinds[one.kind].yields or self._kinds[other.kind].yields):
            return False
        return not one.names or not other.names or _same(one, other) or _name_within(one, other)

    def members(self) -> Iterator[list[int]]:
        for index, group in enumerate(self._group):
            if len(group) == 1 or min(group) == index:
                yield group


def _ties(sightings: Sequence[Sighting], kinds: Mapping[str, Kind]) -> Iterator[tuple[Tie, int, int]]:
    if len(sightings) < 2:
        return
    shapes = _flat(np.array([sighting.shape for sighting in sightings], dtype=object))
    codes = {slug: number for number, slug in enumerate(kinds)}
    kind = np.array([codes[sighting.kind] for sighting in sightings], dtype=np.int64)
    yielding = np.flatnonzero([each.yields for each in kinds.values()])
    areas = shapely.area(shapes)
    reach = np.where(shapely.get_type_id(shapes) == shapely.GeometryType.POINT, NEAR_POINTS_M, NEAR_M)
    for code in np.unique(kind):
        own = np.flatnonzero(kind == code)
        yield from _of_one_kind(sightings, shapes, areas, reach, *_pairs(shapes, own, own, NEAR_M))
        if code in yielding:
            others = np.flatnonzero((kind != code) & ~((kind < code) & np.isin(kind, yielding)))
            yield from _of_a_kind_that_yields(sightings, *_pairs(shapes, own, others, SPOT_M))


def _pairs(shapes: Shapes, some: Indices, others: Indices, distance: float) -> tuple[Indices, Indices]:
    """Pairs, each once, of one of `some` and one of `others` that are not further apart than `distance` metres."""
    found, neighbour = shapely.STRtree(shapes[others]).query(shapes[some], predicate="dwithin", distance=distance)
    one, other = some[found], others[neighbour]
    once = one < other if some is others else np.ones(len(one), dtype=bool)
    return np.minimum(one, other)[once], np.maximum(one, other)[once]


def _of_one_kind(
    sightings: Sequence[Sighting], shapes: Shapes, areas: Floats, reach: Floats, lefts: Indices, rights: Indices
) -> Iterator[tuple[Tie, int, int]]:
    close = shapely.distance(shapes[lefts], shapes[rights]) <= np.maximum(reach[lefts], reach[rights])
    within = _lies_in(shapes, areas, lefts, rights)
    for left, right, near, inside in zip(lefts.tolist(), rights.tolist(), close.tolist(), within.tolist(), strict=True):
        one, other = sightings[left], sightings[right]
        if near and _same(one, other):
            yield Tie.SAME_NAME, left, right
        elif inside and one.names and other.names and _name_within(one, other):
            yield Tie.NAME_WITHIN, left, right
        elif inside and not (one.names and other.names):
            yield Tie.NAMELESS_INSIDE, left, right


def _of_a_kind_that_yields(
    sightings: Sequence[Sighting], lefts: Indices, rights: Indices
) -> Iterator[tuple[Tie, int, int]]:
    for left, right in zip(lefts.tolist(), rights.tolist(), strict=True):
        if _same(sightings[left], sightings[right]):
            yield Tie.SAME_NAME, left, right


def _same(one: Sighting, other: Sighting) -> bool:
    return not one.names.isdisjoint(other.names)


def _name_within(one: Sighting, other: Sighting) -> bool:
    words = [{frozenset(name.split()) for name in sighting.names} for sighting in (one, other)]
    return any(left <= right or right <= left for left, right in product(*words))


def _lies_in(shapes: Shapes, areas: Floats, lefts: Indices, rights: Indices) -> Flags:
    """For each pair whether the smaller lies in the larger, which then is an area."""
    swapped = areas[lefts] < areas[rights]
    large, small = np.where(swapped, rights, lefts), np.where(swapped, lefts, rights)
    found = np.zeros(len(lefts), dtype=bool)
    flat = (areas[large] > 0) & (areas[small] == 0)
    found[flat] = shapely.intersects(shapes[large[flat]], shapely.centroid(shapes[small[flat]]))
    both = areas[small] > 0
    common = shapely.area(shapely.intersection(shapes[large[both]], shapes[small[both]]))
    found[both] = common >= CONTAINED * areas[small[both]]
    return found


def _flat(shapes: Shapes) -> Shapes:
    """The shapes in metres on a grid true at their middle latitude."""
    bounds = shapely.total_bounds(shapes)
    middle = np.array([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2])
    scale = np.array([np.cos(np.radians(middle[1])), 1.0]) * METRES_PER_DEGREE
    return shapely.transform(shapes, lambda coordinates: (coordinates - middle) * scale)

"""Merge the map objects that show one place: a node inside its own building, a school drawn as grounds and as a house,
a pedestrian street in twelve pieces.

Words: two sightings *agree* when they may be one place. The hard part is not to merge two schools that share a yard, so
differing names always keep sightings apart, and one sighting without a name joins only what it lies in.
Distances are on a local flat grid and good to a few per cent, which is enough for "next to each other".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from openward.methods.register.sighting import Sighting, id_order
from openward.methods.typology.model import Kind

NEAR_M = 50.0  # two sightings of one name and kind that are not further apart are one place
NEAR_POINTS_M = 25.0  # the same for two points: shops of one chain stand close together
SPOT_M = 10.0  # "on the same spot", for a kind that yields
CONTAINED = 0.8  # share of the smaller area that must lie in the larger one
METRES_PER_DEGREE = 111_195.0


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
    order = {slug: position for position, slug in enumerate(kinds)}
    merged = [
        tuple(sorted((ordered[index] for index in members), key=lambda s: _precedence(s, kinds, order)))
        for members in groups.members()
    ]
    return sorted(merged, key=lambda group: id_order(group[0].id))


def _precedence(sighting: Sighting, kinds: Mapping[str, Kind], order: Mapping[str, int]) -> tuple[object, ...]:
    """The kind decides, then the larger outline, then the id."""
    area = sighting.shape.area if sighting.is_area else 0.0
    return kinds[sighting.kind].yields, order[sighting.kind], -area, id_order(sighting.id)


class _Groups:
    """Union-find that refuses to bring two names, or two kinds that do not yield, under one roof."""

    def __init__(self, sightings: Sequence[Sighting], kinds: Mapping[str, Kind]) -> None:
        self._sightings = sightings
        self._kinds = kinds
        self._parent = list(range(len(sightings)))
        self._members: dict[int, list[int]] = {}

    def _root(self, index: int) -> int:
        while self._parent[index] != index:
            self._parent[index] = self._parent[self._parent[index]]
            index = self._parent[index]
        return index

    def join(self, left: int, right: int) -> None:
        left, right = self._root(left), self._root(right)
        if left == right:
            return
        ours, theirs = self._members.get(left, [left]), self._members.get(right, [right])
        if all(self._agree(one, other) for one, other in product(ours, theirs)):
            self._parent[right] = left
            self._members[left] = ours + theirs

    def _agree(self, left: int, right: int) -> bool:
        one, other = self._sightings[left], self._sightings[right]
        if one.kind != other.kind and not (self._kinds[one.kind].yields or self._kinds[other.kind].yields):
            return False
        return not one.names or not other.names or _same(one, other) or _name_within(one, other)

    def members(self) -> Iterator[list[int]]:
        for index in range(len(self._parent)):
            if self._root(index) == index:
                yield self._members.get(index, [index])


def _ties(sightings: Sequence[Sighting], kinds: Mapping[str, Kind]) -> Iterator[tuple[Tie, int, int]]:
    shapes = _flat([sighting.shape for sighting in sightings])
    lefts, rights = _neighbours(shapes)
    for kind_pairs in (_of_one_kind, _of_a_kind_that_yields):
        yield from kind_pairs(sightings, kinds, shapes, lefts, rights)


def _of_one_kind(
    sightings: Sequence[Sighting],
    _kinds: Mapping[str, Kind],
    shapes: NDArray[np.object_],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
) -> Iterator[tuple[Tie, int, int]]:
    codes = _codes(sighting.kind for sighting in sightings)
    alike = codes[lefts] == codes[rights]
    lefts, rights = lefts[alike], rights[alike]
    is_point = shapely.get_type_id(shapes) == shapely.GeometryType.POINT
    reach = np.where(is_point[lefts] & is_point[rights], NEAR_POINTS_M, NEAR_M)
    close = shapely.distance(shapes[lefts], shapes[rights]) <= reach
    for left, right, near in zip(lefts.tolist(), rights.tolist(), close.tolist(), strict=True):
        one, other = sightings[left], sightings[right]
        if one.names and other.names:
            if near and _same(one, other):
                yield Tie.SAME_NAME, left, right
            elif _name_within(one, other) and _inside(shapes[left], shapes[right]):
                yield Tie.NAME_WITHIN, left, right
        elif _inside(shapes[left], shapes[right]):
            yield Tie.NAMELESS_INSIDE, left, right


def _of_a_kind_that_yields(
    sightings: Sequence[Sighting],
    kinds: Mapping[str, Kind],
    shapes: NDArray[np.object_],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
) -> Iterator[tuple[Tie, int, int]]:
    codes = _codes(sighting.kind for sighting in sightings)
    yields = np.array([kinds[sighting.kind].yields for sighting in sightings], dtype=bool)
    mixed = (codes[lefts] != codes[rights]) & (yields[lefts] | yields[rights])
    lefts, rights = lefts[mixed], rights[mixed]
    for left, right in zip(lefts.tolist(), rights.tolist(), strict=True):
        if _same(sightings[left], sightings[right]) and shapely.dwithin(shapes[left], shapes[right], SPOT_M):
            yield Tie.SAME_NAME, left, right


def _same(one: Sighting, other: Sighting) -> bool:
    return not one.names.isdisjoint(other.names)


def _name_within(one: Sighting, other: Sighting) -> bool:
    words = [{frozenset(name.split()) for name in sighting.names} for sighting in (one, other)]
    return any(left <= right or right <= left for left, right in product(*words))


def _inside(one: BaseGeometry, other: BaseGeometry) -> bool:
    """Whether one lies in the other, which then is an area."""
    small, large = sorted((one, other), key=lambda shape: shape.area)
    if large.area == 0:
        return False
    if small.area == 0:
        return bool(shapely.intersects(large, small.centroid))
    return shapely.intersection(large, small).area >= CONTAINED * small.area


def _neighbours(shapes: NDArray[np.object_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pairs (left < right) that are not further apart than NEAR_M."""
    if len(shapes) < 2:
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    found, neighbour = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR_M)
    once = found < neighbour
    return found[once], neighbour[once]


def _flat(shapes: Sequence[BaseGeometry]) -> NDArray[np.object_]:
    """The shapes in metres on a grid true at their middle latitude."""
    array = np.array(shapes, dtype=object)
    if not len(array):
        return array
    bounds = shapely.total_bounds(array)
    scale = np.array([np.cos(np.radians((bounds[1] + bounds[3]) / 2)), 1.0]) * METRES_PER_DEGREE
    middle = np.array([(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2])
    return shapely.transform(array, lambda coordinates: (coordinates - middle) * scale)


def _codes(kinds: Iterable[str]) -> NDArray[np.int64]:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(kind, len(numbers)) for kind in kinds], dtype=np.int64)

"""Lays the stretches of an extract's streets out as a graph.

Words: a *stretch* is a way, or the part of one between places where nobody gets through; a *junction* is a map node
where stretches meet or end; a *link* runs along one stretch from junction to junction. A link becomes a row of *steps*,
each at most `SPACING_M` long, whatever points the map draws it with: so a place finds a node beside it, and the graph
stays small. Everything is done on whole columns; the hard part is only to keep the counting straight.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openward.methods.screening.ground import on_ellipsoid
from openward.methods.screening.model import StreetGraph
from openward.readers.street_rules import Pace

SPACING_M = 50.0
SHORTEST_M = 0.1  # two map nodes on one spot still cost a moment: seconds are > 0

Point = tuple[int, float, float]  # map node, longitude, latitude; a node below 0 is nobody else's


class Stretches:
    """Columns that grow while a file is read: one row a point, and one row a stretch."""

    def __init__(self) -> None:
        self.nodes = array("q")
        self.longitude = array("d")
        self.latitude = array("d")
        self.starts = array("q")
        self.forward = array("d")
        self.backward = array("d")
        self.through = array("b")

    def add(self, points: Sequence[Point], pace: Pace, through: bool) -> None:
        """A stretch of two points or more; fewer are no stretch. `through`: of a road that leads on."""
        if len(points) < 2:
            return
        self.starts.append(len(self.nodes))
        for node, longitude, latitude in points:
            self.nodes.append(node)
            self.longitude.append(longitude)
            self.latitude.append(latitude)
        self.forward.append(pace.forward)
        self.backward.append(pace.backward)
        self.through.append(through)


@dataclass(frozen=True, slots=True)
class _Steps:
    """A row a step: the nodes at its ends, its metres and its stretch."""

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    metres: NDArray[np.float64]
    stretch: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The graph without its edge, and what the edge can be told from.

    `map_nodes`: the map node of the first nodes, sorted; the rest stand along links. `dead_ends`: where a through road
    stops and nothing goes on.
    """

    graph: StreetGraph
    map_nodes: NDArray[np.int64]
    dead_ends: NDArray[np.int64]


def lay_out(stretches: Stretches) -> LaidOut:
    """Number the junctions in the order of their map nodes, then the nodes along links in the order of the file."""
    if not stretches.starts:
        none = np.empty(0, np.int64)
        return LaidOut(StreetGraph(np.empty(0), np.empty(0), none, none, np.empty(0), none), none, none)
    longitude, latitude = np.asarray(stretches.longitude), np.asarray(stretches.latitude)
    map_nodes, point_node = np.unique(np.asarray(stretches.nodes), return_inverse=True)
    starts = np.asarray(stretches.starts)
    ends = np.append(starts[1:], point_node.size) - 1
    stretch = np.repeat(np.arange(starts.size), ends - starts + 1)

    junction = np.bincount(point_node)[point_node] > 1
    junction[starts] = junction[ends] = True
    stops = np.flatnonzero(junction)
    kept, number = np.unique(point_node[stops], return_inverse=True)
    follows = stretch[stops[1:]] == stretch[stops[:-1]]
    first, last = stops[:-1][follows], stops[1:][follows]

    between = np.linalg.norm(np.diff(on_ellipsoid(longitude, latitude), axis=0), axis=1)
    along = np.concatenate(([0.0], np.cumsum(np.where(stretch[1:] == stretch[:-1], between, 0.0))))
    metres = np.maximum(along[last] - along[first], SHORTEST_M)
    count = np.ceil(metres / SPACING_M).astype(np.int64)

    link, rank = _rows(count)
    inner = kept.size + np.cumsum(count - 1) - (count - 1)  # number of a link's first node inside
    steps = _Steps(
        start=np.where(rank == 0, number[:-1][follows][link], inner[link] + rank - 1),
        end=np.where(rank == count[link] - 1, number[1:][follows][link], inner[link] + rank),
        metres=(metres / count)[link],
        stretch=stretch[first][link],
    )
    inside, rank = _rows(count - 1)
    where = along[first][inside] + metres[inside] * (rank + 1) / count[inside]
    shown = stops[np.unique(number, return_index=True)[1]]  # a point for each junction
    graph = _directed(
        stretches,
        steps,
        np.concatenate((longitude[shown], np.interp(where, along, longitude))),
        np.concatenate((latitude[shown], np.interp(where, along, latitude))),
    )
    return LaidOut(graph, map_nodes[kept], _dead_ends(stretches, steps, map_nodes[kept]))


def _rows(count: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For counts (2, 1): owners (0, 0, 1) and ranks (0, 1, 0)."""
    owner = np.repeat(np.arange(count.size), count)
    return owner, np.arange(owner.size) - np.repeat(np.cumsum(count) - count, count)


def _directed(
    stretches: Stretches, steps: _Steps, longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> StreetGraph:
    """An arc for each direction in which a step may be driven."""
    forward = np.asarray(stretches.forward)[steps.stretch] / 3.6
    backward = np.asarray(stretches.backward)[steps.stretch] / 3.6
    ahead, back = forward > 0, backward > 0
    return StreetGraph(
        longitude=longitude,
        latitude=latitude,
        tails=np.concatenate((steps.start[ahead], steps.end[back])),
        heads=np.concatenate((steps.end[ahead], steps.start[back])),
        seconds=np.concatenate((steps.metres[ahead] / forward[ahead], steps.metres[back] / backward[back])),
        edge_nodes=np.empty(0, np.int64),
    )


def _dead_ends(stretches: Stretches, steps: _Steps, map_nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    through = np.asarray(stretches.through, bool)[steps.stretch]
    nodes, touches = np.unique(np.concatenate((steps.start, steps.end)), return_counts=True)
    alone = nodes[(touches == 1) & (nodes < map_nodes.size)]
    alone = alone[map_nodes[alone] >= 0]  # a barrier is an end too, but not of the map
    return np.intersect1d(alone, np.concatenate((steps.start[through], steps.end[through])))

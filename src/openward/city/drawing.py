"""An invented city as map objects: numbered nodes, ways and relations, in the order in which a map file holds them.

Words: a *layer* is many ways of one sort with their nodes, kept as arrays; the tags of a way are made when it is
written, so that a large city needs little memory. Node numbers begin at 1, so do those of ways and of relations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import shapely

from openward.city.chance import Floats, Ints
from openward.city.frame import to_steps

Tags = Mapping[str, str]
Member = tuple[str, int, str]  # type ("n", "w", "r"), number, role


@dataclass(frozen=True, slots=True)
class Layer:
    """Ways `first`, `first` + 1, ...: way i has nodes[offsets[i]:offsets[i + 1]] and the tags that `tags(i)` gives."""

    first: int
    nodes: Ints
    offsets: Ints
    tags: Callable[[int], Tags]

    def __len__(self) -> int:
        return len(self.offsets) - 1


@dataclass(slots=True)
class Drawing:
    """What has been drawn so far. `origin` is longitude, latitude of the point 0, 0."""

    origin: tuple[float, float]
    layers: list[Layer] = field(default_factory=list)
    relations: list[tuple[tuple[Member, ...], Tags]] = field(default_factory=list)
    node_tags: dict[int, Tags] = field(default_factory=dict)
    _places: list[Ints] = field(default_factory=list)
    _nodes: int = 0
    _ways: int = 0

    def points(self, metres: Floats) -> int:
        """Add nodes, (n, 2) metres; the number of the first."""
        first = self._nodes + 1
        self._places.append(to_steps(metres, self.origin))
        self._nodes += len(metres)
        return first

    def node(self, point: tuple[float, float], tags: Tags) -> int:
        """One tagged node."""
        number = self.points(np.array([point]))
        self.node_tags[number] = tags
        return number

    def ways(self, nodes: list[Ints], tags: Callable[[int], Tags]) -> int:
        """A layer of ways over nodes that are there; the number of its first way."""
        offsets = np.concatenate([[0], np.cumsum([len(run) for run in nodes])]).astype(np.int64)
        return self._layer(np.concatenate(nodes) if nodes else np.empty(0, np.int64), offsets, tags)

    def _layer(self, nodes: Ints, offsets: Ints, tags: Callable[[int], Tags]) -> int:
        first = self._ways + 1
        self.layers.append(Layer(first, nodes, offsets, tags))
        self._ways += len(offsets) - 1
        return first

    def line(self, metres: Floats, tags: Tags) -> int:
        """One way with nodes of its own; closed if its first point is its last."""
        closed = len(metres) > 2 and bool(np.allclose(metres[0], metres[-1], atol=1e-6))
        points = metres[:-1] if closed else metres
        first = self.points(points)
        numbers = np.arange(first, first + len(points))
        return self.ways([np.append(numbers, first) if closed else numbers], lambda _: tags)

    def rings(self, shapes: np.ndarray, tags: Callable[[int], Tags]) -> int:
        """A layer of closed ways round polygons. Polygons that touch in a corner share its node."""
        coordinates, owner = shapely.get_coordinates(shapely.get_exterior_ring(shapes), return_index=True)
        steps = to_steps(coordinates, self.origin)
        _, index, inverse = np.unique(steps[:, 0] * 4_000_000_000 + steps[:, 1], return_index=True, return_inverse=True)
        order = np.argsort(index, kind="stable")  # in the order in which they come, near ones together
        rank = np.empty(len(index), dtype=np.int64)
        rank[order] = np.arange(len(index))
        self._places.append(steps[index[order]])
        nodes = self._nodes + 1 + rank[inverse.ravel()]
        self._nodes += len(index)
        offsets = np.searchsorted(owner, np.arange(len(shapes) + 1)).astype(np.int64)
        return self._layer(nodes, offsets, tags)

    def relation(self, members: tuple[Member, ...], tags: Tags) -> int:
        self.relations.append((members, tags))
        return len(self.relations)

    def node_chunks(self) -> Iterator[tuple[int, Ints]]:
        """(number of the first node, (n, 2) longitude and latitude in steps of 1e-7 degrees), in order."""
        first = 1
        for places in self._places:
            yield first, places
            first += len(places)

    @property
    def next_way(self) -> int:
        return self._ways + 1

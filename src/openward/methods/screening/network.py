"""The street graph as a sparse matrix, its connected parts, and the way from a place to its streets.

Words: a *part* is a set of nodes each of which can be driven to from each other; *access* is the stretch between a
place and the street, done on foot. The hard part is to choose the street: the nearest may be a car park that the map
joins to nothing, and the largest part may lie on another island. So a place gets up to three nodes, the nearest of
all, of a part of some size and of the largest part, and the quickest way over any of them counts.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import KDTree

from openward.methods.screening.ground import on_ellipsoid
from openward.methods.screening.model import StreetGraph

WALKING_M_S = 5 / 3.6  # 5 km/h, the pace of a crew on foot with its kit; assumed
FARTHEST_ACCESS_M = 2_000.0  # a place farther from every street is not reached by street
SIZEABLE_PART = 50  # nodes; some two kilometres of street


def travel_matrix(graph: StreetGraph) -> csr_array:
    """(N, N) seconds from row to column. Of parallel arcs the quickest stays (a sparse matrix would add them up)."""
    size = graph.longitude.size
    if not graph.tails.size:
        return csr_array((size, size), dtype=np.float64)
    order = np.lexsort((graph.seconds, graph.heads, graph.tails))
    tails, heads, seconds = graph.tails[order], graph.heads[order], graph.seconds[order]
    first = np.concatenate(([True], (tails[1:] != tails[:-1]) | (heads[1:] != heads[:-1])))
    starts = np.concatenate(([0], np.cumsum(np.bincount(tails[first], minlength=size))))
    return csr_array((seconds[first], heads[first], starts), shape=(size, size))


class StreetAccess:
    """Finds the nodes by which points reach the streets of one graph."""

    def __init__(self, graph: StreetGraph, travel: csr_array) -> None:
        self._trees: list[tuple[KDTree, NDArray[np.int64]]] = []
        if not graph.longitude.size:
            return
        spots = on_ellipsoid(graph.longitude, graph.latitude)
        _, part = connected_components(travel, directed=True, connection="strong")
        size = np.bincount(part)[part]
        for least in sorted({1, min(SIZEABLE_PART, int(size.max())), int(size.max())}):
            nodes = np.flatnonzero(size >= least)
            self._trees.append((KDTree(spots[nodes]), nodes))

    def of(
        self, longitude: NDArray[np.float64], latitude: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Nodes (P, T) and seconds on foot (P, T) of P points; infinite where a node is too far to count."""
        spots = on_ellipsoid(longitude, latitude)
        nodes = np.zeros((spots.shape[0], len(self._trees)), np.int64)
        seconds = np.full(nodes.shape, np.inf)
        for tier, (tree, numbers) in enumerate(self._trees):
            metres, nearest = tree.query(spots, distance_upper_bound=FARTHEST_ACCESS_M)
            near = np.isfinite(metres)
            nodes[near, tier] = numbers[nearest[near]]
            seconds[near, tier] = metres[near] / WALKING_M_S
        return nodes, seconds

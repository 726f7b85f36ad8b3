"""The street graph as a sparse matrix, its connected parts, and the way from a place to its streets.

Words: a *part* is a set of nodes each of which can be driven to from each other; *access* is the stretch between a
place and the street, done on foot. The hard part is to choose the street: the nearest may be a car park that the map
joins to nothing, and the largest part may lie on another island. So a place is led to three nodes, the nearest of the
largest part, of any other sizeable part and of the odd bits, and the quickest way over any of them counts.
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
    pair = graph.tails * size + graph.heads
    order = np.argsort(pair)
    pair = pair[order]
    first = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    seconds = np.minimum.reduceat(graph.seconds[order], first)
    tails, heads = np.divmod(pair[first], size)
    starts = np.concatenate(([0], np.cumsum(np.bincount(tails, minlength=size))))
    return csr_array((seconds, heads, starts), shape=(size, size))


class StreetAccess:
    """Finds the nodes by which points reach the streets of one graph."""

    def __init__(self, graph: StreetGraph, travel: csr_array) -> None:
        self._trees: list[tuple[KDTree, NDArray[np.int64]]] = []
        if not graph.longitude.size:
            return
        spots = on_ellipsoid(graph.longitude, graph.latitude)
        _, part = connected_components(travel, directed=True, connection="strong")
        size = np.bincount(part)[part]
        largest, sizeable = size == size.max(), size >= SIZEABLE_PART
        for members in (largest, ~largest & sizeable, ~largest & ~sizeable):
            nodes = np.flatnonzero(members)
            if nodes.size:
                self._trees.append((KDTree(spots[nodes], balanced_tree=False), nodes))

    def of(
        self, longitude: NDArray[np.float64], latitude: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Nodes (P, up to 3) and seconds on foot to them of P points; infinite where a node is too far to count."""
        spots = on_ellipsoid(longitude, latitude)
        nodes = np.zeros((spots.shape[0], len(self._trees)), np.int64)
        seconds = np.full(nodes.shape, np.inf)
        for column, (tree, numbers) in enumerate(self._trees):
            metres, nearest = tree.query(spots, distance_upper_bound=FARTHEST_ACCESS_M)
            near = np.isfinite(metres)
            nodes[near, column] = numbers[nearest[near]]
            seconds[near, column] = metres[near] / WALKING_M_S
        return nodes, seconds

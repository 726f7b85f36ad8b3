"""Lines into a planar network: split at crossings, joined at shared ends, trimmed, closed into faces.

Words: an *edge* is a piece of line between two *nodes*; a *face* is what edges enclose; a *dangle* is an edge with a
loose end. The hard part is that every edge keeps the number of the line it was cut from.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from openward.city.chance import Floats, Ints

GRID = 0.01  # metres: ends closer than this are one node
Geometries = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Linework:
    """Edges, the line each was cut from, and their two nodes. Nodes are numbered 0.. and have places in metres."""

    edges: Geometries  # (m,) LineString
    source: Ints  # (m,) index of the original line
    ends: Ints  # (m, 2) node of the first and of the last point
    nodes: Floats  # (n, 2)

    def keep(self, chosen: NDArray[np.bool_]) -> Linework:
        """Only the chosen edges; nodes keep their numbers."""
        return Linework(self.edges[chosen], self.source[chosen], self.ends[chosen], self.nodes)

    @property
    def lengths(self) -> Floats:
        lengths: Floats = shapely.length(self.edges)
        return lengths

    def degrees(self) -> Ints:
        return np.bincount(self.ends.ravel(), minlength=len(self.nodes)).astype(np.int64)


def node_lines(lines: Geometries) -> Linework:
    """Split lines where they cross or touch. Of lines that lie on each other one piece remains."""
    parts = shapely.get_parts(shapely.union_all(lines, grid_size=GRID))
    tree = shapely.STRtree(lines)
    middle = shapely.line_interpolate_point(parts, 0.5, normalized=True)
    nearest = tree.query_nearest(middle, all_matches=False)
    source = np.empty(len(parts), dtype=np.int64)
    source[nearest[0]] = nearest[1]
    return _joined(parts, source)


def _joined(edges: Geometries, source: Ints) -> Linework:
    first = shapely.get_coordinates(shapely.get_point(edges, 0))
    last = shapely.get_coordinates(shapely.get_point(edges, -1))
    keys = np.rint(np.concatenate([first, last]) / GRID).astype(np.int64)
    _, index, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    nodes = np.concatenate([first, last])[index]
    ends = inverse.reshape(2, -1).T
    order = np.lexsort((ends[:, 1], ends[:, 0], source))
    return Linework(edges[order], source[order], np.ascontiguousarray(ends[order]).astype(np.int64), nodes)


def without_dangles(work: Linework, shortest: Floats | float) -> Linework:
    """Drop, again and again, loose-ended edges shorter than `shortest` metres (a number, or one for each edge)."""
    limits = np.broadcast_to(np.asarray(shortest, dtype=float), work.source.shape)
    lengths = work.lengths
    alive = np.ones(len(work.source), dtype=bool)
    while True:
        degrees = np.bincount(work.ends[alive].ravel(), minlength=len(work.nodes))
        loose = alive & (degrees[work.ends].min(axis=1) == 1) & (lengths < limits)
        if not loose.any():
            return work.keep(alive)
        alive &= ~loose


def contract(work: Linework, shorter: float, anchor: NDArray[np.bool_]) -> Linework:
    """Join the two ends of edges shorter than `shorter` metres, so that streets meet in one crossing.

    `anchor` (n,) marks nodes that stay where they are. Of two ends the anchored one stays, else they meet halfway.
    Edges that become nothing, or twins of another edge, are dropped.
    """
    lengths = work.lengths
    target = np.arange(len(work.nodes))
    nodes = work.nodes.copy()
    taken = np.zeros(len(nodes), dtype=bool)
    dropped = np.zeros(len(work.source), dtype=bool)
    for edge in np.flatnonzero(lengths < shorter)[np.argsort(lengths[lengths < shorter], kind="stable")]:
        one, two = work.ends[edge]
        if one == two or taken[one] or taken[two] or (anchor[one] and anchor[two]):
            continue
        if anchor[two]:
            one, two = two, one
        if not anchor[one]:
            nodes[one] = (nodes[one] + nodes[two]) / 2
        target[two] = one
        taken[one] = taken[two] = True
        dropped[edge] = True
    ends = target[work.ends]
    moved = taken[work.ends].any(axis=1) & ~dropped
    edges = work.edges.copy()
    for edge in np.flatnonzero(moved):
        points = shapely.get_coordinates(edges[edge])
        points[0], points[-1] = nodes[ends[edge, 0]], nodes[ends[edge, 1]]
        edges[edge] = shapely.LineString(points)
    same = ends[:, 0] == ends[:, 1]
    keep = ~dropped & ~(same & (lengths < 4 * shorter))
    pairs = np.sort(ends, axis=1)
    _, first = np.unique(np.column_stack([pairs, np.rint(shapely.length(edges) / shorter)]), axis=0, return_index=True)
    single = np.zeros(len(keep), dtype=bool)
    single[first] = True
    return Linework(edges[keep & single], work.source[keep & single], ends[keep & single], nodes)


def faces(work: Linework) -> Geometries:
    """The polygons that edges enclose, in the order of their westernmost, southernmost corner."""
    polygons = shapely.get_parts(shapely.polygonize(work.edges))
    bounds = shapely.bounds(polygons)
    return polygons[np.lexsort((bounds[:, 2], bounds[:, 1], bounds[:, 0]))]


def inside(polygons: Geometries, containers: Geometries) -> Ints:
    """Of each polygon the container that holds a point within it; -1 where none does."""
    tree = shapely.STRtree(containers)
    points = shapely.point_on_surface(polygons)
    found = tree.query(points, predicate="within")
    result = np.full(len(polygons), -1, dtype=np.int64)
    result[found[0][::-1]] = found[1][::-1]
    return result

"""The street patterns of quarters: the old town's web of crooked lanes, strips everywhere else.

Words: *strips* are long streets along a cell with staggered cross streets between each two of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from scipy.spatial import Voronoi
from shapely import LineString, Polygon

from openward.city.chance import Floats, wave_field
from openward.city.linework import Geometries
from openward.city.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Pattern:
    """Distances in metres: between long streets, between cross streets, and how far streets bend."""

    across: float
    along: float
    bend: float
    skipped: float  # share of streets left out
    blind: float  # share of streets that end blind


PATTERNS = {
    Quarter.INNER: Pattern(74, 122, 4, 0.10, 0.0),
    Quarter.ROWS: Pattern(70, 138, 12, 0.12, 0.04),
    Quarter.ESTATE: Pattern(128, 170, 16, 0.16, 0.08),
    Quarter.VILLAS: Pattern(74, 150, 24, 0.14, 0.13),
    Quarter.INDUSTRY: Pattern(150, 230, 4, 0.14, 0.06),
}


def web(chance: np.random.Generator, cell: Polygon, spacing: float) -> Geometries:
    """Crooked lanes about `spacing` metres apart: the borders between jittered points."""
    west, south, east, north = cell.buffer(2 * spacing).bounds
    points = np.stack(np.meshgrid(np.arange(west, east, spacing), np.arange(south, north, 0.87 * spacing)), axis=-1)
    points[1::2, :, 0] += spacing / 2
    points = points.reshape(-1, 2) + chance.uniform(-0.42, 0.42, (points.shape[0] * points.shape[1], 2)) * spacing
    inside = shapely.contains_xy(cell, points)
    crowding = inside & (shapely.distance(cell.boundary, shapely.points(points)) < 0.38 * spacing)
    points = points[~crowding & (inside | (chance.random(len(points)) > 0.3))]
    if len(points) < 5:
        return np.empty(0, dtype=object)
    borders = Voronoi(points)
    ridges = np.array([ridge for ridge in borders.ridge_vertices if min(ridge) >= 0])
    return _clipped(shapely.linestrings(borders.vertices[ridges]), cell, 2.0)


def strips(chance: np.random.Generator, cell: Polygon, pattern: Pattern) -> Geometries:
    """Long streets along the cell, and cross streets between each two of them, not in line with the next."""
    frame = shapely.get_coordinates(shapely.minimum_rotated_rectangle(cell))
    sides = frame[1:3] - frame[:2]
    if np.hypot(*sides[0]) < np.hypot(*sides[1]):
        frame = np.roll(frame[:4], -1, axis=0)
        sides = np.array([frame[1] - frame[0], frame[2] - frame[1]])
    length, depth = float(np.hypot(*sides[0])), float(np.hypot(*sides[1]))
    axes = np.array([sides[0] / length, sides[1] / depth])
    bends = [wave_field(chance, [3.2 * pattern.along], [pattern.bend]) for _ in range(2)]

    def ground(points: Floats) -> Floats:
        bent = points + np.column_stack([bends[0](points), bends[1](points)])
        return np.asarray(frame[0] + bent @ axes)

    count = max(1, round(depth / pattern.across))
    levels = np.arange(count + 1) * depth / count
    levels[1:-1] += chance.uniform(-0.13, 0.13, count - 1) * depth / count
    lines = []
    for level in levels[1:-1]:
        along = np.arange(-60, length + 60, 24.0)
        lines.append(LineString(ground(np.column_stack([along, np.full(len(along), level)]))))
    for low, high in pairwise(levels):
        pieces = max(1, round(length / (pattern.along * chance.uniform(0.85, 1.2))))
        cuts = (np.arange(pieces + 1) + chance.uniform(-0.5, 0.5)) * length / pieces
        cuts = cuts + chance.uniform(-0.16, 0.16, pieces + 1) * length / pieces
        low, high = (low - 60 if low == 0 else low - 2), (high + 60 if high >= depth - 1e-9 else high + 2)
        up = np.linspace(low, high, max(2, int((high - low) / 26)))
        lines += [LineString(ground(np.column_stack([np.full(len(up), cut), up]))) for cut in cuts if 0 < cut < length]
    return _clipped(np.array(lines, dtype=object), cell, 1.5)


def _clipped(lines: Geometries, cell: Polygon, beyond: float) -> Geometries:
    if not len(lines):
        return np.empty(0, dtype=object)
    parts = shapely.get_parts(shapely.intersection(lines, cell.buffer(beyond)))
    return parts[(shapely.get_type_id(parts) == 1) & (shapely.length(parts) > 2 * beyond + 6)]

"""How much of a place's grounds is built on: a school is often drawn as its yard, and its people are in its houses.

Words: *grounds* are the outline of a place that is not itself a building. The hard part is to pass over the million
other houses of a city: a grid tells which nodes lie near grounds, and only buildings with such a node are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

import numpy as np
import osmium
import shapely
from numpy.typing import NDArray

from openward.readers.facts import levels, levels_in
from openward.readers.passes import Passes
from openward.readers.scan import Scan
from openward.readers.shapes import Area, assemble, line_of, lines_from, rough_outlines, square_metres

FINEST = 10_000  # cells a degree, about 11 m
MOST_CELLS = 25_000_000
_OUTER = frozenset({"outer", "outline", ""})


class Built(NamedTuple):
    """Square metres under the buildings, and the mean of their tagged levels weighted by area."""

    square_metres: float
    levels: float | None


def buildings_on(grounds: Mapping[str, Area], passes: Passes, scan: Scan) -> dict[str, Built]:
    """What is built on each of the grounds, by their key; those without a building are missing.

    Raises OpenwardError `extract-unreadable`.
    """
    if not grounds:
        return {}
    keys = list(grounds)
    outline = np.array([grounds[key] for key in keys], dtype=object)
    shapes, storeys = _buildings_near(outline, passes)
    for group in scan.building_groups:
        ways = [(number, role) for kind, number, role in group.members if kind == "w" and role in _OUTER]
        area = assemble(scan.lines[number] for number, _ in ways if number in scan.lines).area
        if area is not None:
            shapes.append(area)
            storeys.append(levels(group.tags))
    if not shapes:
        return {}
    buildings = np.array(shapes, dtype=object)
    ground, building = shapely.STRtree(shapely.centroid(buildings)).query(outline, predicate="contains")
    areas = dict(zip(building.tolist(), square_metres(buildings[building]).tolist(), strict=True))
    found: dict[int, list[tuple[float, float | None]]] = {}
    for number, place in sorted(zip(building.tolist(), ground.tolist(), strict=True)):
        found.setdefault(place, []).append((areas[number], storeys[number]))
    return {keys[place]: _sum(found[place]) for place in sorted(found)}


def _sum(buildings: Sequence[tuple[float, float | None]]) -> Built:
    known = [(area, storeys) for area, storeys in buildings if storeys is not None]
    weight = sum(area for area, _ in known)
    mean = sum(area * storeys for area, storeys in known) / weight if weight else None
    return Built(round(sum(area for area, _ in buildings), 1), None if mean is None else round(mean, 2))


def _buildings_near(grounds: NDArray[np.object_], passes: Passes) -> tuple[list[Area], list[float | None]]:
    nodes = osmium.IdTracker()
    grid = _Grid(shapely.bounds(grounds))
    for numbers, longitudes, latitudes in passes.positions():
        for number in numbers[grid.holds(longitudes, latitudes)].tolist():
            nodes.add_node(number)
    courses: list[str] = []
    storeys: list[float | None] = []
    filters = (osmium.filter.KeyFilter("building"), nodes.contains_filter())
    with closing(passes.ways("reading-buildings", *filters)) as ways:
        for way in ways:
            course = line_of(way)
            if course is not None:
                get = way.tags.get
                if get("building") != "no":
                    courses.append(course)
                    storeys.append(levels_in(get("building:levels")))
    areas = rough_outlines(lines_from(courses))
    kept = [(area, storey) for area, storey in zip(areas, storeys, strict=True) if area is not None]
    return [area for area, _ in kept], [storey for _, storey in kept]


class _Grid:
    """Cells of a grid that some boxes touch."""

    def __init__(self, boxes: NDArray[np.float64]) -> None:
        """`boxes` (N, 4): west, south, east, north in degrees."""
        self._west, self._south = boxes[:, :2].min(axis=0)
        width, height = boxes[:, 2:].max(axis=0) - (self._west, self._south)
        self._scale = min(
            FINEST, (MOST_CELLS / max(width * height, 1e-12)) ** 0.5, MOST_CELLS / max(width, height, 1e-6)
        )
        self._cells = np.zeros((int(height * self._scale) + 1, int(width * self._scale) + 1), dtype=bool)
        offset = (boxes - (self._west, self._south) * 2) * self._scale
        for left, bottom, right, top in offset.astype(np.int64).tolist():
            self._cells[bottom : top + 1, left : right + 1] = True

    def holds(self, longitudes: NDArray[np.float64], latitudes: NDArray[np.float64]) -> NDArray[np.bool_]:
        columns = np.floor((longitudes - self._west) * self._scale).astype(np.int64)
        rows = np.floor((latitudes - self._south) * self._scale).astype(np.int64)
        height, width = self._cells.shape
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        found = np.zeros(len(columns), dtype=bool)
        found[inside] = self._cells[rows[inside], columns[inside]]
        return found

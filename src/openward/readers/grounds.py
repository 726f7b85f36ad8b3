"""How much of a place's grounds is built on: a school is often drawn as its yard, and its people are in its houses.

Words: *grounds* are the outline of a place that is not itself a building. The file is read once more, for buildings
only, and only those that begin in a cell of the grid over the grounds are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

import numpy as np
import osmium
import shapely

from openward.readers.facts import levels
from openward.readers.scan import WAY, Scan, Scanner
from openward.readers.shapes import Area, assemble, line_of, lines_from, outlines, square_metres
from openward.readers.sources import Source, reading

CELLS_PER_DEGREE = 500  # about 200 m a cell
_OUTER = frozenset({"outer", "outline", ""})


class Built(NamedTuple):
    """Square metres under the buildings, and the mean of their tagged levels weighted by area."""

    square_metres: float
    levels: float | None


def buildings_on(grounds: Mapping[str, Area], source: Source, scan: Scan, scanner: Scanner) -> dict[str, Built]:
    """What is built on each of the grounds, by their key; those without a building are missing.

    Raises OpenwardError `extract-unreadable`.
    """
    if not grounds:
        return {}
    keys = list(grounds)
    tree = shapely.STRtree([grounds[key] for key in keys])
    shapes, storeys = _buildings_near(_cells(list(grounds.values())), source, scanner)
    for group in scan.building_groups:
        lines = [
            scan.lines[number]
            for kind, number, role in group.members
            if kind == "w" and role in _OUTER and number in scan.lines
        ]
        area = assemble(lines).area
        if area is not None:
            shapes.append(area)
            storeys.append(levels(group.tags))
    found: dict[str, list[tuple[float, float | None]]] = {}
    if shapes:
        centres = shapely.point_on_surface(np.array(shapes, dtype=object))
        for building, ground in sorted(zip(*tree.query(centres, predicate="within"), strict=True)):
            found.setdefault(keys[ground], []).append((square_metres(shapes[building]), storeys[building]))
    return {key: _sum(found[key]) for key in keys if key in found}


def _sum(buildings: Sequence[tuple[float, float | None]]) -> Built:
    known = [(area, storeys) for area, storeys in buildings if storeys is not None]
    weight = sum(area for area, _ in known)
    mean = sum(area * storeys for area, storeys in known) / weight if weight else None
    return Built(round(sum(area for area, _ in buildings), 1), None if mean is None else round(mean, 2))


def _cells(grounds: Sequence[Area]) -> frozenset[tuple[int, int]]:
    """Grid cells that the grounds touch, and their neighbours: an outline may begin just outside."""
    cells: set[tuple[int, int]] = set()
    for west, south, east, north in shapely.bounds(np.array(grounds, dtype=object)).tolist():
        columns = range(int(west * CELLS_PER_DEGREE) - 1, int(east * CELLS_PER_DEGREE) + 2)
        rows = range(int(south * CELLS_PER_DEGREE) - 1, int(north * CELLS_PER_DEGREE) + 2)
        cells.update((column, row) for column in columns for row in rows)
    return frozenset(cells)


def _buildings_near(
    cells: frozenset[tuple[int, int]], source: Source, scanner: Scanner
) -> tuple[list[Area], list[float | None]]:
    courses: list[str] = []
    storeys: list[float | None] = []
    with (
        reading(source.path),
        closing(scanner.pass_over(WAY, "reading-buildings", osmium.filter.KeyFilter("building"))) as ways,
    ):
        for way in ways:
            first = way.nodes[0].location if len(way.nodes) else None
            if first is None or not first.valid():
                continue
            if (int(first.lon * CELLS_PER_DEGREE), int(first.lat * CELLS_PER_DEGREE)) in cells and way.tags.get(
                "building"
            ) != "no":
                course = line_of(way)
                if course is not None:
                    courses.append(course)
                    storeys.append(levels(way.tags))
    areas = outlines(lines_from(courses))
    kept = [(area, storey) for area, storey in zip(areas, storeys, strict=True) if area is not None]
    return [area for area, _ in kept], [storey for _, storey in kept]

"""Streets within the cells of the plan, and the blocks between them.

Words: a *quarter* is a cell with its pattern (the old town's web, strips of long streets with staggered cross streets,
bent ones further out, large plots for industry); a *block* is land with streets all around. The hard part is to join
what comes out into clean crossings.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import shapely
from scipy.spatial import Voronoi
from shapely import LineString, Polygon

from openward.city.chance import Floats, Ints, stream, wave_field
from openward.city.linework import Geometries, Linework, contract, faces, inside, node_lines, without_dangles
from openward.city.plan import Line, Plan, Rank


class Quarter(IntEnum):
    """How a cell is built."""

    OLD_TOWN = 0
    INNER = 1  # closed blocks of the nineteenth century
    ROWS = 2  # terraces and small blocks of flats
    ESTATE = 3  # slabs in the green
    VILLAS = 4
    INDUSTRY = 5
    COUNTRY = 6  # fields and woods
    PARK = 7
    WATER = 8
    TRACKS = 9


@dataclass(frozen=True, slots=True)
class Pattern:
    """Distances in metres: between long streets, between cross streets, and how far streets bend."""

    across: float
    along: float
    bend: float
    skipped: float  # share of streets left out
    closed: float  # share of streets that end blind


PATTERNS = {
    Quarter.INNER: Pattern(74, 122, 4, 0.10, 0.0),
    Quarter.ROWS: Pattern(70, 138, 12, 0.12, 0.04),
    Quarter.ESTATE: Pattern(128, 170, 16, 0.16, 0.08),
    Quarter.VILLAS: Pattern(74, 150, 24, 0.14, 0.13),
    Quarter.INDUSTRY: Pattern(150, 230, 4, 0.14, 0.06),
}


@dataclass(frozen=True, slots=True)
class Fabric:
    """The street network with its blocks, before land use. Arrays by edge of `work` and by block."""

    work: Linework
    kinds: Ints  # (m,) Line, of each edge
    ranks: Ints  # (m,) Rank, of each edge
    cells: Geometries
    quarters: Ints  # (c,) Quarter
    blocks: Geometries  # (b,) Polygon, to the middle of the streets
    block_cell: Ints  # (b,)


def weave(seed: int, plan: Plan) -> Fabric:
    """Fill every built cell of the plan with streets of its pattern."""
    cells = faces(plan.work)
    quarters = _quarters(seed, plan, cells)
    lines = [plan.work.edges]
    blind: list[Geometries] = [np.zeros(len(plan.work.edges), dtype=object)]
    for number, (cell, quarter) in enumerate(zip(cells, quarters, strict=True)):
        chance = stream(seed, "streets", number)
        if quarter == Quarter.OLD_TOWN:
            found = _web(chance, cell, float(np.clip(0.17 * plan.old_town, 34, 52)))
        elif Quarter(quarter) in PATTERNS:
            found = _strips(chance, cell, PATTERNS[Quarter(quarter)])
        else:
            continue
        lines.append(found)
    every = np.concatenate(lines)
    count = len(plan.work.edges)
    work = node_lines(every)
    kinds = np.where(work.source < count, plan.kinds[plan.work.source[np.minimum(work.source, count - 1)]], Line.STREET)
    ranks = np.where(work.source < count, plan.ranks[plan.work.source[np.minimum(work.source, count - 1)]], Rank.LOCAL)
    local = kinds == Line.STREET
    work, kinds, ranks = _kept(without_dangles, work, np.where(local, 24.0, 0.0), kinds=kinds, ranks=ranks)
    return _tidied(seed, work, kinds, ranks, cells, quarters)


def _kept(step, work: Linework, limit, *, kinds: Ints, ranks: Ints):  # type: ignore[no-untyped-def]
    raise NotImplementedError

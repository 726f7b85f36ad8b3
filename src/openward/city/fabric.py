"""Streets within the cells of the plan, and the blocks between them.

Words: a *block* is land with streets all around. The hard part is to join what comes out into clean crossings.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
import shapely.ops
from shapely import LineString

from openward.city.chance import Ints, stream
from openward.city.linework import Geometries, Linework, contract, faces, inside, node_lines, without_dangles
from openward.city.patterns import PATTERNS, strips, web
from openward.city.plan import Plan
from openward.city.quarters import Quarter, choose_quarters
from openward.city.ranks import Line, Rank

SHORTEST_DEAD_END = 26.0  # metres
CROSSING = 14.0  # metres: crossings nearer than this are one


@dataclass(frozen=True, slots=True)
class Fabric:
    """The street network with its blocks, before land use."""

    work: Linework  # `source` is the line
    lines: Geometries  # (l,) whole streets
    line_kinds: Ints  # (l,) Line
    line_ranks: Ints  # (l,) Rank
    line_cells: Ints  # (l,) cell that a street lies in; -1 for lines of the plan
    cells: Geometries  # (c,) Polygon
    quarters: Ints  # (c,) Quarter
    blocks: Geometries  # (b,) Polygon, to the middle of the streets
    block_cells: Ints  # (b,)


def weave(seed: int, plan: Plan) -> Fabric:
    """Fill every built cell of the plan with streets of its pattern."""
    cells = faces(plan.work)
    quarters = choose_quarters(seed, plan, cells)
    lines, owners = [plan.work.edges], [np.full(len(plan.work.edges), -1)]
    for number, (cell, quarter) in enumerate(zip(cells, quarters, strict=True)):
        chance = stream(seed, "streets", number)
        if quarter == Quarter.OLD_TOWN:
            found = web(chance, cell, float(np.clip(0.14 * plan.old_town, 33, 46)))
        elif quarter in PATTERNS:
            found = strips(chance, cell, PATTERNS[Quarter(quarter)])
        else:
            continue
        lines.append(found)
        owners.append(np.full(len(found), number))
    every, line_cells = np.concatenate(lines), np.concatenate(owners)
    planned = len(plan.work.edges)
    line_kinds = np.append(plan.kinds[plan.work.source], np.full(len(every) - planned, Line.STREET))
    line_ranks = np.append(plan.ranks[plan.work.source], np.full(len(every) - planned, Rank.LOCAL))

    work = node_lines(every)
    local = line_cells[work.source] >= 0
    work = without_dangles(work, np.where(local, SHORTEST_DEAD_END, 0.0))
    work = _thinned(seed, work, line_cells, quarters)
    main = np.zeros(len(work.nodes), dtype=bool)
    main[work.ends[line_cells[work.source] < 0]] = True
    work = contract(work, CROSSING, main)
    work = _without_overlaps(work, line_cells)
    for _ in range(3):
        blocks = faces(work)
        work, changed = _without_slivers(work, blocks, line_cells)
        if not changed:
            break
    old_town = np.append(quarters == Quarter.OLD_TOWN, False)[line_cells[work.source]]
    dead_end = np.where(old_town, 75.0, SHORTEST_DEAD_END)  # few lanes of the old town lead nowhere
    work = without_dangles(work, np.where(line_cells[work.source] >= 0, dead_end, 0.0))
    blocks = faces(work)
    return Fabric(work, every, line_kinds, line_ranks, line_cells, cells, quarters, blocks, inside(blocks, cells))


def _thinned(seed: int, work: Linework, line_cells: Ints, quarters: Ints) -> Linework:
    """Leave out some streets, so that blocks differ, and let some end blind."""
    chance = stream(seed, "thinned")
    cell = line_cells[work.source]
    shares = np.zeros((len(quarters) + 1, 2))
    for number, quarter in enumerate(quarters):
        if quarter in PATTERNS:
            shares[number] = PATTERNS[Quarter(quarter)].skipped, PATTERNS[Quarter(quarter)].blind
        elif quarter == Quarter.OLD_TOWN:
            shares[number] = 0.06, 0.0
    draw = chance.random(len(cell))
    skip = draw < shares[cell, 0]
    blind = ~skip & (draw < shares[cell].sum(axis=1)) & (work.lengths > 70)
    edges, ends, nodes = work.edges.copy(), work.ends.copy(), [work.nodes]
    count = len(work.nodes)
    for edge in np.flatnonzero(blind):
        points = shapely.get_coordinates(shapely.ops.substring(edges[edge], 0, 0.62, normalized=True))
        edges[edge] = LineString(points)
        nodes.append(points[-1:])
        ends[edge, 1] = count
        count += 1
    return Linework(edges, work.source, ends, np.concatenate(nodes)).keep(~skip)


def _without_overlaps(work: Linework, line_cells: Ints) -> Linework:
    """Joining crossings can bring two streets over each other: the newer, lesser one goes."""
    tree = shapely.STRtree(work.edges)
    one, two = tree.query(work.edges, predicate="crosses")
    pairs = one < two
    one, two = one[pairs], two[pairs]
    drop = np.where(line_cells[work.source[one]] > line_cells[work.source[two]], one, two)
    keep = np.ones(len(work.edges), dtype=bool)
    keep[drop] = False
    return work.keep(keep)


def _without_slivers(work: Linework, blocks: Geometries, line_cells: Ints) -> tuple[Linework, bool]:
    """Blocks too thin or too small for a house lose their longest side street."""
    area = shapely.area(blocks)
    thin = np.flatnonzero((area / shapely.length(blocks) < 7.5) | (area < 420))
    local = np.flatnonzero(line_cells[work.source] >= 0)
    if not len(thin) or not len(local):
        return work, False
    middle = shapely.line_interpolate_point(work.edges[local], 0.5, normalized=True)
    near = shapely.STRtree(middle).query(shapely.boundary(blocks[thin]), predicate="dwithin", distance=0.05)
    keep = np.ones(len(work.edges), dtype=bool)
    lengths = work.lengths[local]
    order = np.lexsort((near[1], -lengths[near[1]], near[0]))
    _, first = np.unique(near[0][order], return_index=True)
    keep[local[near[1][order][first]]] = False
    return work.keep(keep), bool((~keep).any())

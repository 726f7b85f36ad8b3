"""Streets within the cells of the plan, and the blocks between them.

Words: the old town has a *web* of crooked lanes, other quarters have *strips*: long streets with staggered cross
streets; a *block* is land with streets all around. The hard part is to join what comes out into clean crossings.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
import shapely.ops
from scipy.spatial import Voronoi
from shapely import LineString, Polygon

from openward.city.chance import Floats, Ints, stream, wave_field
from openward.city.linework import Geometries, Linework, contract, faces, inside, node_lines, without_dangles
from openward.city.plan import Plan
from openward.city.quarters import Quarter, choose_quarters
from openward.city.ranks import Line, Rank

SHORTEST_DEAD_END = 26.0  # metres
CROSSING = 14.0  # metres: crossings nearer than this are one


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
            found = _web(chance, cell, float(np.clip(0.14 * plan.old_town, 33, 46)))
        elif quarter in PATTERNS:
            found = _strips(chance, cell, PATTERNS[Quarter(quarter)])
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


def _web(chance: np.random.Generator, cell: Polygon, spacing: float) -> Geometries:
    """Crooked lanes: the borders between jittered points, evened out once."""
    west, south, east, north = cell.buffer(2 * spacing).bounds
    rows = np.arange(south, north, spacing * 0.87)
    points = np.concatenate(
        [
            np.column_stack(
                [
                    np.arange(west, east, spacing) + (number % 2) * spacing / 2,
                    np.full(len(np.arange(west, east, spacing)), row),
                ]
            )
            for number, row in enumerate(rows)
        ]
    )
    points += chance.uniform(-0.42, 0.42, points.shape) * spacing
    edge_distance = shapely.distance(cell.boundary, shapely.points(points))
    within = shapely.contains_xy(cell, points)
    points = points[~within | (edge_distance > 0.38 * spacing)]
    points = points[within[~within | (edge_distance > 0.38 * spacing)] | (chance.random(len(points)) > 0.3)]
    if len(points) < 5:
        return np.empty(0, dtype=object)
    web = Voronoi(points)
    ridges = np.array([ridge for ridge in web.ridge_vertices if min(ridge) >= 0])
    return _clipped(shapely.linestrings(web.vertices[ridges]), cell, 2.0)


def _strips(chance: np.random.Generator, cell: Polygon, pattern: Pattern) -> Geometries:
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

    strips = max(1, round(depth / pattern.across))
    levels = np.arange(strips + 1) * depth / strips
    levels[1:-1] += chance.uniform(-0.13, 0.13, strips - 1) * depth / strips
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

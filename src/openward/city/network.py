"""From the fabric to streets as a map has them: classes, bridges, ways joined along their lines.

Words: a *way* runs along one line of the fabric, over one or more edges.
"""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.chance import Floats, Ints, stream
from openward.city.fabric import Fabric
from openward.city.linework import Linework
from openward.city.plan import Plan
from openward.city.quarters import Quarter
from openward.city.ranks import Line, Rank
from openward.city.traffic import close_to_cars, make_one_ways, mistake_some
from openward.city.ways import HALF_WIDTHS, Network, Way

LONGEST = 24  # edges in one way
_OLD_TOWN_HALF_WIDTH = 4.2  # metres, of its lanes


def build_network(seed: int, plan: Plan, fabric: Fabric, lanes: int) -> Network:
    """Give every street of the fabric its class, join edges into ways, choose one-ways, and `lanes` ways for people on
    foot alone."""
    work = fabric.work
    middle = shapely.line_interpolate_point(work.edges, 0.5, normalized=True)
    ranks, kinds = fabric.line_ranks[work.source], fabric.line_kinds[work.source]
    cell = _cell_of(fabric, middle)
    quarter = np.where(cell >= 0, fabric.quarters[cell], Quarter.COUNTRY)
    roads = _classes(seed, fabric, ranks, kinds, quarter, middle, plan)
    bridge = roads >= 0
    bridge &= np.any([shapely.contains(land.buffer(-3.0), middle) for land in (plan.banks, plan.tracks)], axis=0)
    points, runs = _points(work)
    ways = _chains(fabric, roads, quarter, bridge, runs)
    ways = close_to_cars(seed, ways, points, lanes)
    ways = mistake_some(seed, make_one_ways(seed, ways, len(fabric.line_ranks), len(points)))
    return Network(points, tuple(ways), roads, np.empty((0, 3)))


def half_widths(roads: Ints, quarters: Ints) -> Floats:
    """(m,) metres from the middle of each street to the land beside it."""
    widths = np.where(roads >= 0, np.array(HALF_WIDTHS)[roads], 3.0)
    return np.where((quarters == Quarter.OLD_TOWN) & (roads >= 4), _OLD_TOWN_HALF_WIDTH, widths)


def _cell_of(fabric: Fabric, points: np.ndarray) -> Ints:
    found = shapely.STRtree(fabric.cells).query(points, predicate="intersects")
    cell = np.full(len(points), -1, dtype=np.int64)
    cell[found[0][::-1]] = found[1][::-1]
    return cell


def _classes(
    seed: int, fabric: Fabric, ranks: Ints, kinds: Ints, quarter: Ints, middle: np.ndarray, plan: Plan
) -> Ints:
    chance = stream(seed, "classes")
    by_line = chance.random(len(fabric.line_ranks))[fabric.work.source]
    roads = np.minimum(ranks, 4)
    in_town = shapely.distance(middle, shapely.Point(0, 0)) < 0.92 * plan.old_town
    roads = np.where(in_town & (kinds == Line.RADIAL), 3, roads)
    local = ranks == Rank.LOCAL
    roads = np.where(local & (quarter == Quarter.OLD_TOWN) & (by_line < 0.45), 5, roads)
    roads = np.where(local & (quarter == Quarter.INDUSTRY), 6, roads)
    roads = np.where(local & (quarter == Quarter.VILLAS) & (by_line < 0.15), 5, roads)
    roads = np.where(kinds == Line.SQUARE, 5, roads)
    return np.where(ranks == Rank.FRAME, -1, roads).astype(np.int64)


def _points(work: Linework) -> tuple[Floats, list[Ints]]:
    """All points: the nodes, then the bends of every edge; and for each edge the indices along it."""
    coordinates, owner = shapely.get_coordinates(work.edges, return_index=True)
    counts = np.bincount(owner, minlength=len(work.edges))
    starts = np.concatenate([[0], np.cumsum(counts)])
    inner = np.ones(len(coordinates), dtype=bool)
    inner[starts[:-1]] = inner[starts[1:] - 1] = False
    numbers = np.empty(len(coordinates), dtype=np.int64)
    numbers[inner] = len(work.nodes) + np.arange(inner.sum())
    numbers[starts[:-1]], numbers[starts[1:] - 1] = work.ends[:, 0], work.ends[:, 1]
    return np.concatenate([work.nodes, coordinates[inner]]), np.split(numbers, starts[1:-1])


def _chains(fabric: Fabric, roads: Ints, quarter: Ints, bridge: np.ndarray, runs: list[Ints]) -> list[Way]:
    """Edges of one line, in order along it, joined while class and bridge stay the same."""
    work = fabric.work
    lines = fabric.lines[work.source]
    first = shapely.line_locate_point(lines, shapely.points(work.nodes[work.ends[:, 0]]))
    last = shapely.line_locate_point(lines, shapely.points(work.nodes[work.ends[:, 1]]))
    forward = first <= last
    order = np.lexsort((first + last, work.source))
    order = order[roads[order] >= 0]
    ways: list[Way] = []
    current: list[Ints] = []
    edges = 0
    previous = -1
    for edge in order:
        run = runs[edge] if forward[edge] else runs[edge][::-1]
        joins = (
            previous >= 0
            and edges < LONGEST
            and work.source[edge] == work.source[previous]
            and roads[edge] == roads[previous]
            and bridge[edge] == bridge[previous]
            and current[-1][-1] == run[0]
        )
        if not joins and previous >= 0:
            ways.append(_way(current, previous, fabric, roads, quarter, bridge))
            current, edges = [], 0
        current.append(run[1:] if joins else run)
        edges += 1
        previous = int(edge)
    if previous >= 0:
        ways.append(_way(current, previous, fabric, roads, quarter, bridge))
    return ways


def _way(runs: list[Ints], edge: int, fabric: Fabric, roads: Ints, quarter: Ints, bridge: np.ndarray) -> Way:
    return Way(
        np.concatenate(runs),
        int(roads[edge]),
        int(fabric.work.source[edge]),
        Quarter(quarter[edge]),
        False,
        bool(bridge[edge]),
    )

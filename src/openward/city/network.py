"""Streets as a map has them: ways with a class, a name to come, one-ways, bridges, roundabouts.

Words: a *way* runs along one line of the fabric, over one or more edges. The hard part is that one-ways must not cut
anything off: every crossing stays reachable from every other, and back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from openward.city.chance import Floats, Ints, stream
from openward.city.fabric import Fabric
from openward.city.linework import Linework
from openward.city.plan import Plan
from openward.city.quarters import Quarter
from openward.city.ranks import Line, Rank

LONGEST = 24  # edges in one way

CLASSES = ("trunk", "primary", "secondary", "tertiary", "residential", "living_street", "unclassified")
SPEEDS = (80, 50, 50, 50, 30, 20, 50)  # km/h, by class
HALF_WIDTHS = (13.0, 11.5, 10.0, 8.5, 6.5, 5.0, 7.5)  # metres from the middle to the front gardens or fronts
_OLD_TOWN_HALF_WIDTH = 4.2


@dataclass(frozen=True, slots=True)
class Way:
    """One street way. `nodes` are indices of Network.points in the direction of travel for a one-way."""

    nodes: Ints
    road: int  # index of CLASSES
    line: int  # the line of the fabric that it follows: ways of one line share a name
    quarter: Quarter
    oneway: bool
    bridge: bool
    foot: bool = False  # for people on foot alone
    mistaken: bool = False  # a one-way that the map has the wrong way round
    roundabout: bool = False


@dataclass(frozen=True, slots=True)
class Network:
    """All ways over shared points, metres."""

    points: Floats  # (p, 2)
    ways: tuple[Way, ...]
    edge_roads: Ints  # (m,) class of each edge of the fabric; -1 where it is no street
    roundabouts: Floats  # (r, 3): x, y, radius


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
    ways = _on_foot(seed, ways, points, lanes)
    ways = _mistaken(seed, _one_ways(seed, ways, fabric, len(points)))
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


def _on_foot(seed: int, ways: list[Way], points: Floats, lanes: int) -> list[Way]:
    """Close some short streets of the centre to cars, none that others are reached by."""
    chance = stream(seed, "on-foot")
    usable = []
    for number, way in enumerate(ways):
        steps = np.diff(points[way.nodes], axis=0)
        length = float(np.hypot(steps[:, 0], steps[:, 1]).sum())
        if way.road in (4, 5) and not way.bridge and way.quarter <= Quarter.VILLAS and 45 < length < 320:
            usable.append((int(way.quarter) + chance.random(), number))
    waiting = [number for _, number in sorted(usable)]
    chosen: set[int] = set()
    for _ in range(8):
        more, waiting = waiting[: lanes - len(chosen)], waiting[lanes - len(chosen) :]
        if not more:
            break
        chosen = _harmless(ways, chosen.union(more), len(points))
    return [replace(way, foot=True) if number in chosen else way for number, way in enumerate(ways)]


def _harmless(ways: list[Way], closed: set[int], points: int) -> set[int]:
    """Those of the closed ways without which every other street is still reached."""
    main = components(ways, points)[1]
    while closed:
        driven = [way for number, way in enumerate(ways) if number not in closed]
        after = components(driven, points)[1]
        used = np.unique(np.concatenate([way.nodes for way in driven]))
        giant = np.bincount(after[used]).argmax()
        lost = set(used[(main[used] == np.bincount(main).argmax()) & (after[used] != giant)].tolist())
        freed = {number for number in closed if lost & {int(ways[number].nodes[0]), int(ways[number].nodes[-1])}}
        if not freed:
            break
        closed = closed - freed
    return closed


def _one_ways(seed: int, ways: list[Way], fabric: Fabric, points: int) -> list[Way]:
    """Make narrow streets of dense quarters one-way, then give back every one that cuts something off."""
    chance = stream(seed, "one-ways")
    draw, turn = chance.random(len(fabric.line_ranks)), chance.random(len(fabric.line_ranks))
    shares = {Quarter.OLD_TOWN: 0.5, Quarter.INNER: 0.42, Quarter.ROWS: 0.16, Quarter.ESTATE: 0.04}
    result = []
    for way in ways:
        narrow = way.road in (4, 5) and not way.bridge and not way.foot and way.nodes[0] != way.nodes[-1]
        if narrow and draw[way.line] < shares.get(way.quarter, 0.0):
            nodes = way.nodes if turn[way.line] < 0.5 else way.nodes[::-1]
            result.append(replace(way, nodes=nodes, oneway=True))
        else:
            result.append(way)
    while True:
        driven = [way for way in result if not way.foot]
        strong, weak = components(driven, points)
        giant = np.bincount(strong).argmax()
        whole = weak == weak[np.flatnonzero(strong == giant)[0]]
        cut = whole & (strong != giant)
        freed = [number for number, way in enumerate(result) if way.oneway and cut[way.nodes].any()]
        if not freed:
            return result
        for number in freed:
            result[number] = replace(result[number], oneway=False)


def _mistaken(seed: int, ways: list[Way]) -> list[Way]:
    """Turn round one one-way in forty, and one at least, as hasty mappers do."""
    one_ways = [number for number, way in enumerate(ways) if way.oneway]
    wrong = stream(seed, "mistaken").permutation(one_ways)[: max(1, len(one_ways) // 40)].tolist() if one_ways else []
    turned = set(wrong)
    return [
        replace(way, nodes=way.nodes[::-1], mistaken=True) if number in turned else way
        for number, way in enumerate(ways)
    ]


def components(ways: list[Way] | tuple[Way, ...], points: int) -> tuple[Ints, Ints]:
    """(p,) labels of the strongly and of the weakly connected components of points."""
    tails = np.concatenate([way.nodes[:-1] for way in ways] + [way.nodes[1:] for way in ways if not way.oneway])
    heads = np.concatenate([way.nodes[1:] for way in ways] + [way.nodes[:-1] for way in ways if not way.oneway])
    graph = coo_array((np.ones(len(tails), dtype=np.int8), (tails, heads)), shape=(points, points)).tocsr()
    return (
        connected_components(graph, directed=True, connection="strong")[1],
        connected_components(graph, directed=False)[1],
    )

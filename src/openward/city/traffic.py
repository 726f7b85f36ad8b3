"""Who may go where: one-ways, streets for people on foot, and what a hasty mapper turns the wrong way round.

The hard part is that no rule may cut anything off: every crossing stays reachable from every other, and back.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from openward.city.chance import Floats, Ints, stream
from openward.city.quarters import Quarter
from openward.city.ways import Way


def close_to_cars(seed: int, ways: list[Way], points: Floats, lanes: int) -> list[Way]:
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


def make_one_ways(seed: int, ways: list[Way], lines: int, points: int) -> list[Way]:
    """Make narrow streets of dense quarters one-way, then give back every one that cuts something off."""
    chance = stream(seed, "one-ways")
    draw, turn = chance.random(lines), chance.random(lines)
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


def mistake_some(seed: int, ways: list[Way]) -> list[Way]:
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

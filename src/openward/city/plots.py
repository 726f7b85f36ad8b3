"""What is left of the blocks beside their streets, also beside those that end blind inside a block."""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.chance import Ints
from openward.city.fabric import Fabric
from openward.city.linework import Geometries
from openward.city.network import Network, half_widths
from openward.city.plan import Plan
from openward.city.quarters import Quarter


def plots_of(plan: Plan, fabric: Fabric, network: Network) -> tuple[Geometries, Ints]:
    """(b,) a Polygon for each block, or None where nothing is left; and (b,) its Quarter."""
    quarters = np.where(fabric.block_cells >= 0, fabric.quarters[fabric.block_cells], Quarter.COUNTRY)
    inset = np.select(
        [quarters == Quarter.OLD_TOWN, quarters == Quarter.SQUARE, quarters == Quarter.INDUSTRY], [4.2, 5.0, 7.5], 6.5
    )
    plots = shapely.buffer(fabric.blocks, -inset, join_style="mitre", mitre_limit=2.5)
    degrees = fabric.work.degrees()
    blind = degrees[fabric.work.ends].min(axis=1) == 1
    beside = (network.edge_roads >= 0) & ((network.edge_roads <= 3) | blind)
    widths = half_widths(network.edge_roads, np.full(len(beside), Quarter.COUNTRY))[beside]
    roads = shapely.buffer(fabric.work.edges[beside], widths, quad_segs=3)
    turns = shapely.buffer(shapely.points(network.roundabouts[:, :2]), network.roundabouts[:, 2] + 9.0, quad_segs=4)
    taken = np.concatenate([roads, turns])
    one, two = shapely.STRtree(taken).query(plots, predicate="intersects")
    for plot, near in zip(*_grouped(one, two), strict=True):
        plots[plot] = shapely.difference(plots[plot], shapely.union_all(taken[near]))
    parts, owner = shapely.get_parts(plots, return_index=True)
    area = shapely.area(parts)
    result = np.full(len(plots), None, dtype=object)
    for number in np.argsort(area, kind="stable"):
        if area[number] > 60:
            result[owner[number]] = parts[number]
    return result, quarters.astype(np.int64)


def _grouped(keys: Ints, values: Ints) -> tuple[Ints, list[Ints]]:
    order = np.argsort(keys, kind="stable")
    unique, starts = np.unique(keys[order], return_index=True)
    return unique, np.split(values[order], starts[1:]) if len(unique) else []

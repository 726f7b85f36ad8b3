"""What is left of the blocks beside their streets, also beside those that end blind inside a block."""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.chance import Ints
from openward.city.fabric import Fabric
from openward.city.linework import Geometries
from openward.city.network import half_widths
from openward.city.plan import Plan
from openward.city.quarters import Quarter
from openward.city.ways import Network


def plots_of(plan: Plan, fabric: Fabric, network: Network) -> tuple[Geometries, Ints]:
    """(p,) Polygon and (p,) Quarter of all plots, block by block. A block has several where blind streets part it."""
    quarters = np.where(fabric.block_cells >= 0, fabric.quarters[fabric.block_cells], Quarter.COUNTRY)
    inset = np.select(
        [quarters == Quarter.OLD_TOWN, quarters == Quarter.SQUARE, quarters == Quarter.INDUSTRY], [4.2, 5.0, 7.5], 6.5
    )
    plots = shapely.buffer(fabric.blocks, -inset, join_style="mitre", mitre_limit=2.5)
    middle = shapely.line_interpolate_point(fabric.work.edges, 0.5, normalized=True)
    blind = np.zeros(len(middle), dtype=bool)  # within a block, not on its border
    within = shapely.STRtree(fabric.blocks).query(middle, predicate="within")
    away = shapely.distance(shapely.boundary(fabric.blocks[within[1]]), middle[within[0]])
    blind[within[0][away > 0.05]] = True
    beside = (network.edge_roads >= 0) & ((network.edge_roads <= 3) | blind)
    widths = half_widths(network.edge_roads, np.full(len(beside), Quarter.COUNTRY))[beside]
    roads = shapely.buffer(fabric.work.edges[beside], widths, quad_segs=3)
    turns = shapely.buffer(shapely.points(network.roundabouts[:, :2]), network.roundabouts[:, 2] + 9.0, quad_segs=4)
    taken = np.concatenate([roads, turns])
    one, two = shapely.STRtree(taken).query(plots, predicate="intersects")
    for plot, near in zip(*_grouped(one, two), strict=True):
        plots[plot] = shapely.difference(plots[plot], shapely.union_all(taken[near]))
    parts, owner = shapely.get_parts(plots, return_index=True)
    large = shapely.area(parts) > 60
    return parts[large], quarters[owner[large]].astype(np.int64)


def _grouped(keys: Ints, values: Ints) -> tuple[Ints, list[Ints]]:
    order = np.argsort(keys, kind="stable")
    unique, starts = np.unique(keys[order], return_index=True)
    return unique, np.split(values[order], starts[1:]) if len(unique) else []

"""Which street the houses of a plot have their address in: about half of them, as in a map that volunteers draw."""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.chance import Ints, stream
from openward.city.fabric import Fabric
from openward.city.linework import Geometries
from openward.city.ways import Network


def address_lines(seed: int, fabric: Fabric, network: Network, plots: Geometries) -> Ints:
    """(p,) the line of the fabric that gives the name, nearest to the plot's first corner; -1 for plots without."""
    streets = np.flatnonzero(network.edge_roads >= 0)
    left = np.flatnonzero(~shapely.is_missing(plots) & (stream(seed, "addresses").random(len(plots)) < 0.5))
    corners = shapely.get_point(shapely.get_exterior_ring(plots[left]), 0)
    lines = np.full(len(plots), -1, dtype=np.int64)
    lines[left] = fabric.work.source[streets[shapely.STRtree(fabric.work.edges[streets]).nearest(corners)]]
    return lines

"""Streets as a map has them: ways over shared points, each with its class, direction and sort."""

from __future__ import annotations

from dataclasses import dataclass

from openward.city.chance import Floats, Ints
from openward.city.quarters import Quarter

CLASSES = ("trunk", "primary", "secondary", "tertiary", "residential", "living_street", "unclassified")
SPEEDS = (80, 50, 50, 50, 30, 20, 50)  # km/h, by class
HALF_WIDTHS = (13.0, 11.5, 10.0, 8.5, 6.5, 5.0, 7.5)  # metres from the middle to the front gardens or fronts


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

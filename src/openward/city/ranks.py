"""What a line of the plan is, and how much it carries."""

from __future__ import annotations

from enum import IntEnum


class Rank(IntEnum):
    """How much a road carries. Below LOCAL there is no road: a line of the frame."""

    TRUNK = 0
    PRIMARY = 1
    SECONDARY = 2
    TERTIARY = 3
    LOCAL = 4
    FRAME = 9


class Line(IntEnum):
    """What a line of the plan is."""

    RADIAL = 0
    RING = 1
    QUAY = 2
    TRACKSIDE = 3
    SQUARE = 4
    BOUNDARY = 5
    STREET = 6
    VILLAGE = 7

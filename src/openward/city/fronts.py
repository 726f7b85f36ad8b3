"""Where houses stand along the edge of a block: rows wall to wall, corner houses, houses apart.

Words: a *side* runs from one corner of a block to the next, straight or bent; *depth* is how far a house reaches into
the block. Rings run anticlockwise, so that the block lies to the left. All lengths are metres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import Polygon

from openward.city.chance import Floats

CORNER = np.radians(27.0)  # a sharper turn is a corner


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a block: `points` (k, 2), `along` (k,) the distance from its start."""

    points: Floats
    along: Floats
    turn: float  # interior angle at its start, radians

    @property
    def length(self) -> float:
        return float(self.along[-1])

    def at(self, places: Floats) -> tuple[Floats, Floats]:
        """Points at distances from the start, and the directions into the block there."""
        points = np.column_stack(
            [np.interp(places, self.along, self.points[:, 0]), np.interp(places, self.along, self.points[:, 1])]
        )
        low, high = np.maximum(places - 3, 0), np.minimum(places + 3, self.length)
        ahead = np.column_stack(
            [
                np.interp(high, self.along, self.points[:, axis]) - np.interp(low, self.along, self.points[:, axis])
                for axis in (0, 1)
            ]
        )
        ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-9)[:, None]
        return points, np.column_stack([-ahead[:, 1], ahead[:, 0]])


def sides_of(block: Polygon) -> list[Side]:
    """The sides of a block in order. A block without a corner has one side, from its first point round to it."""
    ring = np.asarray(block.exterior.coords)[:-1]
    if not block.exterior.is_ccw:
        ring = ring[::-1]
    steps = np.roll(ring, -1, axis=0) - ring
    ring = ring[np.hypot(steps[:, 0], steps[:, 1]) > 0.05]
    steps = np.roll(ring, -1, axis=0) - ring
    heading = np.arctan2(steps[:, 1], steps[:, 0])
    turn = (heading - np.roll(heading, 1) + np.pi) % (2 * np.pi) - np.pi  # at each point; left is positive
    corners = np.flatnonzero(np.abs(turn) > CORNER)
    if not len(corners):
        corners = np.array([0])
    sides = []
    for one, two in zip(corners, [*corners[1:], corners[0] + len(ring)], strict=True):
        points = ring[np.arange(one, two + 1) % len(ring)]
        along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
        sides.append(Side(points, along, float(np.pi - turn[one])))
    return sides


def clearance(turn: float, depth: float) -> float:
    """How far from a corner with this interior angle a house of that depth begins, so that two sides do not collide."""
    return depth / np.tan(turn / 2) if turn < np.pi - 0.05 else 0.0


def rows(
    sides: list[Side], depth: float, width: float, chance: np.random.Generator, corner: float = 4.0
) -> tuple[Floats, list[Floats]]:
    """Houses wall to wall: (n, 4, 2) houses along the sides, and the six points of each corner house."""
    quads: list[Floats] = []
    starts = [clearance(side.turn, depth) + corner for side in sides]
    ends = [*starts[1:], starts[0]]
    open_sides = [
        side.length - start - end >= 0.55 * width for side, start, end in zip(sides, starts, ends, strict=True)
    ]
    for side, start, end, is_open in zip(sides, starts, ends, open_sides, strict=True):
        if not is_open:
            continue
        run = side.length - start - end
        count = max(1, round(run / width))
        cuts = np.linspace(start, side.length - end, count + 1)
        cuts[1:-1] += chance.uniform(-0.2, 0.2, count - 1) * run / count
        fronts, inward = side.at(cuts)
        backs = fronts + depth * inward
        quads.append(np.stack([fronts[:-1], fronts[1:], backs[1:], backs[:-1]], axis=1))
    corners = []
    for number, side in enumerate(sides):
        before = number - 1
        if len(sides) < 2 or not (open_sides[number] and open_sides[before]) or not 0.9 < side.turn < np.pi - 0.3:
            continue
        last, last_inward = sides[before].at(np.array([sides[before].length - ends[before]]))
        first, first_inward = side.at(np.array([starts[number]]))
        bisector = last_inward[0] + first_inward[0]
        bisector /= np.hypot(*bisector)
        inner = side.points[0] + bisector * depth / np.sin(side.turn / 2)
        corners.append(
            np.array(
                [
                    last[0],
                    side.points[0],
                    first[0],
                    first[0] + depth * first_inward[0],
                    inner,
                    last[0] + depth * last_inward[0],
                ]
            )
        )
    return (np.concatenate(quads) if quads else np.empty((0, 4, 2))), corners


def apart(
    sides: list[Side], depth: float, width: float, gap: float, setback: float, chance: np.random.Generator
) -> Floats:
    """(n, 4, 2): houses apart from each other, behind front gardens."""
    found = []
    for side, after in zip(sides, [*sides[1:], sides[0]], strict=True):
        start = clearance(side.turn, depth + setback) + gap / 2
        run = side.length - start - clearance(after.turn, depth + setback) - gap / 2
        count = int(run / (width + gap))
        if count < 1:
            continue
        slot = run / count
        places = start + slot * (np.arange(count) + 0.5) + chance.uniform(-0.08, 0.08, count) * slot
        half = np.minimum(width * chance.uniform(0.8, 1.2, count), slot - 0.7 * gap)[:, None] / 2
        points, inward = side.at(places)
        beside = np.column_stack([inward[:, 1], -inward[:, 0]])
        near = points + inward * (setback + chance.uniform(-0.25, 0.35, count) * setback)[:, None]
        far = near + inward * (depth * chance.uniform(0.82, 1.0, count))[:, None]
        found.append(
            np.stack([near - half * beside, near + half * beside, far + half * beside, far - half * beside], axis=1)
        )
    return np.concatenate(found) if found else np.empty((0, 4, 2))

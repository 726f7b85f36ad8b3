"""Where houses stand along the edge of a block: rows wall to wall, corner houses, houses apart.

Words: a *side* runs from one corner of a block to the next, straight or bent; *depth* is how far a house reaches into
the block. Points are complex numbers, x + iy in metres: a quarter turn to the left is a multiplication by i. Rings run
anticlockwise, so that the block lies to the left.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon

from openward.city.chance import Floats

Points = NDArray[np.complex128]
CORNER = np.radians(27.0)  # a sharper turn is a corner


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a block: (k,) points, and the distance of each from its start."""

    points: Points
    along: Floats
    turn: float  # interior angle at its start, radians

    @property
    def length(self) -> float:
        return float(self.along[-1])

    def at(self, places: Floats) -> tuple[Points, Points]:
        """Points at distances from the start, and the unit directions into the block there."""
        ahead = np.interp(np.minimum(places + 3, self.length), self.along, self.points)
        ahead = ahead - np.interp(np.maximum(places - 3, 0), self.along, self.points)
        return np.interp(places, self.along, self.points), 1j * ahead / np.maximum(np.abs(ahead), 1e-9)


def ring_of(block: Polygon) -> Points:
    """The corners of a polygon's outer ring, anticlockwise, without repeats."""
    coordinates = shapely.get_coordinates(block.exterior)
    ring = coordinates[:-1, 0] + 1j * coordinates[:-1, 1]
    if not block.exterior.is_ccw:
        ring = ring[::-1]
    return np.asarray(ring[np.abs(np.roll(ring, -1) - ring) > 0.05])


def sides_of(block: Polygon) -> list[Side]:
    """The sides of a block in order. A block without a corner has one side, from its first point round to it."""
    ring = ring_of(block)
    steps = np.roll(ring, -1) - ring
    turn = np.angle(steps * np.conj(np.roll(steps, 1)))  # at each point; left is positive
    corners = np.flatnonzero(np.abs(turn) > CORNER)
    if not len(corners):
        corners = np.array([0])
    sides = []
    for one, two in zip(corners, [*corners[1:], corners[0] + len(ring)], strict=True):
        points = ring[np.arange(one, two + 1) % len(ring)]
        along = np.concatenate([[0.0], np.cumsum(np.abs(np.diff(points)))])
        sides.append(Side(points, along, float(np.pi - turn[one])))
    return sides


def clearance(turn: float, depth: float) -> float:
    """How far from a corner with this interior angle a house of that depth begins, so that two sides do not collide."""
    return depth / np.tan(turn / 2) if turn < np.pi - 0.05 else 0.0


def rows(
    sides: list[Side], depth: float, width: float, chance: np.random.Generator, corner: float = 4.0
) -> tuple[Points, list[Points]]:
    """Houses wall to wall: (n, 4) houses along the sides, and the six points of each corner house."""
    quads: list[Points] = []
    starts = [clearance(side.turn, depth) + corner for side in sides]
    ends = [*starts[1:], starts[0]]
    runs = [side.length - start - end for side, start, end in zip(sides, starts, ends, strict=True)]
    for side, start, end, run in zip(sides, starts, ends, runs, strict=True):
        if run < 0.55 * width:
            continue
        count = max(1, round(run / width))
        cuts = np.linspace(start, side.length - end, count + 1)
        cuts[1:-1] += chance.uniform(-0.2, 0.2, count - 1) * run / count
        fronts, inward = side.at(cuts)
        backs = fronts + depth * inward
        quads.append(np.stack([fronts[:-1], fronts[1:], backs[1:], backs[:-1]], axis=1))
    corners = []
    for number, side in enumerate(sides):
        before = sides[number - 1]
        built = runs[number] >= 0.55 * width and runs[number - 1] >= 0.55 * width
        if len(sides) < 2 or not built or not 0.9 < side.turn < np.pi - 0.3:
            continue
        last, last_inward = before.at(np.array([before.length - ends[number - 1]]))
        first, first_inward = side.at(np.array([starts[number]]))
        bisector = last_inward + first_inward
        inner = side.points[:1] + bisector / np.abs(bisector) * depth / np.sin(side.turn / 2)
        corners.append(
            np.concatenate(
                [last, side.points[:1], first, first + depth * first_inward, inner, last + depth * last_inward]
            )
        )
    return (np.concatenate(quads) if quads else np.empty((0, 4), dtype=np.complex128)), corners


def apart(
    sides: list[Side], depth: float, width: float, gap: float, setback: float, chance: np.random.Generator
) -> Points:
    """(n, 4): houses apart from each other, behind front gardens."""
    found = []
    for side, after in zip(sides, [*sides[1:], sides[0]], strict=True):
        start = clearance(side.turn, depth + setback) + gap / 2
        run = side.length - start - clearance(after.turn, depth + setback) - gap / 2
        count = int(run / (width + gap))
        if count < 1:
            continue
        slot = run / count
        places = start + slot * (np.arange(count) + 0.5) + chance.uniform(-0.08, 0.08, count) * slot
        half = np.minimum(width * chance.uniform(0.8, 1.2, count), slot - 0.7 * gap) / 2
        points, inward = side.at(places)
        beside = -1j * inward * half
        near = points + inward * (setback * (1 + chance.uniform(-0.25, 0.35, count)))
        far = near + inward * (depth * chance.uniform(0.82, 1.0, count))
        found.append(np.stack([near - beside, near + beside, far + beside, far - beside], axis=1))
    return np.concatenate(found) if found else np.empty((0, 4), dtype=np.complex128)


def with_wings(quads: Points, chance: np.random.Generator) -> Points:
    """(n, 4) houses, front first, to (n, 6): the back of one half is drawn in, so that a wing remains on the other."""
    front_left, front_right, back_right, back_left = quads.T
    drawn_in, along = chance.uniform(0.5, 0.8, len(quads)), chance.uniform(0.35, 0.65, len(quads))
    side = front_left + (back_left - front_left) * drawn_in
    opposite = front_right + (back_right - front_right) * drawn_in
    return np.stack(
        [
            front_left,
            front_right,
            back_right,
            back_left + (back_right - back_left) * along,
            side + (opposite - side) * along,
            side,
        ],
        axis=1,
    )

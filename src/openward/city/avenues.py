"""Main roads as circles and rays: avenues from the square outwards, rings, the ragged edge of the town, villages.

Words: a *spoke* is a radial avenue, known by its angle; a *lobe* is where the town reaches out along a main avenue.
Everything is drawn in polar coordinates and bent by the warp.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from shapely import LineString, Polygon

from openward.city.chance import Floats
from openward.city.ranks import Line, Rank
from openward.city.warp import Warp

STEP = 35.0  # metres between the points of a main road


@dataclass(slots=True)
class Avenues:
    """Lines so far, with what they are; the built-up ground; the villages around."""

    lines: list[LineString] = field(default_factory=list)
    kinds: list[Line] = field(default_factory=list)
    ranks: list[Rank] = field(default_factory=list)
    edge: Polygon = field(default_factory=Polygon)
    villages: list[Polygon] = field(default_factory=list)

    def add(self, points: Floats, kind: Line, rank: Rank) -> None:
        self.lines.append(LineString(points))
        self.kinds.append(kind)
        self.ranks.append(rank)


def draw_avenues(chance: np.random.Generator, warp: Warp, radius: float, old_town: float, frame: float) -> Avenues:
    """All main roads of a city of that radius, out to the frame."""
    found = Avenues()
    rings = _ring_radii(chance, radius, old_town)
    first = 5 if old_town < 160 else 6
    main = (np.arange(first) + chance.uniform(-0.2, 0.2, first)) / first * 2 * np.pi + chance.uniform(0, 2 * np.pi)

    def spoke(angle: float, start: float, stop: float, rank: Rank) -> None:
        radii = np.append(np.arange(start, stop, STEP), stop)
        found.add(warp.polar(radii, np.full(len(radii), angle)), Line.RADIAL, rank)

    for number, angle in enumerate(main):
        spoke(float(angle), 0.6 * rings[0], frame + 2, Rank.PRIMARY if number % 2 == 0 else Rank.SECONDARY)
    active = sorted(float(angle) % (2 * np.pi) for angle in main)
    beyond = 1.3 * radius
    for inner, outer in pairwise([*rings[1:], radius]):
        target = float(np.clip(0.85 * (outer - inner), 280, 820))
        added = []
        for one, two in zip(active, [*active[1:], active[0] + 2 * np.pi], strict=True):
            pieces = max(1, round((two - one) * (inner + outer) / 2 / target))
            for piece in range(1, pieces):
                angle = one + (two - one) * (piece + chance.uniform(-0.2, 0.2)) / pieces
                draw = chance.random()
                stop = frame + 2 if draw < 0.12 else beyond if draw < 0.8 else outer + 2
                wide = inner < 0.3 * radius and radius > 3000 and piece == pieces // 2
                spoke(angle, inner - 0.14 * (outer - inner), stop, Rank.SECONDARY if wide else Rank.TERTIARY)
                added.append(angle % (2 * np.pi))
        active = sorted([*active, *added])
    _rings(chance, warp, rings, found)
    around = np.linspace(0, 2 * np.pi, max(90, int(2 * np.pi * radius / STEP)), endpoint=False)
    reach = radius * (0.9 + _lobes(chance, around, main))
    found.edge = Polygon(warp.polar(reach, around))
    _villages(chance, warp, main, radius, frame, found)
    return found


def _ring_radii(chance: np.random.Generator, radius: float, old_town: float) -> list[float]:
    """The square in the middle, the old town's wall, then rings further and further apart."""
    rings = [max(22.0, 0.12 * old_town), old_town]
    while True:
        step = float(np.clip(0.5 * rings[-1] + 190, 240, 950)) * chance.uniform(0.9, 1.15)
        if rings[-1] + 1.3 * step > radius:
            return rings
        rings.append(rings[-1] + step)


def _rings(chance: np.random.Generator, warp: Warp, rings: list[float], found: Avenues) -> None:
    """The outermost is the ring road; lesser rings have gaps."""
    for number, ring in enumerate(rings):
        count = 5 if number == 0 else max(24, int(2 * np.pi * ring / STEP))
        angles = np.linspace(0, 2 * np.pi, count + 1) + (chance.uniform(0, 2 * np.pi) if number == 0 else 0.0)
        step = ring - rings[number - 1] if number > 1 else 0.0
        wave = np.sin(2 * angles + chance.uniform(0, 7)) + 0.7 * np.sin(3 * angles + chance.uniform(0, 7))
        points = warp.polar(ring + 0.07 * step * wave, angles)
        points[-1] = points[0]
        outermost = number == len(rings) - 1 and number > 1
        main = number > 1 and (number == (len(rings) + 1) // 2 if len(rings) < 9 else number % 4 == 3)
        if number == 0:
            found.add(points, Line.SQUARE, Rank.LOCAL)
        elif number == 1 or outermost or main:
            found.add(points, Line.RING, Rank.SECONDARY if number == 1 else Rank.TRUNK if outermost else Rank.PRIMARY)
        else:
            for start, stop in _with_gaps(chance, count):
                found.add(points[start : stop + 1], Line.RING, Rank.TERTIARY)


def _with_gaps(chance: np.random.Generator, count: int) -> list[tuple[int, int]]:
    """Pieces of a ring of `count` steps, with two gaps."""
    gaps = sorted(int(place * count) for place in (chance.uniform(0.05, 0.35), chance.uniform(0.5, 0.8)))
    wide = int(count * chance.uniform(0.05, 0.14))
    return [(0, gaps[0]), (gaps[0] + wide, gaps[1]), (gaps[1] + wide, count)]


def _lobes(chance: np.random.Generator, around: Floats, main: Floats) -> Floats:
    """How far beyond 0.9 of the radius the town reaches, as a share of the radius: further along main avenues."""
    reach = np.zeros_like(around)
    for angle in main:
        away = (around - angle + np.pi) % (2 * np.pi) - np.pi
        reach = np.maximum(reach, chance.uniform(0.1, 0.24) * np.exp(-((away / chance.uniform(0.16, 0.3)) ** 2)))
    for waves in (3, 5, 9, 14):
        reach += 0.045 / waves**0.3 * np.sin(waves * around + chance.uniform(0, 2 * np.pi))
    return reach


def _villages(
    chance: np.random.Generator, warp: Warp, main: Floats, radius: float, frame: float, found: Avenues
) -> None:
    """On the main avenues, within the city's boundary and beyond it."""
    belt = frame - radius
    size = float(np.clip(0.085 * radius, 62, 240))
    for number, angle in enumerate(main):
        for share in (0.42, 0.84):
            if share < 0.5 and number and chance.random() < 0.45:
                continue
            if share > 0.5 and number and chance.random() < 0.6:
                continue
            turn = np.linspace(0, 2 * np.pi, 17)
            away = size * chance.uniform(0.75, 1.2) * (1 + 0.22 * np.sin(2 * turn + chance.uniform(0, 7)))
            middle = radius + share * belt
            x, y = middle * np.cos(angle) + away * np.cos(turn), middle * np.sin(angle) + away * np.sin(turn)
            points = warp.polar(np.hypot(x, y), np.arctan2(y, x))
            points[-1] = points[0]
            village = Polygon(points)
            if not any(village.distance(other) < size for other in found.villages):
                found.villages.append(village)

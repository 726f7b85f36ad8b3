"""The lie of the land and the main roads: river, railway, radial avenues, rings, quays, the frame of the map.

Words: the plan is first drawn as circles and rays, then a *warp* bends it as a whole, so that nothing that met comes
apart. A *corridor* (river or railway) is crossed at few, chosen places; its banks carry streets. A *cell* is what main
roads enclose.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

import numpy as np
import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from openward.city.chance import Floats, Ints, WaveField, stream, wave_field
from openward.city.linework import Geometries, Linework, node_lines, without_dangles

STEP = 35.0  # metres between the points of a main road


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


@dataclass(frozen=True, slots=True)
class Warp:
    """From the drawing of circles and rays to the ground. Distances change by less than a third."""

    east: WaveField
    north: WaveField
    eccentric: Floats  # (4,): two amplitudes, two phases

    def polar(self, radius: Floats, angle: Floats) -> Floats:
        a2, a3, p2, p3 = self.eccentric
        reach = radius * (1 + a2 * np.sin(2 * angle + p2) + a3 * np.sin(3 * angle + p3))
        return self(np.column_stack([reach * np.cos(angle), reach * np.sin(angle)]))

    def __call__(self, points: Floats) -> Floats:
        still = np.zeros((1, 2))  # the centre stays where it is
        return points + np.column_stack([self.east(points) - self.east(still), self.north(points) - self.north(still)])


@dataclass(frozen=True, slots=True)
class Plan:
    """Main roads cut at crossings, with the corridors. Metres from the city's centre, x east, y north."""

    radius: float  # of the built-up city
    old_town: float  # radius
    frame: float  # radius of all that is mapped
    warp: Warp
    lines: Geometries  # (l,) whole lines
    kinds: Ints  # (l,) Line
    ranks: Ints  # (l,) Rank
    work: Linework  # edges of those lines, without loose ends
    river: LineString
    river_width: float
    water: Polygon | MultiPolygon
    banks: Polygon  # the river with its quays
    railway: LineString
    tracks: Polygon | MultiPolygon  # land of the railway
    city: Polygon  # within the city's boundary
    ground: Polygon  # all that is mapped


def lay_plan(seed: int, radius: float) -> Plan:
    """Draw the plan of a city whose built-up radius is about `radius` metres (300..30,000)."""
    chance = stream(seed, "plan")
    old_town = float(np.clip(0.2 * radius, 95, 620))
    frame = radius + float(np.clip(0.42 * radius, 260, 3200))
    warp = _warp(chance, radius, old_town)
    rings = _ring_radii(chance, radius, old_town)
    lines, kinds, ranks = _radials_and_rings(chance, warp, rings, frame)
    river, river_width = _river(chance, radius, old_town, frame)
    water = river.buffer(river_width / 2)
    railway = _railway(chance, river, radius, old_town, frame)
    quay = river.buffer(river_width / 2 + 13)
    tracks = railway.buffer(11 + 3 * (radius > 900))
    ground = Polygon(warp.polar(np.full(240, frame), np.linspace(0, 2 * np.pi, 240, endpoint=False)))
    lobes = wave_field(chance, [radius * 1.3], [0.055 * radius])
    around = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    unit = np.column_stack([np.cos(around), np.sin(around)])
    city = Polygon(warp.polar(radius + 0.55 * (frame - radius) + lobes(unit * radius), around))

    for corridor, spacing, angle in ((quay, max(230.0, 3.2 * river_width), 48.0), (tracks, 260.0, 38.0)):
        lines, kinds, ranks = _cut(
            lines, kinds, ranks, corridor, river if corridor is quay else railway, spacing, angle
        )
    built = Polygon(warp.polar(np.full(240, radius * 1.06), around))
    sides = [
        (quay.boundary.intersection(built).difference(railway.buffer(4)), Line.QUAY, Rank.TERTIARY),
        (tracks.boundary.intersection(built).difference(quay), Line.TRACKSIDE, Rank.LOCAL),
        (quay.boundary.intersection(ground).difference(built), Line.BOUNDARY, Rank.FRAME),
        (tracks.boundary.intersection(ground).difference(built), Line.BOUNDARY, Rank.FRAME),
        (ground.boundary, Line.BOUNDARY, Rank.FRAME),
        (city.boundary, Line.BOUNDARY, Rank.FRAME),
    ]
    for geometry, kind, rank in sides:
        parts = _line_parts(geometry)
        lines += parts
        kinds += [kind] * len(parts)
        ranks += [rank] * len(parts)
    return _noded(
        Plan(
            radius,
            old_town,
            frame,
            warp,
            np.array(lines, dtype=object),
            np.array(kinds),
            np.array(ranks),
            Linework(np.empty(0, object), np.empty(0, np.int64), np.empty((0, 2), np.int64), np.empty((0, 2))),
            river,
            river_width,
            _land(water, ground),
            quay,
            railway,
            _land(tracks, ground),
            city,
            ground,
        )
    )


def _land(one: Polygon, other: Polygon) -> Polygon | MultiPolygon:
    common = one.intersection(other)
    assert isinstance(common, (Polygon, MultiPolygon))
    return common


def _noded(plan: Plan) -> Plan:
    work = without_dangles(node_lines(plan.lines), np.inf)
    return Plan(**{name: getattr(plan, name) for name in Plan.__slots__} | {"work": work})


def _warp(chance: np.random.Generator, radius: float, old_town: float) -> Warp:
    wavelengths = [1.9 * radius, 0.8 * radius + 150, 3.2 * old_town]
    amplitudes = [0.075 * radius, 0.03 * radius, 0.075 * old_town]
    return Warp(
        wave_field(chance, wavelengths, amplitudes),
        wave_field(chance, wavelengths, amplitudes),
        np.concatenate([chance.uniform(0.04, 0.11, 1), chance.uniform(0.02, 0.06, 1), chance.uniform(0, 2 * np.pi, 2)]),
    )


def _ring_radii(chance: np.random.Generator, radius: float, old_town: float) -> list[float]:
    """The square in the middle, the old town's wall, then rings further and further apart."""
    rings = [max(22.0, 0.12 * old_town), old_town]
    while True:
        step = float(np.clip(0.5 * rings[-1] + 190, 240, 950)) * chance.uniform(0.9, 1.15)
        if rings[-1] + 1.45 * step > radius:
            break
        rings.append(rings[-1] + step)
    return [*rings, radius]


def _radials_and_rings(
    chance: np.random.Generator, warp: Warp, rings: list[float], frame: float
) -> tuple[list[LineString], list[Line], list[Rank]]:
    first = 5 if rings[1] < 160 else 6
    spokes = (np.arange(first) + chance.uniform(-0.2, 0.2, first)) / first * 2 * np.pi + chance.uniform(0, 2 * np.pi)
    lines: list[LineString] = []
    kinds: list[Line] = []
    ranks: list[Rank] = []

    def spoke(angle: float, start: float, stop: float, rank: Rank) -> None:
        radii = np.append(np.arange(start, stop, STEP), stop)
        lines.append(LineString(warp.polar(radii, np.full(len(radii), angle))))
        kinds.append(Line.RADIAL)
        ranks.append(rank)

    for number, angle in enumerate(spokes):
        spoke(float(angle), 0.8 * rings[0], frame + 2, Rank.PRIMARY if number % 2 == 0 else Rank.SECONDARY)
    active = sorted(float(angle) % (2 * np.pi) for angle in spokes)
    for inner, outer in pairwise(rings[1:]):
        target = float(np.clip(0.85 * (outer - inner), 280, 820))
        added = []
        for one, two in zip(active, [*active[1:], active[0] + 2 * np.pi], strict=True):
            pieces = max(1, round((two - one) * (inner + outer) / 2 / target))
            for piece in range(1, pieces):
                angle = one + (two - one) * (piece + chance.uniform(-0.17, 0.17)) / pieces
                stop = rings[-1] + 2 if chance.random() > 0.2 else outer + 2
                spoke(angle, inner - 5, stop, Rank.TERTIARY)
                added.append(angle % (2 * np.pi))
        active = sorted([*active, *added])

    for number, ring in enumerate(rings):
        count = max(8 if number == 0 else 24, int(2 * np.pi * ring / STEP))
        angles = np.linspace(0, 2 * np.pi, count + 1)
        points = warp.polar(np.full(count + 1, ring), angles)
        points[-1] = points[0]
        lines.append(LineString(points))
        kinds.append(Line.SQUARE if number == 0 else Line.RING)
        middle = number == (len(rings) + 1) // 2
        ranks.append(
            Rank.LOCAL if number == 0 else Rank.SECONDARY if number == 1 else Rank.PRIMARY if middle else Rank.TERTIARY
        )
    if len(rings) > 3:
        ranks[-1] = Rank.TRUNK
    return lines, kinds, ranks


def _meander(chance: np.random.Generator, along: Floats, waves: list[tuple[float, float]]) -> Floats:
    sway = np.zeros_like(along)
    for wavelength, amplitude in waves:
        phase = chance.uniform(0, 2 * np.pi)
        bend = 2 * np.pi * along / (wavelength * chance.uniform(0.85, 1.2)) + phase
        sway += amplitude * (np.sin(bend) - np.sin(phase))
    return sway


def _river(chance: np.random.Generator, radius: float, old_town: float, frame: float) -> tuple[LineString, float]:
    """Past the old town's edge, in bends."""
    along = np.arange(-1.25 * frame, 1.25 * frame, 30.0)
    sway = _meander(chance, along, [(2.3 * radius, 0.15 * radius), (1.05 * radius, 0.05 * radius), (420.0, 7.0)])
    width = float(1.15 * radius**0.52)
    beside = 1.04 * old_town + width
    heading = chance.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(heading), np.sin(heading)], [-np.sin(heading), np.cos(heading)]])
    return LineString(np.column_stack([along, beside + sway]) @ turn), width


def _railway(
    chance: np.random.Generator, river: LineString, radius: float, old_town: float, frame: float
) -> LineString:
    """A long bend on the other side of the old town from the river, crossing the river far out."""
    near = river.interpolate(river.project(shapely.Point(0, 0)))
    away = np.arctan2(-near.y, -near.x) + chance.uniform(-0.5, 0.5)
    along = np.arange(-1.3 * frame, 1.3 * frame, 40.0)
    beside = 1.75 * old_town + 60
    curve = beside - (along / radius) ** 2 * 0.32 * radius * chance.uniform(0.6, 1.3)
    curve = curve + _meander(chance, along, [(1.9 * radius, 0.035 * radius)])
    turn = np.array([[-np.sin(away), np.cos(away)], [np.cos(away), np.sin(away)]])
    return LineString(np.column_stack([along, curve]) @ turn)


def _line_parts(geometry: BaseGeometry) -> list[LineString]:
    merged = shapely.line_merge(geometry) if geometry.geom_type == "MultiLineString" else geometry
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString" and part.length > 5]


def _cut(
    lines: list[LineString],
    kinds: list[Line],
    ranks: list[Rank],
    corridor: Polygon,
    axis: LineString,
    spacing: float,
    steepest: float,
) -> tuple[list[LineString], list[Line], list[Rank]]:
    """Stop lines at the corridor's banks, but for the crossings that a city would build: important roads first, steep
    to the axis, and `spacing` metres from the next."""
    crossings = []
    for number, line in enumerate(lines):
        for part in _line_parts(line.intersection(corridor)):
            ends = np.array(part.coords)[[0, -1]]
            here = [axis.project(shapely.Point(end)) for end in ends]
            reach, drift = float(np.hypot(*(ends[1] - ends[0]))), abs(here[1] - here[0])
            across = (
                part.crosses(axis) and drift < reach * np.cos(np.radians(steepest)) and part.length < 1.25 * reach + 5
            )
            if across:
                crossings.append((ranks[number], -reach + drift, number, (here[0] + here[1]) / 2, part))
    taken: list[float] = []
    bridges: dict[int, list[LineString]] = {}
    for _, _, number, place, part in sorted(crossings, key=lambda crossing: crossing[:3]):
        if all(abs(place - other) >= spacing for other in taken):
            taken.append(place)
            bridges.setdefault(number, []).append(part)
    result: list[tuple[LineString, Line, Rank]] = []
    for number, line in enumerate(lines):
        outside = line.difference(corridor)
        built = bridges.get(number, [])
        joined = shapely.union_all([outside, *built]) if built else outside
        result += [(part, kinds[number], ranks[number]) for part in _line_parts(joined)]
    return [r[0] for r in result], [r[1] for r in result], [r[2] for r in result]

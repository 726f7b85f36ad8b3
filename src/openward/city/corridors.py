"""River and railway: corridors through the city, crossed at few, chosen places.

Words: the *axis* is the middle line of a corridor; a *crossing* is a road over it.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from openward.city.chance import Floats
from openward.city.ranks import Line, Rank


def _meander(chance: np.random.Generator, along: Floats, waves: list[tuple[float, float]]) -> Floats:
    sway = np.zeros_like(along)
    for wavelength, amplitude in waves:
        phase = chance.uniform(0, 2 * np.pi)
        bend = 2 * np.pi * along / (wavelength * chance.uniform(0.85, 1.2)) + phase
        sway += amplitude * (np.sin(bend) - np.sin(phase))
    return sway


def draw_river(chance: np.random.Generator, radius: float, old_town: float, frame: float) -> tuple[LineString, float]:
    """Past the old town's edge, in bends."""
    along = np.arange(-1.25 * frame, 1.25 * frame, 30.0)
    sway = _meander(chance, along, [(2.3 * radius, 0.15 * radius), (1.05 * radius, 0.05 * radius), (420.0, 7.0)])
    width = float(1.15 * radius**0.52)
    beside = 1.04 * old_town + width
    heading = chance.uniform(0, 2 * np.pi)
    turn = np.array([[np.cos(heading), np.sin(heading)], [-np.sin(heading), np.cos(heading)]])
    return LineString(np.column_stack([along, beside + sway]) @ turn), width


def draw_railway(
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


def line_parts(geometry: BaseGeometry) -> list[LineString]:
    """The lines in a geometry, joined where they meet, without crumbs."""
    merged = shapely.line_merge(geometry) if geometry.geom_type == "MultiLineString" else geometry
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString" and part.length > 5]


def cut_at(
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
        for part in line_parts(line.intersection(corridor)):
            ends = np.array(part.coords)[[0, -1]]
            here = [axis.project(shapely.Point(end)) for end in ends]
            reach, drift = float(np.hypot(*(ends[1] - ends[0]))), abs(here[1] - here[0])
            across = (
                part.crosses(axis)
                and drift
                < reach * np.cos(np.radians(min(steepest, 20.0) if ranks[number] <= Rank.PRIMARY else steepest))
                and part.length < 1.25 * reach + 5
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
        result += [(part, kinds[number], ranks[number]) for part in line_parts(joined)]
    return [r[0] for r in result], [r[1] for r in result], [r[2] for r in result]

"""The lie of the land and the main roads: river, railway, avenues, rings, quays, villages, the frame of the map.

Words: a *corridor* (river or railway) is crossed at few, chosen places, and its banks carry streets; a *cell* is what
main roads and borders enclose. First circles and rays are drawn, then the warp bends them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely import LineString, MultiPolygon, Polygon

from openward.city.avenues import draw_avenues
from openward.city.chance import Ints, stream, wave_field
from openward.city.corridors import cut_at, draw_railway, draw_river, line_parts
from openward.city.linework import Geometries, Linework, node_lines, without_dangles
from openward.city.ranks import Line, Rank
from openward.city.warp import Warp, draw_warp


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
    edge: Polygon  # of the built-up town
    villages: tuple[Polygon, ...]
    city: Polygon  # within the city's boundary
    ground: Polygon  # all that is mapped


def lay_plan(seed: int, radius: float) -> Plan:
    """Draw the plan of a city whose built-up radius is about `radius` metres (300..30,000)."""
    chance = stream(seed, "plan")
    old_town = float(np.clip(0.2 * radius, 95, 620))
    frame = radius + float(np.clip(0.55 * radius, 300, 5200))
    warp = draw_warp(chance, radius, old_town)
    avenues = draw_avenues(chance, warp, radius, old_town, frame)
    lines, kinds, ranks = avenues.lines, avenues.kinds, avenues.ranks
    river, river_width = draw_river(chance, radius, old_town, frame)
    railway = draw_railway(chance, river, radius, old_town, frame)
    banks = river.buffer(river_width / 2 + 13)
    tracks = railway.buffer(11 + 3 * (radius > 900))
    around = np.linspace(0, 2 * np.pi, 240, endpoint=False)
    ground = Polygon(warp.polar(np.full(240, frame), around))
    lobes = wave_field(chance, [radius * 1.3], [0.05 * radius])
    unit = np.column_stack([np.cos(around), np.sin(around)])
    city = Polygon(warp.polar(radius + 0.62 * (frame - radius) + lobes(unit * radius), around))
    villages = tuple(v for v in avenues.villages if v.distance(banks) > 25 and v.distance(tracks) > 25)
    villages = tuple(v for v in villages if not v.intersects(city.boundary) and not v.intersects(avenues.edge))

    lines, kinds, ranks = cut_at(lines, kinds, ranks, banks, river, max(230.0, 3.2 * river_width), 48.0)
    lines, kinds, ranks = cut_at(lines, kinds, ranks, tracks, railway, 260.0, 38.0)
    built = avenues.edge.buffer(25)
    sides = [
        (banks.boundary.intersection(built).difference(railway.buffer(4)), Line.QUAY, Rank.TERTIARY),
        (tracks.boundary.intersection(built).difference(banks), Line.TRACKSIDE, Rank.LOCAL),
        (banks.boundary.intersection(ground).difference(built), Line.BOUNDARY, Rank.FRAME),
        (tracks.boundary.intersection(ground).difference(built), Line.BOUNDARY, Rank.FRAME),
        (avenues.edge.boundary.difference(banks).difference(tracks), Line.BOUNDARY, Rank.FRAME),
        (ground.boundary, Line.BOUNDARY, Rank.FRAME),
        (city.boundary, Line.BOUNDARY, Rank.FRAME),
        *((village.boundary, Line.VILLAGE, Rank.LOCAL) for village in villages),
    ]
    for geometry, kind, rank in sides:
        parts = line_parts(geometry)
        lines += parts
        kinds += [kind] * len(parts)
        ranks += [rank] * len(parts)
    every = np.array(lines, dtype=object)
    work = without_dangles(node_lines(every), np.inf)  # no main road ends in nothing
    return Plan(
        radius=radius,
        old_town=old_town,
        frame=frame,
        warp=warp,
        lines=every,
        kinds=np.array(kinds),
        ranks=np.array(ranks),
        work=work,
        river=river,
        river_width=river_width,
        water=_within(river.buffer(river_width / 2), ground),
        banks=banks,
        railway=railway,
        tracks=_within(tracks, ground),
        edge=avenues.edge,
        villages=villages,
        city=city,
        ground=ground,
    )


def _within(shape: Polygon, ground: Polygon) -> Polygon | MultiPolygon:
    common = shape.intersection(ground)
    assert isinstance(common, (Polygon, MultiPolygon))
    return common

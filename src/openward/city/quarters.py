"""How each cell of the plan is built: old town, closed blocks, terraces, slabs, villas, industry, park, country."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import shapely
from shapely import Polygon

from openward.city.chance import Ints, stream, wave_field
from openward.city.linework import Geometries
from openward.city.plan import Plan


class Quarter(IntEnum):
    """The pattern of a cell's streets and buildings, from dense to empty."""

    OLD_TOWN = 0
    INNER = 1  # closed blocks of the nineteenth century
    ROWS = 2  # terraces and small blocks of flats
    ESTATE = 3  # slabs in the green
    VILLAS = 4
    INDUSTRY = 5
    COUNTRY = 6  # fields and woods
    PARK = 7
    SQUARE = 8
    WATER = 9
    TRACKS = 10


def choose_quarters(seed: int, plan: Plan, cells: Geometries) -> Ints:
    """(c,) Quarter. Denser towards the centre, industry by the railway, parks by chance and by the river."""
    chance = stream(seed, "quarters")
    points = shapely.point_on_surface(cells)
    places = shapely.get_coordinates(points)
    around = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    wall = Polygon(plan.warp.polar(np.full(200, plan.old_town), around))
    area = shapely.area(cells)

    def share(polygon: shapely.Geometry) -> np.ndarray:
        return np.asarray(shapely.area(shapely.intersection(cells, polygon)) / area)

    uneven = wave_field(chance, [plan.radius * 0.9], [0.09])(places)
    depth = np.hypot(*places.T) / plan.radius + uneven
    draw = chance.random(len(cells))
    kinds = np.where(
        depth < 0.36,
        Quarter.INNER,
        np.where(
            depth < 0.62,
            np.where(draw < 0.55, Quarter.ROWS, np.where(draw < 0.75, Quarter.INNER, Quarter.ESTATE)),
            np.where(draw < 0.56, Quarter.VILLAS, np.where(draw < 0.8, Quarter.ROWS, Quarter.ESTATE)),
        ),
    )
    by_tracks = shapely.distance(cells, plan.tracks) < 30
    works = np.where(by_tracks, 0.45, 0.05) * (depth > 0.52)
    kinds = np.where(chance.random(len(cells)) < works, Quarter.INDUSTRY, kinds)
    by_river = shapely.distance(cells, plan.water) < 40
    wanted = np.where((area > 15000) & (area < 260000) & (kinds != Quarter.INDUSTRY), chance.random(len(cells)), 9.0)
    wanted = np.where(by_river, wanted * 0.45, wanted)
    parks = np.argsort(wanted, kind="stable")[: max(1, round(len(cells) / 28))]
    kinds[parks[wanted[parks] < 1]] = Quarter.PARK
    kinds = np.where(share(wall) > 0.5, Quarter.OLD_TOWN, kinds)
    rim = (depth > 0.8) & (chance.random(len(cells)) < 0.14)  # fields that reach into the town
    kinds = np.where((share(plan.edge) < 0.5) | rim, Quarter.COUNTRY, kinds)
    if plan.villages:
        village = share(shapely.union_all(np.array(plan.villages, dtype=object))) > 0.5
        kinds = np.where(village, np.where(draw < 0.6, Quarter.ROWS, Quarter.VILLAS), kinds)
    kinds = np.where(share(plan.tracks) > 0.5, Quarter.TRACKS, kinds)
    kinds = np.where(share(plan.banks) > 0.5, Quarter.WATER, kinds)
    square = shapely.contains_properly(cells, shapely.Point(0, 0))
    return np.where(square, Quarter.SQUARE, kinds).astype(np.int64)

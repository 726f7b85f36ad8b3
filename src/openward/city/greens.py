"""Ground that is neither built on nor a place: fields, meadows and woods outside, lawns left over in the town."""

from __future__ import annotations

import numpy as np
from shapely import Polygon

from openward.city.chance import Ints, stream, wave_field
from openward.city.linework import Geometries
from openward.city.lots import lots_of
from openward.city.quarters import Quarter

_FIELD = 42_000.0  # square metres


def greens_of(seed: int, plots: Geometries, quarters: Ints) -> tuple[tuple[Polygon, str], ...]:
    """(ground, landuse of the map). Woods lie together; fields are cut out of the country block by block."""
    chance = stream(seed, "greens")
    wooded = wave_field(chance, [900.0, 2600.0], [0.5, 0.6])
    found: list[tuple[Polygon, str]] = []
    for plot, quarter in zip(plots, quarters, strict=True):
        if plot is None:
            continue
        if quarter == Quarter.PARK:
            found.append((plot, "grass"))
        elif quarter == Quarter.COUNTRY:
            for field in lots_of(plot, max(_FIELD, plot.area / 400), chance):
                trees = float(wooded(np.array([[field.centroid.x, field.centroid.y]]))[0])
                draw = chance.random()
                use = "forest" if trees > 0.62 else "meadow" if draw < 0.3 else "orchard" if draw < 0.38 else "farmland"
                if field.area > 1500:
                    found.append((field, use))
    return tuple(found)

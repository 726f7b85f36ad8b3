"""Which objects of a map a small drawing of a city is made from."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

_WATER = frozenset({"water", "bay"})
_WATER_LAND = frozenset({"reservoir", "basin"})
_GREEN_NATURE = frozenset({"wood", "grassland", "heath", "scrub"})
_GREEN_LAND = frozenset(
    {"forest", "grass", "meadow", "recreation_ground", "village_green", "cemetery", "orchard", "vineyard"}
)
_GREEN_LEISURE = frozenset({"park", "garden", "nature_reserve", "golf_course"})
_ROADS = frozenset({"motorway", "trunk", "primary", "secondary"})
_RAILS = frozenset({"rail", "light_rail", "narrow_gauge"})


class Layer(StrEnum):
    WATER = "water"
    GREEN = "green"
    RIVER = "river"
    COAST = "coast"
    ROAD = "road"
    RAIL = "rail"

    @property
    def is_area(self) -> bool:
        return self in {Layer.WATER, Layer.GREEN}


def layer_of(get: Callable[[str], str | None]) -> Layer | None:
    """The layer that an object is drawn in, asked by its tags; None for most objects."""
    highway = get("highway")
    if highway is not None:
        return Layer.ROAD if highway in _ROADS else None
    natural = get("natural")
    if natural is not None:
        if natural == "coastline":
            return Layer.COAST
        if natural in _WATER:
            return Layer.WATER
        return Layer.GREEN if natural in _GREEN_NATURE else None
    landuse = get("landuse")
    if landuse is not None:
        if landuse in _WATER_LAND:
            return Layer.WATER
        return Layer.GREEN if landuse in _GREEN_LAND else None
    if get("leisure") in _GREEN_LEISURE:
        return Layer.GREEN
    waterway = get("waterway")
    if waterway is not None:
        if waterway == "riverbank":
            return Layer.WATER
        return Layer.RIVER if waterway in {"river", "canal"} else None
    if get("railway") in _RAILS and get("service") is None and get("tunnel") != "yes":
        return Layer.RAIL
    return None

"""The invented city that the gallery shows: its base map, and its places as plain records."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from openward.city import generate, write_city
from openward.methods.typology import load_typology
from openward.readers.basemap import write_basemap


@dataclass(frozen=True)
class Shown:
    id: str
    name: str
    kind: str
    family: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class City:
    tiles: Path
    places: tuple[Shown, ...]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        longitudes, latitudes = [p.longitude for p in self.places], [p.latitude for p in self.places]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


@cache
def city() -> City:
    folder = Path(mkdtemp(prefix="openward-gallery-"))
    files = write_city(generate(7, 300), folder)
    tiles = folder / "base-map.pmtiles"
    write_basemap(files.map, tiles)
    kinds = load_typology().kinds
    rows = json.loads(files.truth.read_text("utf-8"))["places"]
    places = tuple(
        Shown(
            row["id"], row["name"] or "", row["kind"], str(kinds[row["kind"]].family), row["longitude"], row["latitude"]
        )
        for row in rows
        if row["registered"] and row["kind"] in kinds
    )
    return City(tiles, places)

"""A reader of PMTiles gets each tile of a base map through the view, in few and small parts."""

from __future__ import annotations

import gzip
import math
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory
from pmtiles.reader import Reader

from openward.city import tiny_city, write_city
from openward.foundation.maps.tiles import serve_tiles
from openward.foundation.visibility.actor import actor_of
from openward.readers.basemap import write_basemap
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db


def tile_at(longitude: float, latitude: float, zoom: int) -> tuple[int, int, int]:
    """Web Mercator, as every tiled map."""
    across = 2**zoom
    y = (1 - math.asinh(math.tan(math.radians(latitude))) / math.pi) / 2
    return zoom, int((longitude + 180) / 360 * across), int(y * across)


class Parts:
    """What PMTiles asks for, answered by the view as to a browser; remembers how much was asked."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lengths: list[int] = []
        self.work = Work.objects.create(owner=factories.organisation(), name="Register")
        self.actor = actor_of(factories.member(self.work.owner, assigned_to=[self.work]))

    def __call__(self, offset: int, length: int) -> bytes:
        request: Any = RequestFactory().get("/tiles", headers={"range": f"bytes={offset}-{offset + length - 1}"})
        request.actor = self.actor
        answer = serve_tiles(request, self.work, self.file)
        assert answer.status_code == 206
        self.lengths.append(length)
        return b"".join(answer) if answer.streaming else answer.content


def layers_in(tile: bytes) -> set[str]:
    """Names of the layers of a vector tile (protocol buffers: field 3 is a layer, its field 1 the name)."""
    data, at, names = gzip.decompress(tile), 0, set()

    def number(at: int) -> tuple[int, int]:
        value = shift = 0
        while True:
            byte = data[at]
            value, at, shift = value | (byte & 127) << shift, at + 1, shift + 7
            if byte < 128:
                return value, at

    while at < len(data):
        _field, at = number(at)
        length, at = number(at)
        end = at + length
        while at < end:
            field, at = number(at)
            if field & 7 == 2:
                size, at = number(at)
                if field >> 3 == 1:
                    names.add(data[at : at + size].decode())
                at += size
            else:
                _value, at = number(at)
    return names


def check(extract: Path, folder: Path) -> None:
    tiles = folder / "base-map.pmtiles"
    assert write_basemap(extract, tiles)
    parts = Parts(tiles)
    reader = Reader(parts)
    header = reader.header()
    longitude = (header["min_lon_e7"] + header["max_lon_e7"]) / 2e7
    latitude = (header["min_lat_e7"] + header["max_lat_e7"]) / 2e7
    assert (header["min_zoom"], header["max_zoom"]) == (0, 14)
    found = {zoom: reader.get(*tile_at(longitude, latitude, zoom)) for zoom in (11, 14)}
    assert all(found.values())
    assert {"roads", "buildings"} <= layers_in(found[14])
    assert layers_in(found[14]) <= {"water", "rivers", "green", "buildings", "roads", "rail", "boundaries", "places"}
    assert max(parts.lengths) < tiles.stat().st_size


def test_of_an_invented_city(tmp_path: Path) -> None:
    check(write_city(tiny_city(), tmp_path).map, tmp_path)


def test_of_a_real_extract(tmp_path: Path, real_data: Path) -> None:
    smallest = min((real_data / "osm").glob("*.osm.pbf"), key=lambda file: file.stat().st_size)
    check(smallest, tmp_path)

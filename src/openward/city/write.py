"""An invented city to files: the map (OpenStreetMap PBF), and what the generator knows about it as tables.

The same city gives the same bytes. Files are written beside their place and moved there when complete.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import osmium
import shapely

from openward.city.draw import draw
from openward.city.drawing import Drawing
from openward.city.frame import SCALE, to_degrees
from openward.city.model import InventedCity
from openward.city.tables import write_tables
from openward.methods.progress import Progress, silent

GENERATOR = "openward-city"  # by which readers tell that a map is fictitious exercise data
TIMESTAMP = "2024-01-01T00:00:00Z"  # of every object: a city has no history


@dataclass(frozen=True, slots=True)
class CityFiles:
    """Where everything was written."""

    map: Path  # <slug>.osm.pbf
    truth: Path  # truth.json: what a register of the map must find
    truth_table: Path  # truth.csv: the same, a place a row
    assessments: Path  # assessments.csv: fictitious ratings
    organisations: Path
    people: Path  # people.csv: roles, no persons


def write_city(city: InventedCity, folder: Path, progress: Progress = silent) -> CityFiles:
    """Write all files of a city into `folder`, which is made if need be. Stage reported: `writing-map`."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = draw(city)
    target = folder / f"{city.slug}.osm.pbf"
    partial = folder / f".{city.slug}.partial.osm.pbf"
    try:
        _write_map(city, drawn.drawing, partial, progress)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return CityFiles(target, *write_tables(city, drawn.place_ids, folder))


def _write_map(city: InventedCity, drawing: Drawing, target: Path, progress: Progress) -> None:
    header = osmium.io.Header()
    header.set("generator", GENERATOR)
    header.set("osmosis_replication_timestamp", TIMESTAMP)
    west, south, east, north = shapely.bounds(city.plan.ground)
    corners = to_degrees(np.array([[west, south], [east, north]]), city.origin)
    header.add_box(osmium.osm.Box(*corners[0], *corners[1]))
    output = osmium.io.File(str(target), "pbf,add_metadata=version+timestamp")
    writer = osmium.SimpleWriter(output, 4 * 1024 * 1024, header, True)
    try:
        _write_objects(drawing, writer, progress)
    finally:
        writer.close()


def _write_objects(drawing: Drawing, writer: osmium.SimpleWriter, progress: Progress) -> None:
    """One object is filled again and again: making millions of them would cost more than writing."""
    item = SimpleNamespace(id=0, version=1, timestamp=TIMESTAMP, tags=(), location=(0.0, 0.0), nodes=[], members=[])
    tagged = drawing.node_tags
    total = sum(len(places) for _, places in drawing.node_chunks()) + drawing.next_way
    done = 0
    for first, places in drawing.node_chunks():
        for number, place in enumerate((places / SCALE).tolist(), first):
            item.id, item.location, item.tags = number, place, tagged.get(number, ())
            writer.add_node(item)
        done += len(places)
        progress("writing-map", done, total)
    for layer in drawing.layers:
        nodes, offsets = layer.nodes, layer.offsets.tolist()
        for number in range(len(layer)):
            item.id, item.nodes, item.tags = (
                layer.first + number,
                nodes[offsets[number] : offsets[number + 1]].tolist(),
                layer.tags(number),
            )
            writer.add_way(item)
        done += len(layer)
        progress("writing-map", done, total)
    for number, (members, tags) in enumerate(drawing.relations, 1):
        item.id, item.members, item.tags = number, members, tags
        writer.add_relation(item)

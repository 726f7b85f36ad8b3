"""The streets of a map extract as a directed graph in seconds, for the vehicles of the emergency services.

The hard part is the edge of the extract: files are cut through ways (whose nodes are missing), or keep whole ways that
run on past what was cut out (and end in nothing). Left out, since most maps do not hold them well: turn restrictions,
waiting at lights, queues, slopes, ferries.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray

from openward.methods.progress import Progress, silent
from openward.methods.screening.model import StreetGraph
from openward.readers.sources import Box, Source, open_source, reading
from openward.readers.street_links import LaidOut, Point, Stretches, lay_out
from openward.readers.street_rules import blocks, pace, speeds

REPORT_EVERY = 10_000  # ways


def read_streets(path: Path, *, progress: Progress = silent) -> StreetGraph:
    """The street graph of an extract (.osm.pbf, .osm, .osm.gz). N = 0 where it has no street.

    Paces are by road class and tagged limit (street_speeds.yaml), one-way rules hold, and there is no bonus for blue
    lights. `edge_nodes` are the nodes beside one that the file lacks, those outside the box that the file states, and
    dead ends of through roads. Raises OpenwardError where the file cannot be read (see sources.py).
    """
    ways = _Ways()
    source = open_source(path)
    with reading(path):
        for count, item in enumerate(_barriers_and_ways(source)):
            if count % REPORT_EVERY == 0:
                progress("reading-streets", count)
            if isinstance(item, osmium.osm.Way):
                ways.add(item)
            elif isinstance(item, osmium.osm.Node) and blocks(item.tags):
                ways.barriers.add(item.id)
    laid_out = lay_out(ways.stretches)
    return replace(laid_out.graph, edge_nodes=_edge(laid_out, ways.beside_missing, source.box))


class _Ways:
    """Cuts drivable ways into stretches at barriers and at nodes that the file lacks."""

    def __init__(self) -> None:
        self.stretches = Stretches()
        self.barriers: set[int] = set()
        self.beside_missing: set[int] = set()
        self._copies = 0

    def add(self, way: osmium.osm.Way) -> None:
        found = pace(way.tags)
        if found is not None:
            through = way.tags["highway"] in speeds()["through"]
            for points in self._unbroken(way):
                self.stretches.add(points, found, through)

    def _unbroken(self, way: osmium.osm.Way) -> Iterator[list[Point]]:
        run: list[Point] = []
        missing = False
        for node in way.nodes:
            location = node.location
            if not location.valid():
                if run:
                    self.beside_missing.add(run[-1][0])
                yield run
                run, missing = [], True
                continue
            reference, longitude, latitude = node.ref, location.lon, location.lat
            if missing:
                self.beside_missing.add(reference)
                missing = False
            if reference in self.barriers:
                # Both sides end at the barrier, each at a copy of the node of its own.
                yield [*run, (self._copy(), longitude, latitude)]
                reference, run = self._copy(), []
            run.append((reference, longitude, latitude))
        yield run

    def _copy(self) -> int:
        self._copies -= 1
        return self._copies


def _barriers_and_ways(source: Source) -> osmium.FileProcessor:
    barriers, streets = osmium.filter.KeyFilter("barrier"), osmium.filter.KeyFilter("highway")
    barriers.enable_for(osmium.osm.NODE)
    streets.enable_for(osmium.osm.WAY)
    reader = osmium.FileProcessor(source.file, osmium.osm.NODE | osmium.osm.WAY).with_locations()
    return reader.with_filter(barriers).with_filter(streets)


def _edge(laid_out: LaidOut, beside_missing: set[int], box: Box | None) -> NDArray[np.int64]:
    beside = np.flatnonzero(np.isin(laid_out.map_nodes, np.array(sorted(beside_missing), np.int64)))
    outside = _outside(laid_out.graph, box)
    return np.unique(np.concatenate((beside, outside, laid_out.dead_ends)))


def _outside(graph: StreetGraph, box: Box | None) -> NDArray[np.int64]:
    """Nodes outside the stated box; none where the box is plainly of something else (it holds less than half)."""
    if box is None or not graph.longitude.size:
        return np.empty(0, np.int64)
    west, south, east, north = box
    outside = (graph.longitude < west) | (graph.longitude > east) | (graph.latitude < south) | (graph.latitude > north)
    return np.flatnonzero(outside) if outside.mean() < 0.5 else np.empty(0, np.int64)

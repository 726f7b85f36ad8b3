"""The streets of a map extract as a directed graph in seconds, for the vehicles of the emergency services.

Words: a *stretch* is a way, or the part of one between places where nobody gets through; a *junction* is a map node
where stretches meet or end; a *link* runs along one stretch from junction to junction. A link is laid out as a row of
nodes at most `SPACING_M` apart, whatever points the map draws it with, so that a place finds a node beside it and the
graph stays small. The hard part is the edge of the extract: files are cut through ways (their nodes are missing), or
keep whole ways that run on past what was cut out (and end in nothing).

Left out, since most maps do not hold them well: turn restrictions, waiting at lights, queues, slopes, ferries.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import osmium
from numpy.typing import NDArray

from openward.methods.errors import OpenwardError
from openward.methods.progress import Progress, silent
from openward.methods.screening.ground import on_ellipsoid
from openward.methods.screening.model import StreetGraph
from openward.readers.street_rules import blocks, pace, speeds

SPACING_M = 50.0
SHORTEST_M = 0.1  # two map nodes on one spot still cost a moment: seconds are > 0
REPORT_EVERY = 5_000  # ways


class _Stretches:
    """Columns that grow while the file is read: one row a point, and one row a stretch."""

    def __init__(self) -> None:
        self.references = array("q")
        self.longitude = array("d")
        self.latitude = array("d")
        self.starts = array("q")
        self.forward = array("d")
        self.backward = array("d")
        self.through = array("b")
        self.cut = set[int]()  # map nodes next to one that the file lacks
        self.barriers = set[int]()
        self._copies = 0

    def add(self, way: osmium.osm.Way) -> None:
        tags = dict(way.tags)
        found = pace(tags)
        if found is None:
            return
        through = tags["highway"] in speeds()["through"]
        run: list[tuple[int, float, float]] = []
        missing_before = False
        for node in way.nodes:
            location = node.location
            if not location.valid():
                if run:
                    self.cut.add(run[-1][0])
                self._close(run, found, through)
                run, missing_before = [], True
                continue
            reference = node.ref
            if reference in self.barriers:
                # Both sides end at the barrier, each at a copy of the node of its own.
                self._copies -= 1
                self._close([*run, (self._copies, location.lon, location.lat)], found, through)
                self._copies -= 1
                reference, run = self._copies, []
            if missing_before:
                self.cut.add(reference)
                missing_before = False
            run.append((reference, location.lon, location.lat))
        self._close(run, found, through)

    def _close(self, run: list[tuple[int, float, float]], found: tuple[float, float], through: bool) -> None:
        if len(run) < 2:
            return
        self.starts.append(len(self.references))
        for reference, longitude, latitude in run:
            self.references.append(reference)
            self.longitude.append(longitude)
            self.latitude.append(latitude)
        self.forward.append(found[0])
        self.backward.append(found[1])
        self.through.append(through)


def read_streets(path: Path, *, progress: Progress = silent) -> StreetGraph:
    """The street graph of an extract (.osm.pbf, .osm, .osm.gz). N = 0 where it has no street.

    Paces are by road class and tagged limit (street_speeds.yaml), one-way rules hold, and there is no bonus for blue
    lights. `edge_nodes` are the nodes beside one that the file lacks, those outside the box that the file states, and
    dead ends of through roads. Raises OpenwardError("extract-unreadable") where the file is damaged.
    """
    stretches = _Stretches()
    try:
        box = _stated_box(path)
        for count, item in enumerate(_barriers_and_ways(path)):
            if item.is_way():
                stretches.add(item)
            elif blocks(dict(item.tags)):
                stretches.barriers.add(item.id)
            if count % REPORT_EVERY == 0:
                progress("reading-streets", count)
    except RuntimeError as error:
        raise OpenwardError("extract-unreadable", name=path.name, detail=str(error)) from error
    return _graph(stretches, box)


def _barriers_and_ways(path: Path) -> Iterator[osmium.osm.OSMEntity]:
    kinds = osmium.osm.NODE | osmium.osm.WAY
    return iter(
        osmium.FileProcessor(str(path), kinds)
        .with_locations()
        .with_filter(osmium.filter.KeyFilter("highway").enable_for(osmium.osm.WAY))
        .with_filter(osmium.filter.KeyFilter("barrier").enable_for(osmium.osm.NODE))
    )


def _stated_box(path: Path) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the box that the file says it covers, if it says so."""
    with osmium.io.Reader(str(path), osmium.osm.NOTHING) as reader:
        box = reader.header().box()
    if not box.valid():
        return None
    corners = box.bottom_left, box.top_right
    return corners[0].lon, corners[0].lat, corners[1].lon, corners[1].lat


def _graph(stretches: _Stretches, box: tuple[float, float, float, float] | None) -> StreetGraph:
    """Lay the links out and number the nodes: junctions first in the order of their ids, then those along links."""
    if not stretches.starts:
        return StreetGraph(*(np.empty(0, kind) for kind in (float, float, int, int, float, int)))
    references = np.asarray(stretches.references)
    longitude, latitude = np.asarray(stretches.longitude), np.asarray(stretches.latitude)
    starts = np.asarray(stretches.starts)
    ends = np.append(starts[1:], references.size) - 1
    stretch_of = np.repeat(np.arange(starts.size), ends - starts + 1)

    ids, point_id, uses = np.unique(references, return_inverse=True, return_counts=True)
    is_end = np.zeros(references.size, bool)
    is_end[starts] = is_end[ends] = True
    is_junction = (uses[point_id] > 1) | is_end

    # Metres from the first point of all; a step from one stretch to the next counts nothing.
    steps = np.linalg.norm(np.diff(on_ellipsoid(longitude, latitude), axis=0), axis=1)
    steps[stretch_of[1:] != stretch_of[:-1]] = 0
    along = np.concatenate(([0.0], np.cumsum(steps)))

    stops = np.flatnonzero(is_junction)
    same = stretch_of[stops[1:]] == stretch_of[stops[:-1]]
    first, last = stops[:-1][same], stops[1:][same]
    metres = np.maximum(along[last] - along[first], SHORTEST_M)
    pieces = np.ceil(metres / SPACING_M).astype(np.int64)

    junctions, number = np.unique(point_id[stops], return_inverse=True)
    number_of = np.full(ids.size, -1)
    number_of[point_id[stops]] = number
    at = np.empty(ids.size, np.int64)
    at[point_id] = np.arange(references.size)  # any point that shows the node
    inside = pieces - 1
    before = junctions.size + np.cumsum(inside) - inside  # number of a link's first inner node
    link = np.repeat(np.arange(first.size), inside)
    rank = np.arange(link.size) - np.repeat(np.cumsum(inside) - inside, inside) + 1
    position = along[first][link] + metres[link] * rank / pieces[link]
    node_longitude = np.concatenate((longitude[at[junctions]], np.interp(position, along, longitude)))
    node_latitude = np.concatenate((latitude[at[junctions]], np.interp(position, along, latitude)))

    piece_link = np.repeat(np.arange(first.size), pieces)
    piece_rank = np.arange(piece_link.size) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    from_node = np.where(piece_rank == 0, number_of[point_id[first]][piece_link], before[piece_link] + piece_rank - 1)
    is_last = piece_rank == pieces[piece_link] - 1
    to_node = np.where(is_last, number_of[point_id[last]][piece_link], before[piece_link] + piece_rank)
    piece_metres = (metres / pieces)[piece_link]
    piece_stretch = stretch_of[first][piece_link]
    forward = np.asarray(stretches.forward)[piece_stretch] / 3.6
    backward = np.asarray(stretches.backward)[piece_stretch] / 3.6
    ahead, back = forward > 0, backward > 0

    through = np.asarray(stretches.through, bool)[piece_stretch]
    cut = number_of[np.isin(ids, np.array(sorted(stretches.cut), np.int64))]
    return StreetGraph(
        longitude=node_longitude,
        latitude=node_latitude,
        tails=np.concatenate((from_node[ahead], to_node[back])),
        heads=np.concatenate((to_node[ahead], from_node[back])),
        seconds=np.concatenate((piece_metres[ahead] / forward[ahead], piece_metres[back] / backward[back])),
        edge_nodes=np.unique(
            np.concatenate(
                (
                    cut[cut >= 0],
                    _outside(box, node_longitude, node_latitude),
                    _dead_ends(from_node, to_node, through),
                )
            )
        ),
    )


def _outside(
    box: tuple[float, float, float, float] | None, longitude: NDArray[np.float64], latitude: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Nodes outside the stated box; none where the box is plainly of something else (it holds less than half)."""
    if box is None:
        return np.empty(0, np.int64)
    west, south, east, north = box
    outside = (longitude < west) | (longitude > east) | (latitude < south) | (latitude > north)
    return np.flatnonzero(outside) if outside.mean() < 0.5 else np.empty(0, np.int64)


def _dead_ends(from_node: NDArray[np.int64], to_node: NDArray[np.int64], through: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Nodes where a through road stops and nothing goes on."""
    nodes, touches = np.unique(np.concatenate((from_node, to_node)), return_counts=True)
    on_through = np.unique(np.concatenate((from_node[through], to_node[through])))
    return np.intersect1d(nodes[touches == 1], on_through)

"""Help for 10,000 places of an invented city: at most 2 s once the graph is built, with one search a service.

The peer is scipy alone: the same searches on the same matrix, from the nearest nodes, with nothing asked of them. For
comparison also the streets' reading, beside a pass of pyosmium over the same ways and their nodes.
"""

from __future__ import annotations

import sys

import numpy as np
import osmium
from benchmarks.cities import map_of
from benchmarks.measure import Row, medians, publish
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import KDTree

from openward.methods.register.model import FacilityKind
from openward.methods.screening import help as help_module
from openward.methods.screening.help import help_times
from openward.methods.screening.network import travel_matrix
from openward.readers.extracts import read_register
from openward.readers.streets import read_streets

PLACES = 10_000
MADE = 10_300  # some places of a map are duplicates, or outside the city
LIMIT_S = 2.0


def main() -> int:
    file = map_of(MADE)
    register, graph = read_register(file, None), read_streets(file)
    places = register.places[:PLACES]
    assert len(places) == PLACES, len(places)

    travel = travel_matrix(graph)
    nodes = KDTree(np.column_stack((graph.longitude, graph.latitude)))
    sources = [
        nodes.query([(one.longitude, one.latitude) for one in register.facilities if one.kind is kind])[1]
        for kind in FacilityKind
    ]

    def scipy_alone() -> None:
        for start in (*sources, graph.edge_nodes):
            dijkstra(travel, indices=start, min_only=True, return_predecessors=True)

    def bare_pass() -> None:
        ways = osmium.FileProcessor(str(file), osmium.osm.NODE | osmium.osm.WAY).with_locations()
        for way in ways.with_filter(osmium.filter.KeyFilter("highway")):
            if way.is_way():
                for node in way.nodes:
                    _ = node.ref, node.location

    taken = medians(
        {
            "help": lambda: help_times(graph, register.facilities, places, register.extract),
            "scipy": scipy_alone,
            "streets": lambda: read_streets(file),
            "pass": bare_pass,
        }
    )
    searches: list[int] = []
    help_module.dijkstra = lambda *given, **named: searches.append(1) or dijkstra(*given, **named)
    help_times(graph, register.facilities, places, register.extract)
    help_module.dijkstra = dijkstra
    return publish(
        "help",
        [
            Row("nodes of the street graph", graph.longitude.size, "nodes"),
            Row("facilities", len(register.facilities), "facilities"),
            Row("places", len(places), "places"),
            Row("help for all places", taken["help"], "s", LIMIT_S),
            Row("  searches", len(searches), "searches", len(FacilityKind) + 1),
            Row("  scipy's searches alone", taken["scipy"], "s"),
            Row("  ratio", taken["help"] / taken["scipy"], "x"),
            Row("reading the streets", taken["streets"], "s"),
            Row("  a bare pass over ways and nodes", taken["pass"], "s"),
            Row("  ratio", taken["streets"] / taken["pass"], "x"),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())

"""How long each service takes to each place: one search of the street graph a service, and one from the edge.

Words: a *service* is a kind of facility; the *edge* is where streets leave the extract. The search runs from the
facilities outwards in the direction of driving, since the way back is another where streets are one-way. The hard part
is honesty at the edge: help that comes over it is unknown, so a place that the edge is nearer to than the quickest
facility says so. Method: multi-source shortest paths (E. W. Dijkstra, A note on two problems in connexion with
graphs, Numerische Mathematik 1, 1959) by scipy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from openward.methods.progress import Progress, silent
from openward.methods.register.model import ExtractFacts, Facility, FacilityKind, Known, MultiPolygon, PlaceFacts
from openward.methods.screening.model import Help, HelpState, StreetGraph
from openward.methods.screening.network import StreetAccess, travel_matrix


def help_times(
    graph: StreetGraph,
    facilities: Iterable[Facility],
    places: Iterable[PlaceFacts],
    extract: ExtractFacts,
    *,
    progress: Progress = silent,
) -> Mapping[str, tuple[Help, ...]]:
    """Place id -> one Help for each FacilityKind, in its order. Seconds from the facility's door to the place's.

    A hospital known to have no emergency care does not count; one that the map does not tag counts and is reported as
    unknown. A place that is itself a facility of the service has it in 0 seconds. Where no street leads from any
    facility to the place (an island, say), none is in the extract; where there is no street at all, that is said
    instead. The order of `facilities` and `places` is
    irrelevant. Seconds hold neither the time until a crew leaves nor any queue.
    """
    ordered = sorted(places, key=lambda place: place.id)
    known = sorted(facilities, key=lambda facility: facility.id)
    travel = travel_matrix(graph)
    access = StreetAccess(graph, travel)
    nodes, on_foot = access.of(*_positions(ordered))
    steps = len(FacilityKind) + 1
    progress("finding-help", 0, steps)
    edge = _arrival(_from_edge(travel, edge_nodes(graph, extract.covers)), nodes, on_foot)[0]
    answers: list[list[Help]] = []
    for done, kind in enumerate(FacilityKind, start=1):
        progress("finding-help", done, steps)
        helping = [facility for facility in known if facility.kind is kind and _helps(facility)]
        seconds, which = _from_facilities(travel, access, helping, nodes, on_foot)
        unreached = HelpState.NONE_IN_EXTRACT if graph.tails.size else HelpState.NO_STREETS
        answers.append(_answers(kind, helping, ordered, seconds, which, edge, unreached))
    progress("finding-help", steps, steps)
    return {place.id: found for place, found in zip(ordered, zip(*answers, strict=True), strict=True)}


def edge_nodes(graph: StreetGraph, covers: MultiPolygon | None) -> NDArray[np.int64]:
    """Nodes by which help may come from outside: those of the graph, and all outside what the extract covers."""
    if not covers or not graph.longitude.size:
        return graph.edge_nodes
    area = shapely.MultiPolygon([shapely.Polygon(polygon[0], polygon[1:]) for polygon in covers])
    shapely.prepare(area)
    outside = ~shapely.contains_xy(area, graph.longitude, graph.latitude)
    return np.union1d(graph.edge_nodes, np.flatnonzero(outside))


def _helps(facility: Facility) -> bool:
    return facility.kind is not FacilityKind.EMERGENCY_HOSPITAL or facility.emergency is not Known.NO


def _positions(things: Sequence[Facility] | Sequence[PlaceFacts]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return (
        np.array([thing.longitude for thing in things], np.float64),
        np.array([thing.latitude for thing in things], np.float64),
    )


def _from_edge(travel: csr_array, edge: NDArray[np.int64]) -> NDArray[np.float64]:
    """Seconds from the nearest edge node to every node."""
    if not edge.size:
        return np.full(travel.shape[0], np.inf)
    return np.asarray(dijkstra(travel, directed=True, indices=edge, min_only=True))


def _from_facilities(
    travel: csr_array,
    access: StreetAccess,
    facilities: Sequence[Facility],
    nodes: NDArray[np.int64],
    on_foot: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Seconds to each place, and the index of the facility that reaches it first (meaningless where seconds is inf).

    Each way of a facility to the streets is a node of its own behind those of the streets, with one arc, on foot.
    """
    size = travel.shape[0]
    doors, walk = access.of(*_positions(facilities))
    owner, door = np.nonzero(np.isfinite(walk))
    if not owner.size:
        return np.full(nodes.shape[0], np.inf), np.zeros(nodes.shape[0], np.int64)
    seconds, _, source = dijkstra(
        csr_array(
            (
                np.concatenate((travel.data, walk[owner, door])),
                np.concatenate((travel.indices, doors[owner, door])),
                np.concatenate((travel.indptr, travel.indptr[-1] + np.arange(1, owner.size + 1))),
            ),
            shape=(size + owner.size, size + owner.size),
        ),
        directed=True,
        indices=np.arange(size, size + owner.size),
        min_only=True,
        return_predecessors=True,
    )
    arrival, quickest = _arrival(seconds, nodes, on_foot)
    first = source[nodes[np.arange(nodes.shape[0]), quickest]] - size
    return arrival, np.where(np.isfinite(arrival), owner[np.where(np.isfinite(arrival), first, 0)], 0)


def _arrival(
    seconds: NDArray[np.float64], nodes: NDArray[np.int64], on_foot: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The least seconds to each place over the nodes it is reached by, and which of these that is."""
    if not nodes.size:
        return np.full(nodes.shape[0], np.inf), np.zeros(nodes.shape[0], np.int64)
    total = seconds[nodes] + on_foot
    quickest = total.argmin(axis=1)
    return total[np.arange(total.shape[0]), quickest], quickest


def _answers(
    kind: FacilityKind,
    facilities: Sequence[Facility],
    places: Sequence[PlaceFacts],
    seconds: NDArray[np.float64],
    which: NDArray[np.int64],
    edge: NDArray[np.float64],
    unreached: HelpState,
) -> list[Help]:
    own = {facility.id: facility for facility in facilities}
    answers = []
    for place, arrival, index, from_edge in zip(places, seconds.tolist(), which.tolist(), edge.tolist(), strict=True):
        itself = next((own[source] for source in (place.id, *place.source_ids) if source in own), None)
        if itself is not None:
            answers.append(Help(kind, HelpState.FOUND, 0.0, itself.id, itself.emergency))
        elif arrival == np.inf:
            answers.append(Help(kind, unreached, None, None, Known.UNKNOWN))
        else:
            state = HelpState.PERHAPS_NEARER_OUTSIDE if from_edge < arrival else HelpState.FOUND
            answers.append(Help(kind, state, arrival, facilities[index].id, facilities[index].emergency))
    return answers

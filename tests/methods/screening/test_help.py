"""Help comes along the streets in the direction of driving, and says what it does not know."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse.csgraph import dijkstra

from openward.methods.register.model import FacilityKind, Known
from openward.methods.screening import help as help_module
from openward.methods.screening.help import help_times
from openward.methods.screening.model import Help, HelpState, StreetGraph
from openward.methods.screening.network import FARTHEST_ACCESS_M, SIZEABLE_PART, WALKING_M_S, travel_matrix
from tests.methods.screening.given import FIRE, HOSPITAL, POLICE, SOUTH, STEP, WEST, extract, facility, place, streets

# Beside the grid, by unlike amounts, so that no two nodes are equally near.
BESIDE = (0.013, 0.029)


def fire(graph, facilities, places=None, covers=None) -> Help:
    """The fire service's help to the first place."""
    places = places or [place("p", 0, 0)]
    return help_times(graph, facilities, places, extract(covers))[places[0].id][list(FacilityKind).index(FIRE)]


def test_help_drives_round_by_the_one_way_street_that_leads_to_the_place():
    # 0 -> 1 -> 2 -> 0: from 1 to 0 it is two arcs on, though the arc from 0 to 1 is short.
    ring = streets([(0, 0), (1, 0), (1, 1)], [(0, 1, 10), (1, 2, 100), (2, 0, 200)])
    assert fire(ring, [facility("f", 1, 0)]).seconds == pytest.approx(300)


def test_the_quickest_facility_counts_not_the_nearest():
    graph = streets([(0, 0), (0.1, 0), (1, 0)], [(0, 1, 60), (1, 0, 600), (2, 0, 90), (0, 2, 90)])
    found = fire(graph, [facility("near", 0.1, 0), facility("far", 1, 0)])
    assert (found.facility, found.state) == ("far", HelpState.FOUND)


def test_of_parallel_streets_the_quicker_is_taken_and_they_are_not_added_up():
    graph = streets([(0, 0), (1, 0)], [(1, 0, 70), (1, 0, 50), (1, 0, 60), (0, 1, 50)])
    assert fire(graph, [facility("f", 1, 0)]).seconds == pytest.approx(50)
    assert travel_matrix(graph).nnz == 2


def test_a_service_without_a_facility_is_none_in_the_extract():
    graph = streets([(0, 0), (1, 0)], [(0, 1, 50), (1, 0, 50)], edge=[1])
    found = help_times(graph, [facility("f", 1, 0)], [place("p")], extract())["p"]
    assert [answer.service for answer in found] == [HOSPITAL, FIRE, POLICE]
    assert [answer.state is HelpState.NONE_IN_EXTRACT for answer in found] == [True, False, True]
    assert found[0].seconds is found[0].facility is None


def test_where_the_edge_is_nearer_than_the_facility_help_is_perhaps_nearer_outside():
    two_way = [(0, 1, 50), (1, 0, 50), (1, 2, 50), (2, 1, 50)]
    graph = streets([(0, 0), (1, 0), (2, 0)], two_way, edge=[1])
    answer = fire(graph, [facility("f", 2, 0)])
    assert (answer.state, answer.seconds) == (HelpState.PERHAPS_NEARER_OUTSIDE, pytest.approx(100))
    graph = streets([(0, 0), (1, 0), (2, 0)], two_way, edge=[2])
    assert fire(graph, [facility("f", 1, 0)]).state is HelpState.FOUND


def test_an_edge_that_can_only_be_left_by_brings_no_help():
    graph = streets([(0, 0), (1, 0), (0, 1)], [(0, 1, 50), (1, 0, 50), (0, 2, 1)], edge=[2])
    assert fire(graph, [facility("f", 1, 0)]).state is HelpState.FOUND


def test_streets_outside_what_the_extract_covers_are_its_edge():
    graph = streets([(0, 0), (1, 0), (2, 0)], [(0, 1, 5), (1, 0, 5), (2, 1, 80), (1, 2, 80)])
    west, east = WEST + 0.5 * STEP, WEST + 9 * STEP
    south, north = SOUTH - STEP, SOUTH + STEP
    covers = ((((west, south), (east, south), (east, north), (west, north), (west, south)),),)
    places = [place("p", 1, 0)]
    assert fire(graph, [facility("f", 2, 0)], places, covers).state is HelpState.PERHAPS_NEARER_OUTSIDE
    assert fire(graph, [facility("f", 2, 0)], places).state is HelpState.FOUND


def test_a_hospital_without_emergency_care_is_no_help_and_an_untagged_one_stays_unknown():
    graph = streets([(0, 0), (1, 0), (2, 0)], [(0, 1, 5), (1, 0, 5), (2, 1, 80), (1, 2, 80)])
    none = facility("none", 0, 0, HOSPITAL, Known.NO)
    untagged = facility("untagged", 2, 0, HOSPITAL, Known.UNKNOWN)
    answer = help_times(graph, [none, untagged], [place("p")], extract())["p"][0]
    assert (answer.facility, answer.emergency, answer.seconds) == ("untagged", Known.UNKNOWN, pytest.approx(85))
    tagged = replace(untagged, id="tagged", longitude=WEST, emergency=Known.YES)
    answer = help_times(graph, [none, untagged, tagged], [place("p")], extract())["p"][0]
    assert (answer.facility, answer.emergency) == ("tagged", Known.YES)


def test_a_place_that_is_the_facility_has_its_help_at_once():
    graph = streets([(0, 0), (1, 0)], [(0, 1, 50), (1, 0, 50)], edge=[0])
    merged = place("w7", 0.03, 0.04, source_ids=("w7", "n9"))
    answer = fire(graph, [facility("n9", 0.03, 0.04)], [merged])
    assert (answer.seconds, answer.state, answer.facility) == (0.0, HelpState.FOUND, "n9")


def test_a_place_beside_streets_that_are_joined_to_nothing_is_reached_from_the_next_street():
    graph = streets([(0, 0), (1, 0), (0.01, 0)], [(0, 1, 50), (1, 0, 50)])
    answer = fire(graph, [facility("f", 1, 0)], [place("p", 0.01, 0)])
    assert answer.seconds is not None
    assert 50 < answer.seconds < 50 + 15


def test_an_island_is_helped_from_its_own_streets_though_the_mainland_has_more():
    far = 90  # grid steps over the sea
    spots = [(x / 10, 0) for x in range(SIZEABLE_PART + 20)] + [(far + x / 10, 0) for x in range(SIZEABLE_PART)]
    both_ways = [
        arc
        for one, other in zip(range(len(spots) - 1), range(1, len(spots)), strict=True)
        if spots[other][0] - spots[one][0] < 1
        for arc in ((one, other, 10), (other, one, 10))
    ]
    graph = streets(spots, both_ways)
    island = [place("p", far, 0)]
    answer = fire(graph, [facility("mainland", 0, 0), facility("island", far + 1, 0)], island)
    assert (answer.facility, answer.seconds) == ("island", pytest.approx(100, abs=1e-3))
    assert fire(graph, [facility("mainland", 0, 0)], island).state is HelpState.NONE_IN_EXTRACT


def test_an_extract_without_streets_or_without_places_is_answered_too():
    nowhere = streets([], [])
    assert fire(nowhere, [facility("f", 1, 0)]).state is HelpState.NO_STREETS
    assert fire(nowhere, []).state is HelpState.NO_STREETS
    assert help_times(nowhere, [facility("f", 1, 0)], [], extract()) == {}


def test_there_is_one_search_a_service_and_one_from_the_edge_however_many_places(monkeypatch):
    searches = []
    monkeypatch.setattr(
        help_module, "dijkstra", lambda *given, **named: searches.append(1) or dijkstra(*given, **named)
    )
    graph = streets([(0, 0), (1, 0)], [(0, 1, 50), (1, 0, 50)], edge=[1])
    everyone = [facility(f"f{index}", 1, 0, service) for index, service in enumerate(FacilityKind)]
    help_times(graph, everyone, [place(f"p{index}", index / 100, 0) for index in range(40)], extract())
    assert len(searches) == len(FacilityKind) + 1


# Against plain Floyd-Warshall, with the choice of nodes written out.


@st.composite
def cities(draw):
    size = draw(st.integers(2, 7))
    spots = draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=size, max_size=size, unique=True))
    node = st.integers(0, size - 1)
    arcs = draw(st.lists(st.tuples(node, node, st.integers(1, 400)), max_size=18))
    graph = streets(spots, [arc for arc in arcs if arc[0] != arc[1]], draw(st.lists(node, max_size=2, unique=True)))
    at = st.tuples(node, st.sampled_from((-1, 1)), st.sampled_from((-1, 1)))

    def beside(where):
        number, right, up = where
        return spots[number][0] + right * BESIDE[0], spots[number][1] + up * BESIDE[1]

    facilities = [
        facility(f"f{index}", *beside(where)) for index, where in enumerate(draw(st.lists(at, min_size=1, max_size=4)))
    ]
    places = [
        place(f"p{index}", *beside(where)) for index, where in enumerate(draw(st.lists(at, min_size=1, max_size=4)))
    ]
    return graph, facilities, places


def metres(graph: StreetGraph, node: int, thing) -> float:
    north = math.radians((graph.latitude[node] + thing.latitude) / 2)
    # Meridian and parallel radii of curvature of WGS 84.
    squared = 0.00669437999014
    root = math.sqrt(1 - squared * math.sin(north) ** 2)
    up = math.radians(thing.latitude - graph.latitude[node]) * 6378137 * (1 - squared) / root**3
    right = math.radians(thing.longitude - graph.longitude[node]) * 6378137 / root * math.cos(north)
    return math.hypot(up, right)


def by_floyd_warshall(graph: StreetGraph) -> list[list[float]]:
    size = graph.longitude.size
    table = [[0.0 if row == column else math.inf for column in range(size)] for row in range(size)]
    for tail, head, seconds in zip(graph.tails, graph.heads, graph.seconds, strict=True):
        table[tail][head] = min(table[tail][head], float(seconds))
    for via in range(size):
        for row in range(size):
            for column in range(size):
                table[row][column] = min(table[row][column], table[row][via] + table[via][column])
    return table


def doors(graph: StreetGraph, table: list[list[float]], thing) -> list[tuple[int, float]]:
    """The nodes and seconds on foot of a thing: the nearest of the largest parts, and the nearest of the other bits."""
    size = len(table)
    part = [
        sum(1 for other in range(size) if table[node][other] + table[other][node] < math.inf) for node in range(size)
    ]
    found = []
    for members in (
        [node for node in range(size) if part[node] == max(part)],
        [node for node in range(size) if part[node] < max(part)],
    ):
        node = min(members, key=lambda node: metres(graph, node, thing), default=None)
        if node is not None and metres(graph, node, thing) <= FARTHEST_ACCESS_M:
            found.append((node, metres(graph, node, thing) / WALKING_M_S))
    return found


@settings(max_examples=150, deadline=None)
@given(cities())
def test_times_and_states_are_those_of_an_exhaustive_search(city):
    graph, facilities, places = city
    table = by_floyd_warshall(graph)
    for thing, answers in zip(places, help_times(graph, facilities, places, extract()).values(), strict=True):
        answer = answers[list(FacilityKind).index(FIRE)]
        ends = doors(graph, table, thing)
        arrivals = {
            start.id: min(
                (out + table[door][end] + on for door, out in doors(graph, table, start) for end, on in ends),
                default=math.inf,
            )
            for start in facilities
        }
        best = min(arrivals.values())
        edge = min((table[node][end] + on for node in graph.edge_nodes for end, on in ends), default=math.inf)
        if best == math.inf:
            none = HelpState.NONE_IN_EXTRACT if graph.tails.size else HelpState.NO_STREETS
            assert answer.state is none
            continue
        assert answer.seconds == pytest.approx(best, rel=1e-4)
        assert arrivals[answer.facility] == pytest.approx(best, rel=1e-4)
        if abs(edge - best) > 0.01:
            assert answer.state is (HelpState.PERHAPS_NEARER_OUTSIDE if edge < best else HelpState.FOUND)


def seconds(graph, facilities, places) -> dict[str, float]:
    found = help_times(graph, facilities, places, extract())
    return {name: math.inf if answers[1].seconds is None else answers[1].seconds for name, answers in found.items()}


@settings(max_examples=80, deadline=None)
@given(cities(), st.data())
def test_a_faster_street_never_makes_help_slower(city, data):
    graph, facilities, places = city
    if not graph.seconds.size:
        return
    shares = data.draw(st.lists(st.floats(0.05, 1), min_size=graph.seconds.size, max_size=graph.seconds.size))
    faster = replace(graph, seconds=graph.seconds * np.array(shares))
    before, after = seconds(graph, facilities, places), seconds(faster, facilities, places)
    assert all(after[name] <= before[name] + 1e-9 for name in before)


@settings(max_examples=80, deadline=None)
@given(cities())
def test_another_facility_never_makes_help_slower(city):
    graph, facilities, places = city
    fewer, all_of_them = seconds(graph, facilities[1:], places), seconds(graph, facilities, places)
    assert all(all_of_them[name] <= fewer[name] + 1e-9 for name in fewer)


@settings(max_examples=80, deadline=None)
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_input_is_irrelevant(city, chance):
    graph, facilities, places = city
    before = help_times(graph, facilities, places, extract())
    order = list(range(graph.tails.size))
    for column in (order, facilities, places):
        chance.shuffle(column)
    shuffled = replace(graph, tails=graph.tails[order], heads=graph.heads[order], seconds=graph.seconds[order])
    after = help_times(shuffled, facilities, places, extract())
    assert list(before.items()) == list(after.items())

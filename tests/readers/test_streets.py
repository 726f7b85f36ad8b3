"""The streets of an extract become a graph that the emergency services could drive."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import osmium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import connected_components, dijkstra

from openward.city import generate, write_city
from openward.methods.errors import Cancelled, OpenwardError
from openward.methods.ranges import Basis
from openward.methods.register.model import Known
from openward.methods.screening.help import help_times
from openward.methods.screening.model import HelpState, StreetGraph
from openward.methods.screening.network import travel_matrix
from openward.readers.extracts import read_register
from openward.readers.sources import open_source
from openward.readers.street_links import SPACING_M
from openward.readers.street_rules import Pace, blocks, limit, pace, speeds, speeds_basis
from openward.readers.streets import read_streets

WEST, SOUTH = 10.0, 48.0
KM_NORTH = 1 / 111.2  # degrees of latitude a kilometre, near enough for these tests


def spot(name: int) -> tuple[float, float]:
    """Node 12 lies one kilometre east and two north of the corner."""
    return WEST + name // 10 * KM_NORTH * 1.4946, SOUTH + name % 10 * KM_NORTH


def extract(
    folder: Path, ways: list[tuple[list[int], dict[str, str]]], *, bounds: str = "", barriers=(), missing=()
) -> Path:
    """An .osm file whose nodes are named by where they lie."""
    names = sorted({name for way, _ in ways for name in way} - set(missing))
    lines = ['<?xml version="1.0"?>', '<osm version="0.6">', bounds]
    for name in names:
        longitude, latitude = spot(name)
        tag = '<tag k="barrier" v="bollard"/>' if name in barriers else ""
        lines.append(f'<node id="{name + 1}" version="1" lon="{longitude:.7f}" lat="{latitude:.7f}">{tag}</node>')
    for number, (way, tags) in enumerate(ways, start=1):
        lines.append(f'<way id="{number}" version="1">')
        lines += [f'<nd ref="{name + 1}"/>' for name in way]
        lines += [f'<tag k="{key}" v="{value}"/>' for key, value in tags.items()]
        lines.append("</way>")
    lines.append("</osm>")
    file = folder / "streets.osm"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def at(graph: StreetGraph, name: int) -> int:
    """The graph's node at a spot; fails where there is none."""
    longitude, latitude = spot(name)
    distance = np.abs(graph.longitude - longitude) + np.abs(graph.latitude - latitude)
    assert distance.min() < 1e-6
    return int(distance.argmin())


def seconds(graph: StreetGraph, start: int, end: int) -> float:
    return float(dijkstra(travel_matrix(graph), indices=at(graph, start))[at(graph, end)])


RESIDENTIAL = {"highway": "residential"}


def test_a_kilometre_of_street_takes_its_class_a_kilometre_and_has_a_node_beside_every_house(tmp_path):
    graph = read_streets(extract(tmp_path, [([0, 1], RESIDENTIAL)]))
    assert seconds(graph, 0, 1) == pytest.approx(3600 / speeds()["classes"]["residential"], rel=0.01)
    assert graph.longitude.size == int(np.ceil(1000 / SPACING_M)) + 1
    gaps = np.diff(np.sort(graph.latitude)) / KM_NORTH * 1000
    assert gaps.max() < SPACING_M * 1.01
    assert (graph.seconds > 0).all()


def test_streets_meet_where_they_share_a_node_even_in_the_middle(tmp_path):
    graph = read_streets(extract(tmp_path, [([0, 1, 2], RESIDENTIAL), ([1, 11], RESIDENTIAL)]))
    assert seconds(graph, 0, 11) == pytest.approx(2 * seconds(graph, 0, 1), rel=0.01)


def test_a_bridge_without_a_shared_node_joins_nothing(tmp_path):
    graph = read_streets(extract(tmp_path, [([0, 20], RESIDENTIAL), ([1, 21], RESIDENTIAL)]))
    assert seconds(graph, 0, 21) == np.inf


@pytest.mark.parametrize(
    ("tags", "there", "back"),
    [
        ({"oneway": "yes"}, True, False),
        ({"oneway": "-1"}, False, True),
        ({"oneway": "no", "junction": "roundabout"}, True, True),
        ({"junction": "roundabout"}, True, False),
        ({"highway": "motorway"}, True, False),
        ({"highway": "motorway_link"}, True, True),
        ({"oneway": "yes", "oneway:emergency": "no"}, True, True),
        ({"oneway": "yes", "oneway:bicycle": "no"}, True, False),
    ],
)
def test_one_way_rules_hold(tmp_path, tags, there, back):
    graph = read_streets(extract(tmp_path, [([0, 1], RESIDENTIAL | tags)]))
    assert (seconds(graph, 0, 1) < np.inf, seconds(graph, 1, 0) < np.inf) == (there, back)


def test_a_bollard_stops_the_way_and_one_that_gives_way_does_not(tmp_path):
    graph = read_streets(extract(tmp_path, [([0, 1, 2], RESIDENTIAL)], barriers=[1]))
    assert seconds(graph, 0, 2) == np.inf
    assert not graph.edge_nodes.size
    assert blocks({"barrier": "bollard"})
    assert not blocks({"barrier": "bollard", "bollard": "removable"})
    assert not blocks({"barrier": "bollard", "emergency": "yes"})
    assert not blocks({"barrier": "gate"})


def test_ways_cut_at_missing_nodes_end_at_the_edge(tmp_path):
    graph = read_streets(extract(tmp_path, [([0, 1, 2, 3], RESIDENTIAL), ([11, 1], RESIDENTIAL)], missing=[2]))
    # Node 3 stands alone behind the gap: no street is left of it.
    assert set(graph.edge_nodes) == {at(graph, 1)}


def test_a_way_that_comes_in_from_missing_nodes_starts_at_the_edge(tmp_path):
    graph = read_streets(extract(tmp_path, [([1, 2, 3], RESIDENTIAL), ([2, 12], RESIDENTIAL)], missing=[1]))
    assert set(graph.edge_nodes) == {at(graph, 2)}


def test_streets_outside_the_stated_box_are_the_edge(tmp_path):
    bounds = f'<bounds minlon="9.9" minlat="47.9" maxlon="11" maxlat="{SOUTH + 1.01 * KM_NORTH}"/>'
    graph = read_streets(
        extract(tmp_path, [([0, 1], RESIDENTIAL), ([10, 11], RESIDENTIAL), ([1, 2], RESIDENTIAL)], bounds=bounds)
    )
    assert at(graph, 2) in graph.edge_nodes
    assert at(graph, 1) not in graph.edge_nodes


def test_a_box_that_holds_hardly_a_street_is_not_believed(tmp_path):
    bounds = '<bounds minlon="1" minlat="1" maxlon="2" maxlat="2"/>'
    assert not read_streets(extract(tmp_path, [([0, 1], RESIDENTIAL)], bounds=bounds)).edge_nodes.size


def test_a_through_road_that_ends_in_nothing_was_cut_and_a_cul_de_sac_was_not(tmp_path):
    ways = [([0, 1], {"highway": "primary"}), ([1, 2], RESIDENTIAL), ([0, 10], RESIDENTIAL), ([10, 1], RESIDENTIAL)]
    assert not read_streets(extract(tmp_path, ways)).edge_nodes.size
    graph = read_streets(extract(tmp_path, [*ways, ([1, 11], {"highway": "primary"})]))
    assert list(graph.edge_nodes) == [at(graph, 11)]


@pytest.mark.parametrize(
    "tags",
    [
        {"highway": "footway"},
        {"highway": "steps", "emergency": "yes"},
        {"highway": "track"},
        {"highway": "construction"},
        {"highway": "residential", "access": "no"},
        {"highway": "residential", "emergency": "no"},
        {"railway": "tram"},
    ],
)
def test_what_nobody_drives_is_no_street(tmp_path, tags):
    assert pace(tags) is None
    assert read_streets(extract(tmp_path, [([0, 1], tags)])).longitude.size == 0


@pytest.mark.parametrize(
    ("tags", "kmh"),
    [
        ({"highway": "residential", "access": "private"}, 25),
        ({"highway": "residential", "access": "no", "bus": "yes"}, 25),
        ({"highway": "residential", "access": "no", "emergency": "designated"}, 25),
        ({"highway": "residential", "motor_vehicle": "destination"}, 25),
        ({"highway": "residential", "motor_vehicle": "no"}, 10),
        ({"highway": "residential", "motor_vehicle": "no", "maxspeed": "50"}, 10),
        ({"highway": "footway", "emergency": "yes"}, 10),
        ({"highway": "track", "motor_vehicle": "yes"}, 10),
        ({"highway": "residential", "maxspeed": "50"}, 40),
        ({"highway": "residential", "maxspeed": "rubbish"}, 25),
    ],
)
def test_the_emergency_services_drive_where_the_public_may_not_at_a_pace_that_fits(tags, kmh):
    assert pace(tags) == Pace(kmh, kmh)


def test_limits_may_differ_by_direction():
    tags = {"highway": "primary", "maxspeed:forward": "100", "maxspeed:backward": "50"}
    assert pace(tags) == Pace(80, 40)


@pytest.mark.parametrize(
    ("text", "kmh"),
    [
        ("50", 50),
        ("30 mph", pytest.approx(48.28, abs=0.01)),
        ("30mph", pytest.approx(48.28, abs=0.01)),
        ("70 km/h", 70),
        ("50;30", 50),
        ("FR:urban", 50),
        ("BE-VLG:rural", 90),
        ("DE:zone:30", 30),
        ("DE:zone30", 30),
        ("walk", 10),
        ("none", 120),
        ("500", None),
        ("0", None),
        ("signals", None),
        ("", None),
    ],
)
def test_limits_are_read_in_every_spelling_of_the_map(text, kmh):
    assert limit(text) == kmh


@given(st.text(max_size=20))
def test_no_tag_value_makes_a_limit_that_nobody_could_drive(text):
    found = limit(text)
    assert found is None or speeds()["slowest_limit"] <= found <= speeds()["fastest_limit"]


@given(
    st.dictionaries(
        st.sampled_from(["highway", "oneway", "access", "motor_vehicle", "maxspeed", "junction"]), st.text(max_size=6)
    )
)
def test_tags_of_any_value_give_a_pace_or_none(tags):
    found = pace({"highway": "primary"} | tags)
    assert found is None or max(found) > 0


def test_the_paces_say_on_what_they_rest():
    basis, source = speeds_basis()
    assert basis is Basis.ASSUMED
    assert "not measured in this city" in source


def test_every_pace_of_the_table_is_one_that_a_vehicle_has():
    table = speeds()
    assert all(0 < kmh <= table["fastest_limit"] for kmh in [*table["classes"].values(), *table["limits"].values()])
    assert set(table["through"]) <= set(table["classes"])


def test_a_file_without_streets_is_an_empty_graph(tmp_path):
    graph = read_streets(extract(tmp_path, []))
    assert graph.longitude.size == graph.tails.size == graph.edge_nodes.size == 0


def test_a_damaged_file_is_refused_by_name(tmp_path):
    whole = extract(tmp_path, [([0, 1], RESIDENTIAL)])
    broken = tmp_path / "broken.osm"
    broken.write_bytes(whole.read_bytes()[:-40])
    with pytest.raises(OpenwardError) as refused:
        read_streets(broken)
    assert refused.value.code == "extract-unreadable"
    with pytest.raises(OpenwardError) as refused:
        read_streets(tmp_path / "nowhere.osm")
    assert refused.value.code == "extract-missing"


def test_reading_can_be_stopped(tmp_path):
    def stop(stage, done=0, total=None):
        raise Cancelled

    with pytest.raises(Cancelled):
        read_streets(extract(tmp_path, [([0, 1], RESIDENTIAL)]), progress=stop)


def test_the_same_file_gives_the_same_graph(tmp_path):
    file = extract(tmp_path, [([0, 1, 2], RESIDENTIAL), ([1, 11, 21], RESIDENTIAL), ([2, 21], RESIDENTIAL)])
    one, other = read_streets(file), read_streets(file)
    assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in StreetGraph.__dataclass_fields__)


EXTRACTS = ["monaco", "liechtenstein-2013", "liechtenstein-2015", "helsinki-centre"]


@pytest.mark.parametrize("name", EXTRACTS)
def test_real_streets_hang_together_and_are_cut_somewhere(real_data, name):
    graph = read_streets(real_data / "osm" / f"{name}.osm.pbf")
    _, part = connected_components(travel_matrix(graph), connection="strong")
    assert np.bincount(part).max() > 0.8 * graph.longitude.size
    assert 0 < graph.edge_nodes.size < 0.1 * graph.longitude.size
    assert (graph.seconds > 0).all()
    assert graph.seconds.max() < SPACING_M / (speeds()["slowest_limit"] * speeds()["share_of_limit"] / 3.6) + 1


@pytest.mark.parametrize("name", EXTRACTS)
def test_help_reaches_every_real_place_that_has_a_service_in_its_extract(real_data, name):
    file = real_data / "osm" / f"{name}.osm.pbf"
    register = read_register(file, None)
    found = help_times(read_streets(file), register.facilities, register.places, register.extract)
    assert list(found) == sorted(place.id for place in register.places)
    helping = {one.kind for one in register.facilities if one.emergency is not Known.NO}
    for answers in found.values():
        for answer in answers:
            assert (answer.state is HelpState.NONE_IN_EXTRACT) == (answer.service not in helping)
            assert answer.seconds is None or 0 <= answer.seconds < 3600


def test_a_smaller_extract_of_the_same_streets_doubts_its_help_where_the_whole_one_need_not(tmp_path):
    """The edge does its work: what a cut hides can only be nearer, and then the cut extract says "perhaps"."""
    city = generate(1, 300)
    file = write_city(city, tmp_path / "city").map
    cut = tmp_path / "cut.osm.pbf"
    box = open_source(file).box
    middle = (box[0] + box[2]) / 2
    with osmium.SimpleWriter(str(cut)) as writer:
        for thing in osmium.FileProcessor(str(file)):
            if not thing.is_node() or thing.location.lon < middle:
                writer.add(thing)
    register = read_register(file, None)
    inside = [place for place in register.places if place.longitude < middle]
    help_inside = [one for one in register.facilities if one.longitude < middle]
    assert len(inside) > 50
    whole = help_times(read_streets(file), register.facilities, inside, register.extract)
    half = help_times(read_streets(cut), help_inside, inside, replace(register.extract, covers=None))
    sure = doubted = 0
    for name, answers in half.items():
        for known, answer in zip(whole[name], answers, strict=True):
            if answer.state is HelpState.FOUND:
                sure += 1
                assert known.seconds is not None
                assert answer.seconds == pytest.approx(known.seconds, abs=0.5)
            doubted += answer.state is HelpState.PERHAPS_NEARER_OUTSIDE
    assert sure
    assert doubted


def test_a_file_that_lists_its_ways_before_their_nodes_has_its_streets_too(tmp_path):
    lines = extract(tmp_path, [([0, 1], RESIDENTIAL)]).read_text("utf-8").splitlines()
    nodes = [line for line in lines if line.startswith("<node")]
    others = [line for line in lines if line not in nodes]
    turned = tmp_path / "turned.osm"
    turned.write_text("\n".join([*others[:-1], *nodes, others[-1]]), encoding="utf-8")
    assert seconds(read_streets(turned), 0, 1) == seconds(read_streets(tmp_path / "streets.osm"), 0, 1) < np.inf

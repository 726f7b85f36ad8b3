"""The map file: readable by pyosmium with areas, complete, signed as invented, out in the open sea."""

from __future__ import annotations

import json
from collections import Counter

import osmium
import pytest
import shapely
from shapely.geometry import shape

from openward.city import CityFiles, InventedCity, generate
from openward.city.draw import draw


@pytest.fixture(scope="module")
def objects(town_files: CityFiles) -> dict[str, dict[str, str]]:
    """Every tagged object by its id."""
    found = {}
    for item in osmium.FileProcessor(str(town_files.map)):
        if item.tags:
            found[f"{item.type_str()}{item.id}"] = dict(item.tags)
    return found


def test_the_header_says_who_made_it_and_when(town_files: CityFiles) -> None:
    header = osmium.io.Reader(str(town_files.map)).header()
    assert header.get("generator").startswith("openward-city")
    assert header.get("osmosis_replication_timestamp")


def test_all_nodes_lie_in_the_box_of_the_header_far_from_land(town_files: CityFiles) -> None:
    box = osmium.io.Reader(str(town_files.map)).header().box()
    assert -50 < box.bottom_left.lon < box.top_right.lon < -30
    assert 25 < box.bottom_left.lat < box.top_right.lat < 40
    for node in osmium.FileProcessor(str(town_files.map), osmium.osm.NODE):
        assert box.bottom_left.lon - 1e-6 <= node.lon <= box.top_right.lon + 1e-6
        assert box.bottom_left.lat - 1e-6 <= node.lat <= box.top_right.lat + 1e-6


def test_objects_come_in_order_and_ways_know_all_their_nodes(town_files: CityFiles) -> None:
    last = {"n": 0, "w": 0, "r": 0}
    nodes: set[int] = set()
    used: set[int] = set()
    kinds = []
    for item in osmium.FileProcessor(str(town_files.map)):
        sort = item.type_str()
        assert item.id > last[sort]
        last[sort] = item.id
        if not kinds or kinds[-1] != sort:
            kinds.append(sort)
        if item.is_node():
            nodes.add(item.id)
        elif item.is_way():
            used.update(node.ref for node in item.nodes)
    assert kinds == ["n", "w", "r"]
    assert used <= nodes


def test_the_boundary_of_the_city_says_that_it_is_invented(
    town: InventedCity, objects: dict[str, dict[str, str]]
) -> None:
    marked = {key: tags for key, tags in objects.items() if tags.get("openward:invented") == "yes"}
    assert Counter(key[0] for key in marked) == {"r": 1, "n": 1}
    (boundary,) = (tags for key, tags in marked.items() if key[0] == "r")
    assert boundary["name"] == town.name.fr
    assert boundary["admin_level"] == "8"


def test_areas_are_assembled_from_all_closed_ways_and_relations(town: InventedCity, town_files: CityFiles) -> None:
    geometry = osmium.geom.GeoJSONFactory()
    levels: Counter[str] = Counter()
    districts = {}
    buildings = 0
    for item in osmium.FileProcessor(str(town_files.map)).with_areas():
        if item.is_area():
            buildings += "building" in item.tags
            if "admin_level" in item.tags:
                levels[item.tags["admin_level"]] += 1
                districts[item.tags["name"]] = shape(json.loads(geometry.create_multipolygon(item)))
    assert buildings == len(town.buildings.shapes)
    assert levels == {"8": 2, "9": len(town.districts)}  # the piece of a country is no area
    city = districts.pop(town.name.fr)
    districts.pop(town.neighbour.fr)
    together = shapely.union_all(list(districts.values()))
    assert together.symmetric_difference(city).area < 1e-6 * city.area


def test_every_id_of_the_truth_is_an_object_with_those_tags(
    town: InventedCity, objects: dict[str, dict[str, str]]
) -> None:
    for place, ids in zip(town.places, draw(town).place_ids, strict=True):
        assert place.tags.items() <= objects[ids[0]].items()
        for twin, source in zip(place.twins, ids[1:], strict=True):
            assert twin.tags.items() <= objects[source].items()


def test_the_map_grows_with_the_number_of_places_and_not_faster() -> None:
    per_place = []
    for places in (250, 1000):
        drawing = draw(generate(1, places)).drawing
        ways = drawing.next_way - 1
        nodes = sum(len(chunk) for _, chunk in drawing.node_chunks())
        per_place.append((ways / places, nodes / places))
    for small, large in zip(*per_place, strict=True):
        assert 0.6 < large / small < 1.4

"""What stands in an invented city: every kind, as every sort of map object, with what real maps get wrong."""

from __future__ import annotations

import json

import pytest
import shapely

from openward.city import CityFiles, Flaw, Form, InventedCity, generate, tiny_city
from openward.methods.typology import load_typology


def _shows(tags: dict[str, str], kind: str) -> bool:
    return any(
        all(key in tags and (tags[key] in values or "*" in values) for key, values in rule.items())
        for rule in load_typology().kinds[kind].tags
    )


@pytest.mark.parametrize("seed", range(1, 9))
def test_even_a_tiny_city_has_a_place_of_every_kind(seed: int) -> None:
    kinds = {place.kind for place in tiny_city(seed).places if place.registered}
    assert kinds == set(load_typology().kinds)


def test_a_city_has_as_many_places_as_asked() -> None:
    for places in (1, 7, 60, 240):
        city = generate(4, places)
        ours = [place for place in city.places if not place.flaws & {Flaw.NEVER_IMPORTED, Flaw.OUTSIDE_CITY}]
        assert len(ours) == places + 1  # and one whose outline is broken


def test_every_place_carries_tags_that_show_its_kind(town: InventedCity) -> None:
    for place in town.places:
        if place.registered:
            assert _shows(dict(place.tags), place.kind), place
        for twin in place.twins:
            assert _shows(dict(twin.tags), place.kind)


def test_places_are_nodes_ways_and_relations(town: InventedCity) -> None:
    assert {place.form for place in town.places} == set(Form)


def test_names_stand_in_three_languages_and_two_scripts(town: InventedCity) -> None:
    named = [place for place in town.places if place.name is not None]
    arabic = [place.tags["name:ar"] for place in named if "name:ar" in place.tags]
    assert len(arabic) > len(named) / 2
    assert all(any("؀" <= letter <= "ۿ" for letter in name) for name in arabic)
    assert any("name:en" in place.tags for place in named)
    assert any("name:fr" in place.tags for place in named)


def test_the_city_has_what_real_maps_get_wrong() -> None:
    places = [place for seed in (1, 2, 3) for place in generate(seed, 300).places]
    assert set(Flaw) == {flaw for place in places for flaw in place.flaws}
    assert any("religion" in place.tags for place in places)  # so that dropping it is tested


def test_every_sort_that_is_never_imported_is_there_to_be_left_out(town: InventedCity) -> None:
    withheld = [dict(place.tags) for place in town.places if Flaw.NEVER_IMPORTED in place.flaws]
    for sort in load_typology().never_imported:
        for rule in sort.tags:
            assert any(
                all(key in tags and (tags[key] in values or "*" in values) for key, values in rule.items())
                for tags in withheld
            ), rule


def test_places_lie_in_the_city_unless_they_are_marked(town: InventedCity) -> None:
    for place in town.places:
        inside = town.plan.city.contains(shapely.Point(place.point))
        assert inside != (Flaw.OUTSIDE_CITY in place.flaws)


def test_no_two_places_share_a_building_or_ground(town: InventedCity) -> None:
    buildings = [place.building for place in town.places if place.building is not None]
    assert len(buildings) == len(set(buildings))
    grounds = [
        place.outline for place in town.places if place.outline is not None and place.kind not in ("bridge", "tunnel")
    ]
    for number, ground in enumerate(grounds):
        for other in grounds[number + 1 :]:
            assert ground.intersection(other).area < 1


def test_the_truth_names_each_map_object_once(town: InventedCity, town_files: CityFiles) -> None:
    truth = json.loads(town_files.truth.read_text(encoding="utf-8"))
    ids = [source for place in truth["places"] for source in place["source_ids"]]
    assert truth["exercise"] is True
    assert len(ids) == len(set(ids)) == sum(1 + len(place.twins) for place in town.places)
    assert any(len(place["source_ids"]) > 1 for place in truth["places"])

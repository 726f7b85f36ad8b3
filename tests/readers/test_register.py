"""What a city officer finds in the register of a map: each place once, with the map's facts and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.methods.errors import OpenwardError
from openward.methods.register.model import CityBasis, FacilityKind, Known, PlaceFacts, Register
from openward.readers.extracts import read_register
from tests.readers.drawn import DrawnMap

METRE = 1 / 111_195  # degrees at the equator, where all these maps lie


def register_of(drawn: DrawnMap, folder: Path, city: str | None = None) -> Register:
    return read_register(drawn.write(folder / "drawn.osm"), city)


def only_place(drawn: DrawnMap, folder: Path) -> PlaceFacts:
    places = register_of(drawn, folder).places
    assert len(places) == 1
    return places[0]


def test_nodes_ways_and_relations_are_places(tmp_path: Path) -> None:
    drawn = DrawnMap()
    node = drawn.node((0.01, 0.01), amenity="library", name="One")
    way = drawn.square((0.02, 0.02), 0.0004, amenity="library", building="yes", name="Two")
    outer = drawn.square((0.03, 0.03), 0.001)
    inner = drawn.square((0.03, 0.03), 0.0005)
    relation = drawn.relation([(outer, "outer"), (inner, "inner")], amenity="library", building="yes", name="Three")
    places = register_of(drawn, tmp_path).places
    assert [(place.id, place.name) for place in places] == [(node, "One"), (way, "Two"), (relation, "Three")]
    assert [place.footprint is None for place in places] == [True, False, False]


def test_a_hole_is_no_part_of_the_footprint_and_the_place_lies_beside_it(tmp_path: Path) -> None:
    drawn = DrawnMap()
    outer = drawn.square((0.03, 0.03), 200 * METRE)
    inner = drawn.square((0.03, 0.03), 100 * METRE)
    drawn.relation([(outer, "outer"), (inner, "inner")], amenity="hospital", building="yes")
    place = only_place(drawn, tmp_path)
    assert place.footprint_m2 == pytest.approx(30_000, rel=0.01)
    assert place.built_m2 == place.footprint_m2
    assert max(abs(place.longitude - 0.03), abs(place.latitude - 0.03)) > 49 * METRE


def test_areas_are_square_metres_on_the_ellipsoid_in_the_far_north_too(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((25.0, 70.0), 0.002, amenity="school", building="yes")
    # A degree of latitude is 111.6 km there and one of longitude 38.2 km.
    assert only_place(drawn, tmp_path).footprint_m2 == pytest.approx(223.1 * 76.37, rel=0.003)


def test_a_node_inside_its_own_building_is_one_place_that_keeps_both_ids(tmp_path: Path) -> None:
    drawn = DrawnMap()
    house = drawn.square((0.01, 0.01), 0.0005, amenity="theatre", building="yes")
    sign = drawn.node((0.0101, 0.0101), amenity="theatre", name="The Owl", wheelchair="limited")
    register = register_of(drawn, tmp_path)
    (place,) = register.places
    assert place.source_ids == (house, sign)
    assert (place.id, place.name, place.wheelchair) == (house, "The Owl", "limited")
    assert register.left_out == {"merged-duplicate": 1}


def test_two_schools_in_one_yard_stay_two(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((0.01, 0.01), 0.001, amenity="school", name="Upper School of the Elms")
    drawn.node((0.0101, 0.0101), amenity="school", name="Lower School of the Elms")
    assert len(register_of(drawn, tmp_path).places) == 2


def test_a_street_drawn_in_pieces_is_one_place(tmp_path: Path) -> None:
    drawn = DrawnMap()
    for start in range(5):
        piece = [(0.01 + start * 0.001, 0.01), (0.011 + start * 0.001, 0.01)]
        drawn.way(piece, highway="pedestrian", name="Lime Walk")
    assert len(only_place(drawn, tmp_path).source_ids) == 5


def test_people_of_a_school_are_counted_in_its_houses_not_on_its_yard(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((0.01, 0.01), 200 * METRE, amenity="school", name="Elms")
    drawn.square((0.0098, 0.01), 20 * METRE, building="school", building__levels="3")
    drawn.square((0.0102, 0.01), 40 * METRE, building="yes", building__levels="1")
    drawn.square((0.02, 0.01), 40 * METRE, building="yes", building__levels="9")
    place = only_place(drawn, tmp_path)
    assert place.footprint_m2 == pytest.approx(40_000, rel=0.01)
    assert place.built_m2 == pytest.approx(2_000, rel=0.01)
    assert place.levels == pytest.approx((400 * 3 + 1600 * 1) / 2000, abs=0.01)


def test_a_yard_without_a_house_says_nothing_of_floors(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((0.01, 0.01), 0.001, amenity="school")
    assert only_place(drawn, tmp_path).built_m2 is None


def test_names_are_kept_in_every_language_and_a_former_name_is_no_language(tmp_path: Path) -> None:
    drawn = DrawnMap()
    names = {"name": "Зал", "name__fr": "Salle", "name__zh-Hant": "廳", "name__ar": "قاعة", "name__sr-Latn": "Sala"}
    drawn.node((0.01, 0.01), amenity="theatre", name__etymology="x", name__old="y", **names)
    place = only_place(drawn, tmp_path)
    assert place.name == "Зал"
    assert dict(place.names) == {"ar": "قاعة", "fr": "Salle", "sr-Latn": "Sala", "zh-Hant": "廳"}


def test_religion_leaves_no_trace(tmp_path: Path) -> None:
    seen = []
    for religion, building in (("a", "church"), ("b", "mosque"), ("c", "temple")):
        drawn = DrawnMap()
        tags = {"religion": religion, "denomination": religion * 2, "building": building}
        drawn.square((0.01, 0.01), 0.0005, amenity="place_of_worship", name="House of the Hill", **tags)
        seen.append(only_place(drawn, tmp_path))
    assert seen[0] == seen[1] == seen[2]


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "social_facility", "social_facility": "shelter"},
        {"amenity": "community_centre", "community_centre__for": "refugee"},
        {"tourism": "hostel", "social_facility": "shelter", "social_facility__for": "homeless"},
        {"tourism": "hotel", "refugee": "yes"},
        {"amenity": "clinic", "healthcare": "abortion"},
        {"amenity": "clinic", "healthcare__speciality": "general;addiction_medicine"},
        {"office": "government", "government": "asylum"},
        {"amenity": "kindergarten", "social_facility__for": "child;abused"},
        {"amenity": "hospital", "social_facility__for": "women"},
        {"amenity": "nursing_home", "social_facility": "nursing_home;shelter"},
    ],
)
def test_a_refuge_is_counted_and_nothing_of_it_is_kept(tags: dict[str, str], tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.node((0.01, 0.01), amenity="library", name="Seen")
    hidden = drawn.square((0.02, 0.02), 0.0005, building="yes", name="Unseen House", **tags)
    register = register_of(drawn, tmp_path)
    assert [place.name for place in register.places] == ["Seen"]
    assert register.left_out == {"never-imported": 1}
    assert "Unseen" not in repr(register)
    assert hidden not in {source for place in register.places for source in place.source_ids}


@pytest.mark.parametrize(
    "tags",
    [
        {"amenity": "social_facility", "social_facility": "nursing_home", "social_facility__for": "senior"},
        {"amenity": "community_centre", "community_centre__for": "juvenile;child"},
        {"amenity": "hospital", "healthcare__speciality": "addiction_medicine;cardiology"},
        {"amenity": "shelter", "shelter_type": "public_transport", "tourism": "attraction"},
    ],
)
def test_an_ordinary_place_is_not_taken_for_a_refuge(tags: dict[str, str], tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.node((0.01, 0.01), name="Seen", **tags)
    assert only_place(drawn, tmp_path).name == "Seen"


def test_what_is_out_of_use_is_left_out(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.node((0.01, 0.01), amenity="library")
    drawn.node((0.02, 0.01), amenity="school", disused="yes")
    drawn.node((0.03, 0.01), **{"disused:amenity": "school"})
    register = register_of(drawn, tmp_path)
    assert [place.kind for place in register.places] == ["library"]
    assert register.left_out == {"not-in-use": 1}


def test_help_comes_from_the_whole_extract_and_only_a_tagged_no_rules_a_hospital_out(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Town", 8, [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)])
    drawn.node((0.05, 0.05), amenity="library")
    drawn.node((0.20, 0.05), amenity="hospital", name="Yes", emergency="yes")
    drawn.node((0.21, 0.05), amenity="hospital", name="No", emergency="no")
    drawn.node((0.22, 0.05), amenity="hospital", name="Untagged")
    drawn.square((0.23, 0.05), 0.001, amenity="fire_station", building="yes", name="Fire")
    drawn.node((0.23, 0.05), amenity="fire_station")
    drawn.node((0.24, 0.05), amenity="police")
    register = register_of(drawn, tmp_path, "Town")
    assert [place.kind for place in register.places] == ["library"]
    assert [(help.name, help.kind, help.emergency) for help in register.facilities] == [
        ("Yes", FacilityKind.EMERGENCY_HOSPITAL, Known.YES),
        ("Untagged", FacilityKind.EMERGENCY_HOSPITAL, Known.UNKNOWN),
        (None, FacilityKind.POLICE, Known.UNKNOWN),
        ("Fire", FacilityKind.FIRE, Known.UNKNOWN),
    ]


def test_a_relation_with_members_missing_is_a_place_without_area(tmp_path: Path) -> None:
    drawn = DrawnMap()
    ring = [(0.01, 0.01), (0.012, 0.01), (0.012, 0.012), (0.01, 0.012), (0.01, 0.01)]
    halves = [drawn.way(ring[:3]), drawn.way(ring[2:])]
    park = drawn.relation([(half, "outer") for half in halves], leisure="park", name="Half Known")
    lost = drawn.way([(0.05, 0.05), (0.06, 0.06)])
    drawn.relation([(lost, "outer")], leisure="park", name="Unknown")
    drawn.remove(halves[1])
    drawn.remove(lost)
    register = register_of(drawn, tmp_path)
    assert [(place.id, place.footprint) for place in register.places] == [(park, None)]
    assert register.left_out == {"unusable-geometry": 1}


def test_a_building_that_crosses_itself_still_is_a_place(tmp_path: Path) -> None:
    drawn = DrawnMap()
    bow = [(0.01, 0.01), (0.011, 0.011), (0.011, 0.01), (0.01, 0.011), (0.01, 0.01)]
    drawn.way(bow, amenity="cinema", building="yes")
    place = only_place(drawn, tmp_path)
    assert place.footprint_m2 == pytest.approx(0.5 * (0.001 / METRE) ** 2, rel=0.02)


def test_the_same_map_gives_the_same_register_in_every_format(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Town", 8, [(0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1), (0, 0)])
    drawn.square((0.05, 0.05), 0.001, amenity="school", name="Elms")
    drawn.node((0.02, 0.02), amenity="bar;restaurant", capacity="40")
    seen = [
        read_register(drawn.write(tmp_path / f"town{ending}"), "Town")
        for ending in (".osm", ".osm.gz", ".osm.bz2", ".osm.pbf")
    ]
    assert all(register.places == seen[0].places for register in seen)
    assert all(register.districts == seen[0].districts for register in seen)


def test_a_map_that_lists_ways_before_their_nodes_is_read_as_well(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((0.05, 0.05), 0.001, amenity="school", name="Elms")
    orderly = read_register(drawn.write(tmp_path / "orderly.osm"), None)
    drawn.root[:] = sorted(drawn.root, key=lambda item: item.tag, reverse=True)
    disorderly = read_register(drawn.write_as_drawn(tmp_path / "disorderly.osm"), None)
    assert drawn.root[0].tag == "way"
    assert disorderly.places == orderly.places
    assert orderly.places[0].footprint is not None


def test_without_any_boundary_the_whole_extract_is_the_city(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.node((0.01, 0.01), amenity="library")
    register = register_of(drawn, tmp_path, "Anywhere")
    assert (register.city.basis, register.city.name, len(register.places)) == (CityBasis.WHOLE_EXTRACT, "Anywhere", 1)


@pytest.mark.parametrize("tags", [{"amenity": "bench"}, {}, {"highway": "pedestrian"}])
def test_an_extract_with_no_place_in_it_is_refused(tags: dict[str, str], tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.way([(0.01, 0.01), (0.02, 0.02)], **tags)
    with pytest.raises(OpenwardError) as caught:
        register_of(drawn, tmp_path)
    assert (caught.value.code, caught.value.parameters) == ("no-places", {"name": "drawn.osm"})


def test_places_carry_the_facts_that_the_map_states(tmp_path: Path) -> None:
    drawn = DrawnMap()
    facts = {"capacity": "1,200", "operator": " The City\n", "wheelchair": "Yes", "building__levels": "2;3"}
    drawn.square((0.01, 0.01), 0.001, amenity="hospital", building="yes", emergency="yes", **facts)
    place = only_place(drawn, tmp_path)
    assert (place.capacity, place.operator, place.wheelchair, place.levels) == (1200, "The City", "yes", 2.5)
    assert place.emergency is Known.YES


def test_a_ring_that_lacks_nodes_encloses_nothing(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.square((0.01, 0.01), 0.001, amenity="school", building="yes")
    drawn.remove("n2")
    place = only_place(drawn, tmp_path)
    assert (place.footprint, place.built_m2) == (None, None)

"""Finding the city that was asked for: in any language, among towns and states of one name, in maps cut anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from openward.methods.errors import OpenwardError
from openward.methods.register.model import CityBasis, DistrictBasis, MultiPolygon, Register
from openward.readers.extracts import city_names, read_register
from tests.readers.drawn import DrawnMap, Point


def box(west: float, south: float, east: float, north: float) -> list[Point]:
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def area_of(geometry: MultiPolygon) -> shapely.MultiPolygon:
    return shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in geometry])


def with_libraries(drawn: DrawnMap, *points: Point) -> DrawnMap:
    for point in points:
        drawn.node(point, amenity="library")
    return drawn


def register_of(drawn: DrawnMap, folder: Path, city: str | None) -> Register:
    return read_register(drawn.write(folder / "drawn.osm"), city)


@pytest.mark.parametrize(
    "asked",
    [
        "Łąki-Øst",
        "łąki øst",
        " LAKI  OST ",
        "Лугория",
        "ЛУГОРИЯ",
        "草地城",
        "مروجان",
        "مُرُوجان",
        "Prévallon",
        "old leas",
    ],
)
def test_a_city_is_found_by_any_of_its_names_however_it_is_typed(asked: str, tmp_path: Path) -> None:
    drawn = DrawnMap()
    names = {"name__ru": "Лугория", "name__zh": "草地城", "name__ar": "مروجان", "name__fr": "Prévallon"}
    city = drawn.boundary("Łąki-Øst", 8, box(0, 0, 0.1, 0.1), alt_name="Leas; Old Leas", **names)
    with_libraries(drawn, (0.05, 0.05), (0.2, 0.05))
    register = register_of(drawn, tmp_path, asked)
    assert (register.city.source_id, register.city.basis) == (city, CityBasis.BOUNDARY)
    assert (register.city.name, register.city.names[""], register.city.key) == ("Łąki-Øst", "Łąki-Øst", city)
    assert register.city.names["zh"] == "草地城"
    assert len(register.places) == 1
    assert register.left_out == {"outside-city": 1}


def test_without_any_boundary_a_city_is_called_as_it_was_typed_and_is_one_however_it_was_typed(tmp_path: Path) -> None:
    plain = with_libraries(DrawnMap(), (0.05, 0.05))
    cities = [register_of(plain, tmp_path, asked).city for asked in ("Łąki-Øst", "laki ost")]
    assert [city.name for city in cities] == ["Łąki-Øst", "laki ost"]
    assert {city.key for city in cities} == {"laki ost"}


def test_of_a_state_a_county_and_a_town_of_one_name_the_town_is_meant(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Quillmora", 4, box(0, 0, 0.5, 0.5))
    drawn.boundary("Quillmora", 6, box(0, 0, 0.3, 0.3))
    town = drawn.boundary("Quillmora", 8, box(0, 0, 0.1, 0.1))
    drawn.boundary("Quillmora", 10, box(0, 0, 0.05, 0.05))
    with_libraries(drawn, (0.02, 0.02), (0.2, 0.2), (0.4, 0.4))
    assert register_of(drawn, tmp_path, "Quillmora").city.source_id == town


def test_a_name_counts_before_an_alternative_name(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Upper Vale", 8, box(0, 0, 0.1, 0.1), alt_name="Vale")
    state = drawn.boundary("Vale", 4, box(0, 0, 0.5, 0.5))
    with_libraries(drawn, (0.05, 0.05))
    assert register_of(drawn, tmp_path, "Vale").city.source_id == state


def test_a_single_closed_way_is_a_boundary_too(tmp_path: Path) -> None:
    drawn = DrawnMap()
    way = drawn.way(box(0, 0, 0.1, 0.1), boundary="administrative", admin_level="8", name="Quillmora")
    with_libraries(drawn, (0.05, 0.05), (0.5, 0.5))
    register = register_of(drawn, tmp_path, "quillmora")
    assert (register.city.source_id, len(register.places)) == (way, 1)


def test_an_unknown_city_is_answered_with_near_names_of_the_map(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Quillmora", 8, box(0, 0, 0.1, 0.1), name__ru="Квильмора")
    drawn.boundary("Ostrivane", 8, box(0.1, 0, 0.2, 0.1))
    with_libraries(drawn, (0.05, 0.05))
    for asked, near in (("Quilmora", ["Quillmora"]), ("Квилмора", ["Квильмора"]), ("zzzz", ["Quillmora", "Ostrivane"])):
        with pytest.raises(OpenwardError) as caught:
            register_of(drawn, tmp_path, asked)
        assert caught.value.code == "city-not-found"
        assert caught.value.parameters == {"city": asked, "near": near}


def test_a_city_with_an_exclave_and_an_enclave_is_both(tmp_path: Path) -> None:
    drawn = DrawnMap()
    parts = [drawn.way(box(0, 0, 0.1, 0.1)), drawn.way(box(0.2, 0, 0.25, 0.05)), drawn.way(box(0.04, 0.04, 0.06, 0.06))]
    roles = ["outer", "outer", "inner"]
    tags = {"name": "Quillmora", "admin_level": "8", "boundary": "administrative", "type": "boundary"}
    drawn.relation(list(zip(parts, roles, strict=True)), **tags)
    with_libraries(drawn, (0.02, 0.02), (0.22, 0.02), (0.05, 0.05), (0.15, 0.02))
    register = register_of(drawn, tmp_path, "Quillmora")
    assert len(register.places) == 2
    assert shapely.area(shapely.MultiPolygon([(p[0], p[1:]) for p in register.city.geometry])) == pytest.approx(
        0.01 + 0.0025 - 0.0004
    )


def cut_city(labelled: bool, known: int) -> DrawnMap:
    """A city whose boundary is four ways, of which the extract (west of 0.06) holds the first `known`."""
    ring = box(0, 0, 0.1, 0.1)
    drawn = DrawnMap((-0.02, -0.02, 0.06, 0.12))
    sides = [
        drawn.way([(0.1, 0.1), (0, 0.1)]),
        drawn.way([(0, 0.1), (0, 0)]),
        drawn.way([(0, 0), (0.1, 0)]),
        drawn.way([ring[1], ring[2]]),
    ]
    tags = {"name": "Quillmora", "admin_level": "8", "boundary": "administrative", "type": "boundary"}
    label = [(drawn.node((0.03, 0.05), place="town", name="Quillmora"), "label")] if labelled else []
    drawn.relation([*((side, "outer") for side in sides), *label], **tags)
    for side in sides[known:]:
        drawn.remove(side)
    drawn.boundary("Next Town", 8, box(-0.02, -0.02, 0, 0))
    return with_libraries(drawn, (0.03, 0.03), (-0.01, 0.05), (-0.01, -0.01))


def test_a_city_that_the_extract_cuts_is_closed_along_the_cut_on_the_side_of_its_label(tmp_path: Path) -> None:
    register = register_of(cut_city(labelled=True, known=3), tmp_path, "Quillmora")
    assert register.city.basis is CityBasis.BOUNDARY
    assert [(place.longitude, place.latitude) for place in register.places] == [(0.03, 0.03)]


def test_a_city_of_which_too_little_is_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OpenwardError) as caught:
        register_of(cut_city(labelled=False, known=1), tmp_path, "Quillmora")
    assert (caught.value.code, caught.value.parameters) == ("city-cut-off", {"city": "Quillmora"})


def test_the_names_that_can_be_asked_for_are_those_that_can_be_used(tmp_path: Path) -> None:
    assert city_names(cut_city(labelled=True, known=3).write(tmp_path / "a.osm")) == ["Next Town", "Quillmora"]
    assert city_names(cut_city(labelled=False, known=1).write(tmp_path / "b.osm")) == ["Next Town"]


def test_an_extract_cut_by_a_country_says_so_and_other_extracts_do_not(tmp_path: Path) -> None:
    drawn = DrawnMap((-0.05, -0.05, 0.15, 0.15))
    drawn.boundary("Country", 2, box(0, 0, 0.1, 0.1))
    drawn.way([(-0.04, -0.04), (0.14, 0.14)], highway="primary")
    register = register_of(with_libraries(drawn, (0.05, 0.05)), tmp_path, None)
    assert register.extract.covers is not None
    assert register.city.geometry == register.extract.covers
    assert register.city.names == {"": "Country"}
    plain = with_libraries(DrawnMap(), (0.05, 0.05), (0.3, 0.3))
    assert register_of(plain, tmp_path, None).extract.covers is None


def test_districts_are_the_level_that_more_places_lie_in(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Quillmora", 8, box(0, 0, 0.1, 0.1))
    drawn.boundary("West", 9, box(0, 0, 0.02, 0.1))
    quarters = [
        drawn.boundary(f"Quarter {n}", 10, box(n * 0.05, 0, n * 0.05 + 0.05, 0.1), name__fr=f"Quartier {n}")
        for n in (0, 1)
    ]
    drawn.boundary("Elsewhere", 10, box(0.5, 0, 0.6, 0.1))
    with_libraries(drawn, (0.01, 0.05), (0.03, 0.05), (0.07, 0.05))
    register = register_of(drawn, tmp_path, "Quillmora")
    assert [district.id for district in register.districts] == quarters
    assert {district.basis for district in register.districts} == {DistrictBasis.BOUNDARY}
    assert register.districts[1].names == {"fr": "Quartier 1"}
    assert [place.district for place in register.places] == [quarters[0], quarters[0], quarters[1]]


def test_districts_that_a_map_draws_over_one_another_do_not_overlap(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Quillmora", 8, box(0, 0, 0.1, 0.1))
    drawn.boundary("West", 9, box(-0.05, 0, 0.06, 0.1))
    drawn.boundary("East", 9, box(0.04, 0, 0.1, 0.1))
    with_libraries(drawn, (0.01, 0.05), (0.05, 0.05), (0.07, 0.05))
    west, east = register_of(drawn, tmp_path, "Quillmora").districts
    areas = [area_of(district.geometry) for district in (west, east)]
    assert shapely.intersection(*areas).area == pytest.approx(0, abs=1e-12)
    assert areas[0].bounds == pytest.approx((0, 0, 0.06, 0.1))
    assert west.area_m2 == pytest.approx(0.006 * 111_320 * 110_574, rel=0.001)


def test_without_district_boundaries_the_city_is_cut_into_named_hexagons(tmp_path: Path) -> None:
    drawn = DrawnMap()
    drawn.boundary("Quillmora", 8, box(0, 0, 0.1, 0.1))
    grid = [(0.005 + 0.01 * x, 0.005 + 0.01 * y) for x in range(10) for y in range(10)]
    register = register_of(with_libraries(drawn, *grid), tmp_path, "Quillmora")
    names = [district.name for district in register.districts]
    assert {district.basis for district in register.districts} == {DistrictBasis.H3}
    assert 10 <= len(names) <= 60 + 30  # the cells that the rim cuts come on top of what fills the area
    assert names[0] == "A1"
    assert len(set(names)) == len(names)
    assert all(place.district is not None for place in register.places)
    total = sum(district.area_m2 for district in register.districts)
    assert total <= 0.01 * 111_320 * 110_574 * 1.001

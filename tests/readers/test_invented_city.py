"""The generator knows what it drew: the register must find just that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from openward.city import tiny_city, write_city
from openward.readers.extracts import read_register


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_register_of_an_invented_city_is_what_was_drawn(seed: int, tmp_path: Path) -> None:
    files = write_city(tiny_city(seed), tmp_path)
    truth = json.loads(files.truth.read_text("utf-8"))
    register = read_register(files.map, truth["city"])
    drawn = {place["id"]: place for place in truth["places"] if place["registered"]}
    found = {place.id: place for place in register.places}
    assert set(found) == set(drawn)
    for identity, place in found.items():
        assert place.kind == drawn[identity]["kind"]
        assert (place.name or "") == drawn[identity]["name"]
        assert set(place.source_ids) == set(drawn[identity]["source_ids"])
        if "odd-capacity" not in drawn[identity]["flaws"]:
            assert place.capacity == drawn[identity]["capacity"]
    assert register.extract.fictitious
    assert {district.name for district in register.districts} == {district["name"] for district in truth["districts"]}

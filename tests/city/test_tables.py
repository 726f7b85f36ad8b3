"""The tables beside the map say that they are fictitious, hold no person, and fit what reads them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from openward.city import CityFiles, InventedCity


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_row_of_every_table_is_marked_as_an_exercise(town: InventedCity, town_files: CityFiles) -> None:
    assert town.exercise
    for path in (town_files.truth_table, town_files.assessments, town_files.organisations, town_files.people):
        rows = _rows(path)
        assert rows
        assert {row["exercise"].lower() for row in rows} == {"true"}


def test_ratings_are_of_places_that_a_register_holds(town_files: CityFiles) -> None:
    truth = json.loads(town_files.truth.read_text(encoding="utf-8"))
    registered = {place["id"] for place in truth["places"] if place["registered"]}
    ratings = _rows(town_files.assessments)
    assert {row["place"] for row in ratings} <= registered
    assert {int(row["score"]) for row in ratings} == {0, 1, 2, 3, 4}
    assert len({(row["place"], row["factor"]) for row in ratings}) == len(ratings)


def test_accounts_are_roles_at_addresses_that_can_reach_nobody(town_files: CityFiles) -> None:
    organisations = {row["organisation"] for row in _rows(town_files.organisations)}
    for row in _rows(town_files.people):
        assert row["account"].startswith(row["role"] + "@")
        assert row["account"].endswith(".example")
        assert row["organisation"] in organisations

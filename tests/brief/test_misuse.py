"""The dual-use rules (docs/explanation/misuse.md) over every output: no target list, no place's weakness for many."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pypdf

from openward.brief.model import Brief
from tests.brief.sample import town

JUDGEMENTS = ("people", "peak", "seconds", "visit", "position", "order", "weakness", "score", "minutes", "programme")


def told_to_many(outputs: dict[str, bytes]) -> dict[str, str]:
    """The text of everything that does not carry the strict label."""
    reader = pypdf.PdfReader(io.BytesIO(outputs["brief.pdf"]))
    return {
        "brief.json": outputs["brief.json"].decode("utf-8"),
        "brief.html": outputs["brief.html"].decode("utf-8"),
        "brief.pdf": "\n".join(page.extract_text() for page in reader.pages),
    }


def test_the_brief_names_no_place(outputs: dict[str, bytes]) -> None:
    for text in told_to_many(outputs).values():
        for place in town().places:
            assert place.name is not None
            assert place.name.strip("\u202e\u202c") not in text
            assert f'"{place.id}"' not in text


def test_the_brief_names_no_facility(outputs: dict[str, bytes]) -> None:
    for text in told_to_many(outputs).values():
        assert not [facility.name for facility in town().facilities if facility.name and facility.name in text]


def test_the_brief_as_data_holds_no_coordinate(outputs: dict[str, bytes]) -> None:
    for key in ("longitude", "latitude", "coordinates", "bounds", "geometry", "footprint"):
        assert f'"{key}"' not in outputs["brief.json"].decode("utf-8")


def test_the_map_draws_districts_and_no_point(outputs: dict[str, bytes]) -> None:
    html = outputs["brief.html"].decode("utf-8")
    drawn = html.split("<figure")[2]
    assert "<circle" not in drawn.partition("</figure>")[0]


def test_the_register_judges_nothing(outputs: dict[str, bytes]) -> None:
    (feature, *_) = json.loads(outputs["register.geojson"])["features"]
    sheet = openpyxl.load_workbook(io.BytesIO(outputs["register.xlsx"])).worksheets[0]
    tags = [str(cell.value) for cell in sheet[3]]
    for name in [*feature["properties"], *tags]:
        assert not any(word in name for word in JUDGEMENTS)


def test_places_stand_in_the_register_in_no_order_but_that_of_the_map(outputs: dict[str, bytes]) -> None:
    ids = [feature["id"] for feature in json.loads(outputs["register.geojson"])["features"]]
    assert ids == [place.id for place in town().places]


def test_religion_is_in_no_output(outputs: dict[str, bytes]) -> None:
    for name in ("brief.json", "annex.json", "register.geojson"):
        assert not re.search(r'"(religion|denomination)"', outputs[name].decode("utf-8"))


def test_the_annex_never_joins_people_and_help_in_one_figure(outputs: dict[str, bytes]) -> None:
    (visit, *_) = json.loads(outputs["annex.json"])["visits"]
    assert {reason["duty"] for reason in visit["reasons"]} == {
        "people-present", "needs-of-users", "criticality", "overdue",
    }  # fmt: skip
    assert not {"risk", "score", "priority", "attractiveness"} & set(visit)


def test_a_city_is_never_called_compliant(outputs: dict[str, bytes], brief: Brief) -> None:
    html = outputs["brief.html"].decode("utf-8").lower()
    assert "compliant" not in html
    assert brief.label.value in outputs["brief.html"].decode("utf-8")

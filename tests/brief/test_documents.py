"""Every output in every language: complete, readable by machines and by assistive technology, and the same again."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import openpyxl
import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openward.brief.as_html import as_html
from openward.brief.as_pdf import as_pdf
from openward.brief.document import Column, Document, Figure, Table
from openward.brief.documents import NAMES, documents
from openward.brief.drawings import Drawing, TextLabel
from openward.brief.model import Annex, Brief
from openward.brief.telling.programme import MOST_LINES
from tests.brief.sample import MADE_AT, edition, town

SCHEMAS = Path(__file__).resolve().parents[2] / "docs/reference"
FICTITIOUS = {"en": "Fictitious exercise data", "fr": "Données fictives d'exercice", "ar": "بيانات تمرين وهمية"}


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_all_outputs_are_made_in_their_order(outputs: dict[str, bytes]) -> None:
    assert tuple(outputs) == NAMES


@pytest.mark.parametrize("name", ["brief", "annex"])
def test_the_json_is_what_its_schema_says(outputs: dict[str, bytes], name: str) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(outputs[f"{name}.json"]))


def test_the_schemas_are_those_of_the_dataclasses() -> None:
    from tools.schemas import schemas

    for name, text in schemas().items():
        assert (SCHEMAS / name).read_text("utf-8") == text, f"run python tools/schemas.py: {name}"


def test_the_brief_as_data_is_the_same_in_every_language(outputs: dict[str, bytes]) -> None:
    from tests.brief.conftest import made

    assert outputs["brief.json"] == made("en")["brief.json"]


def test_the_same_edition_is_the_same_byte_for_byte(
    brief: Brief, annex: Annex, outputs: dict[str, bytes], language: str
) -> None:
    again = dict(documents(brief, annex, town(), edition(language)))
    assert [name for name in NAMES if again[name] != outputs[name]] == []


@pytest.mark.parametrize("name", ["brief.pdf", "annex.pdf"])
def test_the_pdf_is_tagged_and_says_its_language(outputs: dict[str, bytes], language: str, name: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(outputs[name]))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] is True or catalogue["/MarkInfo"]["/Marked"].value is True
    assert str(catalogue["/Lang"]).startswith(language)
    assert "pdfuaid" in catalogue["/Metadata"].get_data().decode("utf-8")
    assert reader.metadata is not None
    assert reader.metadata.title


@pytest.mark.parametrize(("name", "label"), [("brief.pdf", "TLP:AMBER"), ("annex.pdf", "TLP:AMBER+STRICT")])
def test_every_page_carries_its_label_maker_time_and_that_it_is_an_exercise(
    outputs: dict[str, bytes], language: str, name: str, label: str
) -> None:
    texts = pages(outputs[name])
    assert len(texts) >= 3
    for text in texts:
        assert label in text
        assert "Keeper" in text
        assert "2026" in text
        assert "09:30" in text
        if language != "ar":  # Arabic comes out of a PDF in its shaped forms
            assert FICTITIOUS[language] in text


def test_the_first_page_stands_alone(outputs: dict[str, bytes], language: str) -> None:
    first, second, *_ = pages(outputs["brief.pdf"])
    if language == "en":
        assert "If nothing is done" in first
        assert "What this brief is not" in first
        assert "The programme\n" in second


def test_every_line_is_subject_to_assessment(outputs: dict[str, bytes], brief: Brief, language: str) -> None:
    words = {"en": "subject to assessment", "fr": "sous réserve d'évaluation", "ar": "رهن بالتقييم"}
    html = outputs["brief.html"].decode("utf-8")
    assert html.count(f">{words[language]}<") == min(len(brief.programme.lines), MOST_LINES)


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_html_fetches_nothing_and_runs_nothing(outputs: dict[str, bytes], language: str) -> None:
    page = Page()
    page.feed(outputs["brief.html"].decode("utf-8"))
    tags = [tag for tag, _ in page.tags]
    assert not {"script", "link", "img", "iframe", "object", "embed", "base", "form", "a"} & set(tags)
    assert not any(name.startswith("on") or name in {"src", "href"} for _, attrs in page.tags for name in attrs)
    assert "url(" not in outputs["brief.html"].decode("utf-8")
    assert dict(page.tags[0][1]) == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}


def test_labels_stand_left_to_right_and_untranslated(outputs: dict[str, bytes]) -> None:
    html = outputs["brief.html"].decode("utf-8")
    assert html.count('<bdi dir="ltr" lang="en" translate="no" class="label">TLP:AMBER</bdi>') == 2
    assert html.count("TLP:AMBER") == 3  # and in the title


def test_every_drawing_has_a_table_beside_it(outputs: dict[str, bytes]) -> None:
    html = outputs["brief.html"].decode("utf-8")
    assert html.count("<figure") == 3
    for part in html.split("<figure")[1:]:
        assert "<table" in part.partition("<h2")[0]


def test_the_register_holds_the_facts_of_the_map(outputs: dict[str, bytes]) -> None:
    collection = json.loads(outputs["register.geojson"])
    places = {place.id: place for place in town().places}
    assert len(collection["features"]) == len(places)
    for feature in collection["features"]:
        place = places[feature["id"]]
        assert feature["geometry"]["coordinates"] == pytest.approx([place.longitude, place.latitude])
        assert feature["properties"]["kind"] == place.kind
        assert feature["properties"]["family"] in {"public-places", "critical-infrastructure"}
        assert feature["properties"]["source_ids"] == [place.id]
    assert collection["openward"]["fictitious"] is True


def test_a_name_in_the_sheet_is_never_a_formula(outputs: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(outputs["register.xlsx"])).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    tags = [cell.value for cell in sheet[3]]
    assert tags[:4] == ["#id", "#kind", "#kind_label", "#family"]
    assert (sheet.cell(1, 1).value, sheet.cell(1, 2).value in FICTITIOUS.values()) == ("TLP:AMBER", True)


def test_each_printed_sheet_of_the_register_has_its_label_maker_and_time(outputs: dict[str, bytes]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(outputs["register.xlsx"])).worksheets[0]
    assert sheet.oddFooter.left.text == "TLP:AMBER"
    assert "Keeper" in str(sheet.oddFooter.center.text)
    assert "09:30" in str(sheet.oddFooter.center.text)


def test_the_register_as_points_says_its_label(outputs: dict[str, bytes]) -> None:
    assert json.loads(outputs["register.geojson"])["openward"]["label"] == "TLP:AMBER"


def test_the_visit_list_tells_the_name_on_the_door_too(annex: Annex, brief: Brief) -> None:
    named = replace(annex.visits[0], name="Kirjasto", names={"en": "Library of the Harbour"})
    made = dict(documents(brief, replace(annex, visits=(named, *annex.visits[1:])), town(), edition()))
    text = " ".join(pages(made["annex.pdf"])[0].split())
    assert "Kirjasto" in text
    assert "Library of the Harbour" in text


def test_a_country_gives_an_annex_of_bounded_length(annex: Annex, brief: Brief) -> None:
    many = tuple(
        replace(annex.visits[0], place=f"n{number}", position=number, earliest=number, latest=number)
        for number in range(1, 3001)
    )
    made = dict(documents(brief, replace(annex, visits=many), town(), edition()))
    texts = pages(made["annex.pdf"])
    assert len(texts) < 40
    assert "The first 200 of 3,000 places; annex.json has them all." in " ".join(texts[0].split())
    assert len(json.loads(made["annex.json"])["visits"]) == 3000


def test_no_percent_sign_is_left_unfilled(outputs: dict[str, bytes]) -> None:
    assert not re.search(r"%\(\w+\)s|\{page\}", outputs["brief.html"].decode("utf-8"))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12), st.booleans())
def test_any_names_can_be_printed(names: list[str], right_to_left: bool) -> None:
    """PDF/UA-1 refuses a character without a glyph; a map may hold any."""
    drawing = Drawing(100, 60, (), tuple(TextLabel(name, 50, 30) for name in names))
    blocks = (
        Table("T", (Column("A"), Column("B")), tuple((name, name) for name in names)),
        Figure(drawing, "F", "A drawing"),
    )
    language = "ar" if right_to_left else "en"
    document = Document(
        language, right_to_left, "Title", names[0], "TLP:AMBER", "m", names[-1], "{page}/{pages}", "", blocks
    )
    assert as_pdf(document, names[0], MADE_AT).startswith(b"%PDF")
    assert as_html(document).endswith("</html>\n")

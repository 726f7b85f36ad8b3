"""The PDFs are PDF/UA-1: typst refuses to write others. What a reader with assistive technology meets is looked at too:
a title and a language, headings in order, a description of each figure, headings of each table."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from openward.brief.document import Figure, Heading, Table
from openward.brief.model import Annex, Brief
from openward.brief.telling import annex_document, brief_document
from tests.brief.sample import edition, town

PAIRS = ["brief.pdf", "annex.pdf"]
ISOLATES = re.compile("[\u2066-\u2069]")


@dataclass(frozen=True)
class Tagged:
    """An element of the structure tree with those above it, the nearest last."""

    tag: str
    element: DictionaryObject
    above: tuple[int, ...]


def catalogue(content: bytes) -> DictionaryObject:
    root = pypdf.PdfReader(io.BytesIO(content)).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    return root


def elements(content: bytes) -> list[Tagged]:
    return list(_below(catalogue(content)["/StructTreeRoot"]["/K"], ()))


def _below(node: object, above: tuple[int, ...]) -> Iterator[Tagged]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _below(one, above)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield Tagged(str(node["/S"]), node, above)
            above = (*above, id(node))
        if "/K" in node:
            yield from _below(node["/K"], above)


@pytest.fixture(params=PAIRS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(brief: Brief, annex: Annex, language: str, name: str):  # type: ignore[no-untyped-def]
    if name == "brief.pdf":
        return brief_document(brief, town(), edition(language))
    return annex_document(annex, edition(language))


def test_the_file_says_that_it_is_pdf_ua_1(outputs: dict[str, bytes], name: str) -> None:
    told = catalogue(outputs[name])["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part[=>\"]+1\b", told)


def test_a_window_shows_the_title_in_the_direction_of_the_language(outputs, name, document) -> None:  # type: ignore[no-untyped-def]
    root = catalogue(outputs[name])
    reader = pypdf.PdfReader(io.BytesIO(outputs[name]))
    assert reader.metadata is not None
    assert reader.metadata.title == ISOLATES.sub("", document.title)
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if document.right_to_left else "/L2R")
    assert str(root["/Lang"]) == document.language


def test_headings_begin_with_the_title_and_skip_no_level(outputs, name, document) -> None:  # type: ignore[no-untyped-def]
    levels = [int(one.tag[2]) for one in elements(outputs[name]) if re.fullmatch(r"/H[1-6]", one.tag)]
    assert levels == [1, *(block.level for block in document.blocks if isinstance(block, Heading))]
    assert all(later <= former + 1 for former, later in itertools.pairwise(levels))
    assert levels.count(1) == 1


def test_every_figure_has_its_description(outputs, name, document) -> None:  # type: ignore[no-untyped-def]
    told = [str(one.element.get("/Alt", "")) for one in elements(outputs[name]) if one.tag == "/Figure"]
    assert told == [block.description for block in document.blocks if isinstance(block, Figure)]
    assert all(told)
    assert name == "annex.pdf" or len(told) == 3


def test_every_table_has_a_caption_and_a_heading_for_each_column(outputs, name, document) -> None:  # type: ignore[no-untyped-def]
    found = elements(outputs[name])
    tables = [one for one in found if one.tag == "/Table"]
    blocks = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == len(blocks) > 3
    for table, block in zip(tables, blocks, strict=True):
        inner = [one for one in found if id(table.element) in one.above]
        # Where a page ends between the two, typst tags them as parts of one division.
        around = [one for one in found if len(table.above) > 1 and table.above[1] in one.above]
        assert [one.tag for one in (around or inner)].count("/Caption") == 1, block.caption
        headings = [one for one in inner if one.tag == "/TH"]
        scopes = [str(one.element["/A"][0]["/Scope"]) for one in headings]
        assert scopes == ["/Column"] * len(block.columns), block.caption
        assert sum(one.tag == "/TD" for one in inner) == len(block.columns) * len(block.rows), block.caption

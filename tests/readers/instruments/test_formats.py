"""The same resolution in another format has the same paragraphs: with running heads, footnotes, hyphens and columns."""

from __future__ import annotations

from collections import Counter
from functools import cache, partial
from pathlib import Path

import pytest

from openward.readers.instruments import Document, Instrument, parse
from openward.readers.instruments.formats import Format, document_of, format_of
from tests.judged.resolutions.scoring import labels
from tests.readers.instruments import setting

LABELS = labels("seen.jsonl")
#: PDFs take a while to set: every fourth, and those with items, annexes, quotations, sections and many footnotes.
SOME = [
    label for i, label in enumerate(LABELS) if i % 4 == 0 or label["symbol"].split("/")[2][:3] in ("93 ", "345", "687")
]

WAYS = {
    "as a web page": (setting.as_html, Format.HTML, LABELS),
    "as a Word document with a running head and two columns": (
        partial(setting.as_docx, head="S/RES/999 (1999)", columns=2),
        Format.DOCX,
        LABELS,
    ),
    "as a PDF with page heads and footnotes": (
        partial(setting.as_pdf, head="S/RES/999 (1999)", foot="99-12345"),
        Format.PDF,
        SOME,
    ),
    "as a PDF in two columns with hyphens": (
        partial(setting.as_pdf, columns=2, head="Resolutions and decisions", foot="Forty-fifth year"),
        Format.PDF,
        SOME,
    ),
    "as a PDF in small type with footnotes below the text": (
        partial(setting.as_pdf, size=8, footnotes=False, hyphens=False),
        Format.PDF,
        SOME,
    ),
}


@cache
def _text(folder: Path, file: str) -> str:
    return (folder / "un/resolutions" / file).read_bytes().decode()


def _outline(read: Instrument) -> list[tuple[object, ...]]:
    """All but the wording; a symbol in a masthead is set as a running head, and so is none of the text."""
    shown = [one for one in read.paragraphs if one.kind not in ("footnote", "document-symbol")]
    return [(one.kind, one.level, one.number, one.verb, len(one.citations)) for one in shown]


def _wordings(read: Instrument) -> Counter[str]:
    return Counter({one.text for one in read.paragraphs if one.kind != "document-symbol"})


@pytest.mark.parametrize("way", WAYS)
def test_a_resolution_has_the_same_paragraphs(way, real_data):
    set_as, format_, chosen = WAYS[way]
    same = whole = 0
    for label in chosen:
        text = _text(real_data, label["file"])
        plain = parse(Document(text))
        content = set_as(setting.paragraphs_of(label, text))
        assert format_of(content, "file") is format_
        read = parse(document_of(content, format_, "file"))
        assert _outline(read) == _outline(plain), label["symbol"]
        assert (read.symbol, read.organ, read.date) == (plain.symbol, plain.organ, plain.date)
        wordings = _wordings(plain)
        same += (wordings & _wordings(read)).total()
        whole += wordings.total()
    # A mark that no footnote explains is a number like any other in a plain text, and a raised one elsewhere.
    assert same >= 0.98 * whole

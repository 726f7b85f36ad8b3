"""The same resolution in another format has the same paragraphs: with running heads, footnotes, hyphens and columns."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache, partial
from pathlib import Path

import docx
import pytest
import typst
from docx.oxml import parse_xml

from openward.readers.instruments import Document, Instrument, parse
from openward.readers.instruments.formats import Format, document_of, format_of
from tests.judged.resolutions.scoring import labels
from tests.readers.instruments import setting
from tests.readers.instruments.invented import INVENTED

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


def _council_in_word(change) -> bytes:
    """The invented resolution as a Word document, a paragraph each, as `change` sets it."""
    document = docx.Document()
    for block in INVENTED["council"].split("\n\n")[3:]:
        change(document, " ".join(block.replace("\f", " ").split()))
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _operative(content: bytes) -> list[tuple[str | None, str | None]]:
    read = parse(document_of(content, format_of(content, "file"), "file"))
    return [(one.number, one.verb) for one in read.paragraphs if one.kind in ("operative", "subparagraph")]


EXPECTED = _operative(INVENTED["council"].encode())


def test_numbers_that_word_counts_itself_are_counted():
    numbering = """<w:abstractNum {w} w:abstractNumId="70">
      <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
      <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
      <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="(%3)"/></w:lvl>
    </w:abstractNum>"""
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def change(document, said):
        if not document.paragraphs:
            root = document.part.numbering_part.element
            root.insert(0, parse_xml(numbering.format(w=w)))
            root.append(parse_xml(f'<w:num {w} w:numId="70"><w:abstractNumId w:val="70"/></w:num>'))
        match = re.match(r"(\d\.|\([abc]\)|\(i+\)) ", said)
        paragraph = document.add_paragraph(said[match.end() :] if match else said)
        if match:
            level = 0 if match[1][0].isdigit() else 2 if "i" in match[1] else 1
            place = f'<w:numPr {w}><w:ilvl w:val="{level}"/><w:numId w:val="70"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(place))

    assert _operative(_council_in_word(change)) == EXPECTED


def test_deleted_words_hidden_words_and_soft_hyphens_are_not_read():
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def change(document, said):
        paragraph = document.add_paragraph()
        paragraph._p.append(parse_xml(f'<w:del {w} w:id="1"><w:r><w:delText>9. Forgets</w:delText></w:r></w:del>'))
        paragraph.add_run("8. Hides ").font.hidden = True
        for index, piece in enumerate(said.split("cid")):
            run = paragraph.add_run(("cid" if index else "") + piece)
            run._r.append(parse_xml(f"<w:softHyphen {w}/>"))

    assert _operative(_council_in_word(change)) == EXPECTED


def test_a_document_with_a_paragraph_for_each_line_is_read_as_lines():
    document = docx.Document()
    for line in INVENTED["council"].replace("\f", "\n").split("\n"):
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    assert _operative(content.getvalue()) == EXPECTED


LAYOUTS = {
    "three columns": '#set page(columns: 3, margin: 1cm)\n#set text(size: 8pt, lang: "en", hyphenate: true)\n'
    "#set par(justify: true)\n",
    "indented first lines without gaps": "#set par(first-line-indent: 1.5em, spacing: 0.65em, justify: true)\n",
    "wide leading on small pages": '#set page(paper: "a6")\n#set par(leading: 1.3em, spacing: 2em)\n',
    "rules at head and foot": "#set page(header: [Head #line(length: 100%)], footer: [#line(length: 100%) Foot])\n",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_pdf_in_another_layout_has_the_same_paragraphs(layout):
    blocks = INVENTED["council"].replace("\f", " ").split("\n\n")[3:]
    text = "\n\n".join(setting.escaped(" ".join(block.split())) for block in blocks if "24-01234" not in block)
    assert _operative(typst.compile((LAYOUTS[layout] + text).encode())) == EXPECTED


def test_lists_of_a_web_page_get_their_numbers_back():
    page = """<html><body><p>Resolution 9001 (2024)<br>of 7 May 2024</p><p>The Security Council,</p>
    <p>Noting the harvest,</p><ol><li>Decides to rest;</li><li value="3">Calls upon all to:
    <ol type="a"><li>Sing;</li><li>Dance.</li></ol></li></ol></body></html>"""
    assert _operative(page.encode()) == [("1", "Decides"), ("3", "Calls upon"), ("(a)", None), ("(b)", None)]

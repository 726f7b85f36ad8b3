"""A resolution from a Word document (ECMA-376). Heads and feet of pages are parts of their own and are not read.

Words: a *numbered* paragraph has its number not in its text but in a list definition (docx_numbers.py). Footnotes stand
in a part of their own; they are written below the text, as in a printed volume. Text that somebody deleted with changes
tracked is not read, text that was inserted is. Hard part: some documents have a paragraph for every line.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from openward.methods.errors import OpenwardError
from openward.readers.instruments.formats.docx_numbers import Numbering
from openward.readers.instruments.formats.writing import TextWriter
from openward.readers.instruments.model import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    {f"{W}del", f"{W}moveFrom", f"{W}pict", f"{W}object", f"{W}drawing", f"{W}instrText", f"{W}delText", _ALTERNATIVE}
)
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MOST_BYTES = 100 * 1024 * 1024  # unpacked
_FEW = 12  # paragraphs that tell nothing of the document's habits
_LINE = 110  # characters
_MARK = re.compile(r"\s*\d{1,3}/?\s*")


def document_of_docx(content: bytes, file: str) -> Document:
    """Raises OpenwardError `instrument-broken`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            body = _part(packed, "word/document.xml")
            styles, numbers = _part(packed, "word/styles.xml"), _part(packed, "word/numbering.xml")
            notes = _part(packed, "word/footnotes.xml")
    except (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, ValueError, RuntimeError, EOFError) as error:
        raise OpenwardError("instrument-broken", file=file, detail=str(error)[:100]) from error
    main = body.find(f"{W}body") if body is not None else None
    if main is None:
        raise OpenwardError("instrument-broken", file=file, detail="word/document.xml")
    return _Reading(Numbering(numbers, styles), _notes(notes)).read(main)


def _part(packed: zipfile.ZipFile, name: str) -> Any:
    if name not in packed.namelist():
        return None
    if packed.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(f"> {_MOST_BYTES // 1024**2} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(packed.read(name).replace(_STRICT, W[1:-1].encode()), parser)


def _notes(root: Any) -> dict[str, Any]:
    """Footnotes by their id, without the separators that Word keeps among them."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id"): note
        for note in root.iterchildren(f"{W}footnote")
        if note.get(f"{W}type") in (None, "normal")
    }


class _Reading:
    def __init__(self, numbering: Numbering, notes: dict[str, Any]) -> None:
        self.numbering = numbering
        self.notes = notes
        self.cited: list[tuple[str, str]] = []  # number, id
        self.writer = TextWriter()

    def read(self, body: Any) -> Document:
        paragraphs = list(_paragraphs(body))
        line_each = _is_line_each([shown for one in paragraphs if (shown := _shown(one).strip())])
        for one in paragraphs:
            self._paragraph(one, line_each=line_each)
        for number, id_ in self.cited:
            self.writer.end_paragraph()
            said = " ".join(_shown(one).strip() for one in self.notes[id_].iter(f"{W}p"))
            # A mark of its own stands in the note once more; a counted one does not.
            self.writer.add(f"{number} {re.sub(rf'^{re.escape(number)}[./]?[ ]+', '', said.strip())}")
        self.writer.end_line()
        return self.writer.document()

    def _paragraph(self, paragraph: Any, *, line_each: bool) -> None:
        if not _shown(paragraph).strip():
            self.writer.end_paragraph()
            return
        if line_each:
            self.writer.end_line()
        else:
            self.writer.end_paragraph()
        number = self.numbering.number_of(paragraph)
        if number:
            self.writer.add(f"{number} ")
        self._runs(paragraph)

    def _runs(self, element: Any) -> None:
        for child in element:
            if child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag not in (f"{W}pPr", f"{W}rPr"):
                self._runs(child)

    def _run(self, run: Any) -> None:
        raised = run.find(f"{W}rPr/{W}vertAlign")
        said = "".join(_said(child) for child in run)
        if raised is not None and raised.get(f"{W}val") == "superscript" and _MARK.fullmatch(said):
            self.writer.mark(said)
            return
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val") not in ("0", "false"):
            return
        for child in run:
            if child.tag == f"{W}footnoteReference" and child.get(f"{W}id") in self.notes:
                custom = child.get(f"{W}customMarkFollows") in ("1", "true")
                number = said.strip() if custom and said.strip() else str(len(self.cited) + 1)
                self.cited.append((number, child.get(f"{W}id")))
                self.writer.mark(number)
                if custom:
                    return
            elif child.tag not in _SKIPPED:
                text = _said(child)
                if self.writer.after_mark and text[:1].isalnum():
                    self.writer.add(" ")
                self.writer.add(text.lstrip(" ") if self.writer.at_line_start else text)


def _paragraphs(element: Any) -> Iterator[Any]:
    """In the order of the document, also those in tables and content controls, not those in text boxes."""
    for child in element:
        if child.tag == f"{W}p":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED and child.tag != f"{W}sectPr":
            yield from _paragraphs(child)


def _shown(paragraph: Any) -> str:
    return "".join(_said(one) for run in paragraph.iter(f"{W}r") for one in run if not _deleted(run))


def _deleted(run: Any) -> bool:
    return any(parent.tag in _SKIPPED for parent in run.iterancestors())


def _is_line_each(shown: list[str]) -> bool:
    """Whether each line of the text is a paragraph of the document: most then end in the middle of a sentence."""
    ended = sum(one[-1] in '.,;:)”"’]' for one in shown)
    narrow = sum(len(one) <= _LINE for one in shown)
    return len(shown) >= _FEW and ended < 0.7 * len(shown) and narrow > 0.9 * len(shown)


def _said(child: Any) -> str:
    if child.tag == f"{W}t":
        return (child.text or "").replace("\u00ad", "").replace("\u200b", "")
    if child.tag == f"{W}tab":
        return " "
    if child.tag == f"{W}cr" or (child.tag == f"{W}br" and child.get(f"{W}type") in (None, "textWrapping")):
        return "\n"
    if child.tag == f"{W}noBreakHyphen":
        return "-"
    return ""  # a soft hyphen, too: it only says where a line may break

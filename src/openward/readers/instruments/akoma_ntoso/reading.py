"""A resolution from Akoma Ntoso: its paragraphs are stated, so that only their words are read by rule.

Two ways of writing meet here. The UN's own: a recital is a `recital`, a numbered paragraph a `paragraph`. The ITU's: a
verb stands over its items, as the `intro` of `recitals` or the `heading` of an `hcontainer`; it is a paragraph itself,
and what it governs are items under it. Hard part: numbers that some converters left in the text ("b) that ...").
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from openward.methods.errors import OpenwardError
from openward.readers.instruments import front
from openward.readers.instruments.akoma_ntoso.validity import NAMESPACE, faults_of
from openward.readers.instruments.formats.writing import TextWriter
from openward.readers.instruments.model import Doubt, Instrument, Kind
from openward.readers.instruments.parsing import assembled
from openward.readers.instruments.segments import Segment

_DOCUMENTS = frozenset({"statement", "doc", "act", "bill", "debate", "judgment", "portion", "documentCollection"})
_SKIPPED = frozenset({"authorialNote", "noteRef", "remark", "meta"})
_TEXT = frozenset({"p", "listIntroduction", "listWrapUp", "block", "heading", "subheading", "docTitle"})
_GROUPS = frozenset({"recitals", "recital", "paragraph", "subparagraph", "point", "indent", "list", "alinea", "clause"})
_INNER = frozenset({"subparagraph", "point", "indent", "alinea", "item", "list", "blockList"})
_NUMBER = re.compile(r"\s*(?P<number>\(?[0-9]{1,3}\)?|\(?[a-z]{1,4}\)|[A-Z](?=\.))(?P<point>[.)]?)\s+(?=\S)")
_KINDS = {kind.value: kind for kind in Kind}


def read_akoma_ntoso(content: bytes, file: str, *, lenient: bool = False) -> Instrument:
    """Raises OpenwardError: `akoma-ntoso-malformed`; `akoma-ntoso-invalid` unless `lenient`; `instrument-two-documents`
    for a collection of several; `instrument-not-a-resolution` for another kind of document."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise OpenwardError("akoma-ntoso-malformed", file=file, line=error.lineno or 1, detail=_said(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:  # it could bring text in from elsewhere
        raise OpenwardError("akoma-ntoso-malformed", file=file, line=1, detail="DOCTYPE")
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso":
        raise OpenwardError("akoma-ntoso-malformed", file=file, line=1, detail=str(root.tag)[:100])
    documents = list(root.iter(f"{{{NAMESPACE}}}statement"))
    if len(documents) > 1:
        second = _number(documents[1]) or documents[1].get("name") or "statement"
        raise OpenwardError("instrument-two-documents", file=file, second=second[:60])
    faults = faults_of(root)
    grave = [fault for fault in faults if not fault.harmless]
    if grave and not lenient:
        raise OpenwardError("akoma-ntoso-invalid", file=file, line=grave[0].line, detail=grave[0].message[:200])
    if not documents:
        raise OpenwardError("instrument-not-a-resolution", file=file)
    return _Reading(documents[0], invalid=bool(faults)).read()


def _said(error: etree.XMLSyntaxError) -> str:
    return str(error.msg or "")[:100]


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _find(element: Any, path: str) -> Any:
    return element.find("/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/")))


def _number(document: Any) -> str | None:
    found = _find(document, "meta/identification/FRBRWork/FRBRnumber")
    return None if found is None else found.get("showAs") or found.get("value")


class _Reading:
    def __init__(self, document: Any, *, invalid: bool) -> None:
        self.document = document
        self.invalid = invalid
        self.writer = TextWriter()
        self.segments: list[Segment] = []
        self.notes = list(document.iter(f"{{{NAMESPACE}}}authorialNote"))

    def read(self) -> Instrument:
        for part, kind in (("preface", Kind.HEADING), ("preamble", Kind.PREAMBULAR), ("mainBody", Kind.OPERATIVE)):
            element = _find(self.document, part)
            if element is not None:
                self._blocks(element, kind, 0)
        for part, kind in (("conclusions", Kind.ADOPTION), ("attachments", Kind.ANNEX_PARAGRAPH)):
            element = _find(self.document, part)
            if element is not None:
                self._blocks(element, kind, 0)
        for note in self.notes:
            self._write(Kind.FOOTNOTE, 0, " ".join(_words(note).split()), note.get("marker"))
        text = self.writer.document().text
        organ, symbol, date, title = self._front(text)
        doubts = (Doubt("text", "not-valid", 0, 0),) if self.invalid else ()
        return assembled(text, self.segments, organ=organ, symbol=symbol, date=date, title=title, unsure=doubts)

    # What the document says of itself.

    def _front(self, text: str) -> tuple[front.Organ | None, str | None, str | None, str | None]:
        enacting = next((one for one in self.segments if one.kind is Kind.ENACTING), None)
        organ = None
        if enacting is not None:
            match = front.enacting_line().match(text[enacting.start : enacting.end])
            organ = front.organ_named(match["organ"]) if match else None
        heading = " ".join(text[one.start : one.end] for one in self.segments if one.kind is Kind.HEADING)
        stated = _number(self.document)
        symbol = (
            front.symbol_printed(stated or "") or front.symbol_stated(heading, organ) or front.symbol_printed(heading)
        )
        symbol = symbol or stated
        organ = organ or (front.organ_of_symbol(symbol) if symbol and "/RES/" in symbol else None)
        dated = _find(self.document, "meta/identification/FRBRWork/FRBRdate")
        date = dated.get("date")[:10] if dated is not None and dated.get("date") else None
        date = front.date_in(heading) if date is None or dated.get("name") == "unknown" else date
        title = self.document.find(f".//{{{NAMESPACE}}}docTitle")
        container = self.document.find(f".//{{{NAMESPACE}}}container[@name='title']")
        shown = title if title is not None else container
        said = " ".join(_words(shown).split()) if shown is not None else ""
        return organ, symbol, date, said or front.title_stated(heading)

    # What it says.

    def _blocks(self, element: Any, kind: Kind, level: int) -> None:
        for child in element:
            self._block(child, kind, level)

    def _block(self, element: Any, kind: Kind, level: int) -> None:
        name = _name(element)
        stated = _stated(element) or _KINDS.get(element.get("name") or "")
        if not name or name in _SKIPPED:
            return
        if name == "formula" and element.get("name") == "enactingFormula":
            self._write(Kind.ENACTING, 0, _words(element))
        elif name == "recitals":
            self._recitals(element)
        elif name == "recital":
            self._recital(element, 0)
        elif name in ("section", "part", "chapter") or (name == "hcontainer" and element.get("name") == "section"):
            self._section(element)
        elif name == "hcontainer" and kind is Kind.OPERATIVE:
            self._governed(element)
        elif name in _GROUPS:
            self._paragraph(element, stated or kind, level)
        elif name == "attachment" or name == "doc" or name == "mainBody":
            self._blocks(element, Kind.ANNEX_PARAGRAPH, level)
        elif name == "heading" and kind is Kind.ANNEX_PARAGRAPH:
            self._write(stated or Kind.ANNEX_HEADING, level, _words(element))
        elif name in ("longTitle", "container", "blockContainer", "tblock", "toc"):
            self._container(element, stated or kind, level)
        elif name == "blockList":
            self._list(element, stated or kind, level)
        elif name in _TEXT or name == "num":
            self._write(stated or kind, level + _inner_level(element), _words(element))

    def _container(self, element: Any, kind: Kind, level: int) -> None:
        """In a preface all text of a container is one: a heading over two lines."""
        if kind in (Kind.HEADING, Kind.DOCUMENT_SYMBOL, Kind.ADOPTION):
            self._write(kind, level, " ".join(_words(child) for child in element if _name(child) not in _SKIPPED))
        else:
            self._blocks(element, kind, level)

    def _recitals(self, element: Any) -> None:
        intro = _find(element, "intro")
        if intro is not None:
            self._write(Kind.PREAMBULAR, 0, _words(intro))
        for child in element:
            if _name(child) == "recital":
                self._recital(child, 0 if intro is None else 1)
            elif _name(child) not in ("intro", "num"):
                self._block(child, Kind.PREAMBULAR, 0)

    def _recital(self, element: Any, level: int) -> None:
        kind = Kind.PREAMBULAR if level == 0 else Kind.SUBPARAGRAPH
        number = _find(element, "num")
        for child in element:
            name = _name(child)
            if name == "num" or not name:
                continue
            stated = _stated(child)
            if name == "blockList":
                self._list(child, stated or kind, level)
            elif stated is not None and stated is not kind:
                self._write(stated, level + 1 if stated is Kind.QUOTATION else level, _words(child))
            else:
                self._write(kind, level, _words(child), _words(number) if number is not None else None)
                number = None

    def _section(self, element: Any) -> None:
        number = _find(element, "num")
        if number is not None:
            self._write(Kind.SECTION, 0, "", _words(number))
        for child in element:
            if _name(child) not in ("num", "heading"):
                self._block(child, Kind.OPERATIVE, 0)

    def _governed(self, element: Any) -> None:
        """A verb as a heading, over what it governs."""
        heading = _find(element, "heading")
        if heading is not None:
            self._write(Kind.OPERATIVE, 0, _words(heading))
        for child in element:
            if _name(child) in ("heading", "num"):
                continue
            if _name(child) in _GROUPS:
                self._paragraph(
                    child, Kind.SUBPARAGRAPH if heading is not None else Kind.OPERATIVE, int(heading is not None)
                )
            else:
                self._block(child, Kind.OPERATIVE, 0)

    def _paragraph(self, element: Any, kind: Kind, level: int) -> None:
        """Its number and text, then its items, then what goes on behind them."""
        number = _find(element, "num")
        label = _words(number) if number is not None else None
        own = kind if level == 0 or kind is not Kind.OPERATIVE else Kind.SUBPARAGRAPH
        for child in element:
            name = _name(child)
            if name in ("num", ""):
                continue
            if name in ("intro", "content", "heading"):
                label = self._content(child, own, level, label)
            elif name == "wrapUp":
                self._content(child, Kind.CONTINUATION, level, None)
            elif name == "list":
                label = self._items(child, own, level, label)
            elif name in _INNER:
                inner = own if own is Kind.ANNEX_PARAGRAPH else Kind.SUBPARAGRAPH
                self._paragraph(child, _stated(child) or inner, level + 1)
            elif name in _TEXT:
                self._write(own, level, _words(child), label)
                label = None

    def _items(self, element: Any, own: Kind, level: int, label: str | None) -> str | None:
        for child in element:
            name = _name(child)
            if name == "intro":
                label = self._content(child, own, level, label)
            elif name == "wrapUp":
                self._content(child, Kind.CONTINUATION, level, None)
            elif name in _GROUPS or name == "item":
                inner = own if own is Kind.ANNEX_PARAGRAPH else Kind.SUBPARAGRAPH
                self._paragraph(child, _stated(child) or inner, level + 1)
        return label

    def _content(self, element: Any, kind: Kind, level: int, label: str | None) -> str | None:
        for child in element:
            if _name(child) == "blockList":
                self._list(child, kind, level, label)
            elif _name(child) and _name(child) not in _SKIPPED:
                stated = _stated(child)
                self._write(stated or kind, level + (stated is Kind.QUOTATION), _words(child), label)
            label = None
        return label

    def _list(self, element: Any, kind: Kind, level: int, label: str | None = None) -> None:
        for child in element:
            name = _name(child)
            if name == "listIntroduction":
                self._write(kind, level, _words(child), label)
                label = None
            elif name == "listWrapUp":
                self._write(Kind.CONTINUATION, level, _words(child))
            elif name == "item":
                inner = kind if kind is Kind.ANNEX_PARAGRAPH else Kind.SUBPARAGRAPH
                self._paragraph(child, _stated(child) or inner, level + 1)

    def _write(self, kind: Kind, level: int, said: str, label: str | None = None) -> None:
        said, label = " ".join(said.split()), " ".join((label or "").split())
        if not said and not label:
            return
        if not label and kind is Kind.FOOTNOTE and (note := re.match(r"(\d{1,3}[/.]?)\s+", said)):
            label, said = note[1], said[note.end() :]
        if not label and kind in (Kind.OPERATIVE, Kind.SUBPARAGRAPH, Kind.ANNEX_PARAGRAPH):
            match = _NUMBER.match(said + " ")
            if match:  # a converter left the number in the text
                label, said = match["number"] + match["point"], said[match.end() :]
        self.writer.end_paragraph()
        start = self.writer.length
        shown = f"{label} {said}".strip()
        self.writer.add(shown)
        number = label.rstrip(".,:/") or None
        if kind is Kind.ANNEX_HEADING and level:
            number = said
        body = start + (len(label) + 1 if label and said else len(label))
        self.segments.append(Segment(kind, level, start, start + len(shown), min(body, start + len(shown)), number))


def _stated(element: Any) -> Kind | None:
    """The kind that the document's own classes name."""
    return next((_KINDS[one] for one in (element.get("class") or "").split() if one in _KINDS), None)


def _inner_level(element: Any) -> int:
    return 1 if "level-1" in (element.get("class") or "").split() else 0


def _words(element: Any) -> str:
    """All text of an element, without notes."""
    pieces: list[str] = []

    def collect(one: Any) -> None:
        if _name(one) in _SKIPPED:
            return
        pieces.append(one.text or "")
        for child in one:
            collect(child)
            pieces.append(child.tail or "")
        if _name(one) in ("p", "num", "heading", "docNumber", "docType", "item", "listIntroduction"):
            pieces.append(" ")

    collect(element)
    return "".join(pieces)

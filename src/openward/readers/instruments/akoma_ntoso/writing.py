"""An instrument as Akoma Ntoso for the United Nations. What is written keeps to the official schema.

Where the schema has no word for a kind of ours, `class` (of text) or `name` (of a container) carries it, so that
reading gives back the same paragraphs. Citations become references; `href` follows the naming convention of the
standard. Hard part: which paragraphs stand under which; items under a paragraph are points of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from openward.readers.instruments import front
from openward.readers.instruments.akoma_ntoso.validity import NAMESPACE
from openward.readers.instruments.citations import citations_in
from openward.readers.instruments.model import Instrument, Kind, Paragraph

_AUTHORS = {
    "security-council": "unsc",
    "general-assembly": "unga",
    "human-rights-council": "unhrc",
    "economic-and-social-council": "unecosoc",
    "itu-plenipotentiary": "itu-pp",
}
_UNDATED = "0001-01-01"
_ABOVE = (Kind.HEADING, Kind.DOCUMENT_SYMBOL)
_ANNEX = (Kind.ANNEX_HEADING, Kind.ANNEX_PARAGRAPH)
_CLASSED = (Kind.CONTINUATION, Kind.QUOTATION)


def as_akoma_ntoso(read: Instrument, language: str = "eng") -> bytes:
    """UTF-8, with a declaration; the same instrument gives the same bytes. `language` is an ISO 639-2 code."""
    return etree.tostring(
        _Writing(read, language).document(), encoding="UTF-8", xml_declaration=True, pretty_print=True
    )


class _Writing:
    def __init__(self, read: Instrument, language: str) -> None:
        self.read = read
        self.language = language
        self.organ = next((one for one in front.organs() if one.name == read.organ), None)
        self.slug = self.organ.slug if self.organ else ""
        self.counts: dict[str, int] = {}

    def document(self) -> Any:
        root = etree.Element(f"{{{NAMESPACE}}}akomaNtoso", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
        statement = _add(root, "statement", name="resolution")
        self._meta(statement, "main")
        shown = list(self.read.paragraphs)
        first = next((i for i, one in enumerate(shown) if one.kind not in (*_ABOVE, Kind.ADOPTION)), len(shown))
        preface = _add(statement, "preface") if first else None
        for one in shown[:first]:
            assert preface is not None
            self._paragraph_of(_add(preface, "container", name=one.kind.value, eId=self._id("front")), one)
        rest = shown[first:]
        body = next((i for i, one in enumerate(rest) if not self._is_preamble(rest, i)), len(rest))
        if body:
            self._preamble(_add(statement, "preamble"), rest[:body])
        annex = next((i for i, one in enumerate(rest) if i >= body and one.kind in _ANNEX), len(rest))
        below = next(
            (i for i, one in enumerate(rest) if i >= body and one.kind in (Kind.ADOPTION, Kind.FOOTNOTE)), len(rest)
        )
        self._main(_add(statement, "mainBody"), rest[body : min(annex, below)])
        annexed = [one for one in rest[body:] if one.kind in _ANNEX]
        closing = [one for one in rest[min(annex, below) :] if one.kind not in _ANNEX]
        if closing:
            conclusions = _add(statement, "conclusions")
            for one in closing:
                self._paragraph_of(conclusions, one)
        if annexed:
            self._annexes(statement, annexed)
        return root

    @staticmethod
    def _is_preamble(rest: list[Paragraph], index: int) -> bool:
        """Recitals, the enacting line, and what stands under a recital."""
        for one in reversed(rest[: index + 1]):
            if one.kind in _ANNEX:
                return False
            if one.kind in (Kind.PREAMBULAR, Kind.ENACTING):
                return True
            if one.level == 0 and one.kind is not Kind.CONTINUATION:
                return False
        return False

    def _id(self, stem: str) -> str:
        self.counts[stem] = self.counts.get(stem, 0) + 1
        return f"{stem}_{self.counts[stem]}"

    # What the document says of itself.

    def _meta(self, parent: Any, component: str) -> None:
        meta = _add(parent, "meta")
        identification = _add(meta, "identification", source="#openward")
        work = self._uri()
        date = self.read.date or _UNDATED
        expression = f"{work}/{self.language}@{date}"
        levels = (("FRBRWork", work), ("FRBRExpression", expression), ("FRBRManifestation", f"{expression}.xml"))
        for name, uri in levels:
            level = _add(identification, name)
            this = f"{uri[:-4]}/!{component}.xml" if name == "FRBRManifestation" else f"{uri}/!{component}"
            _add(level, "FRBRthis", value=this)
            _add(level, "FRBRuri", value=uri)
            _add(level, "FRBRdate", date=date, name="adoption" if self.read.date else "unknown")
            _add(level, "FRBRauthor", href="#openward" if name == "FRBRManifestation" else "#author")
            if name == "FRBRWork":
                _add(level, "FRBRcountry", value="un")
                if self.read.symbol:
                    _add(level, "FRBRnumber", value=_slug(self.read.symbol), showAs=self.read.symbol)
            if name == "FRBRExpression":
                _add(level, "FRBRlanguage", language=self.language)
        references = _add(meta, "references", source="#openward")
        author = _AUTHORS.get(self.slug, "un")
        _add(references, "TLCOrganization", eId=f"{component}_author", href=f"/akn/ontology/organizations/un/{author}",
             showAs=self.read.organ or "United Nations")  # fmt: skip

    def _uri(self) -> str:
        number = _slug(self.read.symbol or "unknown")
        return f"/akn/un/statement/resolution/{_AUTHORS.get(self.slug, 'un')}/{self.read.date or _UNDATED}/{number}"

    # What it says.

    def _preamble(self, preamble: Any, shown: list[Paragraph]) -> None:
        recitals: Any = None
        for own, under in _with_items(shown):
            if own.kind is Kind.ENACTING:
                formula = _add(preamble, "formula", name="enactingFormula", eId=self._id("formula"))
                self._paragraph_of(formula, own)
                recitals = None
                continue
            if recitals is None:
                recitals = _add(preamble, "recitals", eId=self._id("recitals"))
            recital = _add(recitals, "recital", eId=self._id("rec"))
            if own.kind is not Kind.PREAMBULAR:
                self._paragraph_of(recital, own)
                continue
            items = [one for one in under if one.kind is Kind.SUBPARAGRAPH]
            others = [one for one in under if one.kind is not Kind.SUBPARAGRAPH]
            if items and not others:
                self._block_list(recital, own, items)
            else:
                self._paragraph_of(recital, own)
                for one in under:
                    self._paragraph_of(recital, one)

    def _block_list(self, parent: Any, own: Paragraph, items: list[Paragraph]) -> None:
        listed = _add(parent, "blockList", eId=self._id("list"))
        self._inline(_add(listed, "listIntroduction"), own)
        for one, under in _with_items(items):
            item = _add(listed, "item", eId=self._id("item"))
            if one.number:
                _add(item, "num").text = _label(one)
            if under:
                self._block_list(item, one, under)
            else:
                self._inline(_add(item, "p"), one)

    def _main(self, body: Any, shown: list[Paragraph]) -> None:
        place = body
        for own, under in _with_items(shown):
            if own.kind is Kind.SECTION:
                place = _add(body, "hcontainer", name="section", eId=self._id("section"))
                _add(place, "num").text = own.number or own.text
                continue
            self._hierarchy(place, "paragraph", own, under)
        if not len(body):
            _add(_add(_add(body, "paragraph", eId=self._id("para")), "content"), "p")
        for section in body.iterchildren(f"{{{NAMESPACE}}}hcontainer"):
            if len(section) == 1:
                _add(_add(section, "content"), "p")

    def _hierarchy(self, parent: Any, name: str, own: Paragraph, under: list[Paragraph]) -> None:
        element = _add(parent, name, eId=self._id("para" if name == "paragraph" else name))
        if own.kind in (*_CLASSED, Kind.PREAMBULAR, Kind.ENACTING):
            element.set("class", own.kind.value)
        if own.number:
            _add(element, "num").text = _label(own)
        if not under:
            self._inline(_add(_add(element, "content"), "p"), own)
            return
        listed = _add(element, "list", eId=self._id("list"))
        self._inline(_add(_add(listed, "intro"), "p"), own)
        for one, inner in _with_items(under):
            self._hierarchy(listed, "point", one, inner)

    def _annexes(self, statement: Any, shown: list[Paragraph]) -> None:
        attachments = _add(statement, "attachments")
        body: Any = None
        for own, under in _with_items(
            [replace(one, level=0) if one.kind is Kind.ANNEX_HEADING else one for one in shown]
        ):
            if body is None or (own.kind is Kind.ANNEX_HEADING and re.match(r"(?i)annex|appendix", own.text)):
                attachment = _add(attachments, "attachment", eId=self._id("att"))
                doc = _add(attachment, "doc", name="annex")
                self._meta(doc, f"annex_{self.counts['att']}")
                body = _add(doc, "mainBody")
            if own.kind is Kind.ANNEX_HEADING:
                element = _add(body, "p")
                element.set("class", own.kind.value)
                if own.number:
                    element.set("class", f"{own.kind.value} level-1")
                self._inline(element, own)
                continue
            self._hierarchy(body, "paragraph", own, under)

    def _paragraph_of(self, parent: Any, one: Paragraph) -> None:
        element = _add(parent, "p")
        if one.kind in (*_CLASSED, Kind.SUBPARAGRAPH, Kind.ADOPTION, Kind.FOOTNOTE):
            element.set("class", one.kind.value)
        self._inline(element, one, with_number=True)

    def _inline(self, element: Any, one: Paragraph, *, with_number: bool = False) -> None:
        """The wording, its citations as references."""
        said = one.text if with_number else _without_number(one)
        cited = citations_in(said, 0, self.slug) if one.citations else ()
        reached, last = 0, None
        for cite in cited:
            _say(element, last, said[reached : cite.start])
            last = _add(element, "ref", href=_reference(cite.symbol))
            last.text = said[cite.start : cite.end]
            reached = cite.end
        _say(element, last, said[reached:])


def _add(parent: Any, name: str, /, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _say(element: Any, last: Any, text: str) -> None:
    text = re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)  # XML has no other characters
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _with_items(shown: list[Paragraph]) -> Iterator[tuple[Paragraph, list[Paragraph]]]:
    """Each paragraph of the least level with the deeper ones behind it."""
    index = 0
    while index < len(shown):
        own = shown[index]
        end = index + 1
        while end < len(shown) and shown[end].level > own.level and own.kind not in (Kind.SECTION, Kind.ENACTING):
            end += 1
        yield own, shown[index + 1 : end]
        index = end


def _label(one: Paragraph) -> str:
    """The number with what is printed right behind it."""
    match = re.match(re.escape(one.number or "") + r"[.,:)]?", one.text)
    return match[0] if match else one.number or ""


def _without_number(one: Paragraph) -> str:
    if one.number is None or one.kind is Kind.ANNEX_HEADING:
        return one.text
    return one.text.removeprefix(_label(one)).strip()


def _slug(symbol: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", symbol.lower()).strip("-") or "unknown"


def _reference(symbol: str) -> str:
    """The work that a citation names, by the naming convention; its date is not known here."""
    organ = front.organ_of_symbol(symbol)
    if "/RES/" in symbol and organ is not None:
        return f"/akn/un/statement/resolution/{_AUTHORS.get(organ.slug, 'un')}/{_slug(symbol)}"
    return f"/akn/un/doc/{_slug(symbol)}"

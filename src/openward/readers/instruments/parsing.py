"""A document's text -> an instrument. Pure and deterministic; the steps are one module each.

lines -> without furniture -> segments -> ends without marks -> verb, addressee, citations -> what the front says.
"""

from __future__ import annotations

from openward.readers.instruments import front
from openward.readers.instruments.addressees import addressee_in
from openward.readers.instruments.citations import citations_in
from openward.readers.instruments.footnotes import end_without_mark, marks_within
from openward.readers.instruments.furniture import without_furniture
from openward.readers.instruments.lines import joined, lines_of
from openward.readers.instruments.model import Citation, Document, Doubt, Instrument, Kind, Paragraph, Span
from openward.readers.instruments.segments import Segment, segments_of
from openward.readers.instruments.sequence import settle_numbers
from openward.readers.instruments.verbs import Verb, operative_verb, recital_verb
from openward.readers.instruments.wordings import wording, words_of

_OF_TEXT = (Kind.PREAMBULAR, Kind.OPERATIVE, Kind.SUBPARAGRAPH, Kind.CONTINUATION, Kind.QUOTATION, Kind.ANNEX_PARAGRAPH)
_OPENED_BY_VERB = (Kind.PREAMBULAR, Kind.OPERATIVE)
_ASKING = (Kind.OPERATIVE, Kind.SUBPARAGRAPH)


def parse(document: Document) -> Instrument:
    """Every text gives an instrument: what is no resolution gives one that says so by having no operative paragraph and
    no organ. Refusing is the caller's (see checks.py)."""
    text = document.text
    lines, furniture = without_furniture(lines_of(text, document.joins), document.furniture)
    segments = segments_of(text, lines)
    furniture += document.furniture
    segments, within = _apart(segments)
    settle_numbers(segments)
    furniture += within
    footnotes = frozenset(segment.number or "" for segment in segments if segment.kind is Kind.FOOTNOTE)
    marks: list[Span] = list(document.marks)
    for segment in segments:
        if segment.kind in _OF_TEXT or segment.kind is Kind.ADOPTION:
            segment.end, cut = end_without_mark(text, segment.body, segment.end, footnotes)
            marks += cut
    for segment in segments:
        if segment.kind in _OF_TEXT or segment.kind is Kind.ADOPTION:
            marks += marks_within(text, segment.body, segment.end, footnotes)
    organ = _organ(text, segments)
    symbol, date, title, unsure = _front(text, segments, organ)
    return assembled(
        text,
        segments,
        organ=organ,
        symbol=symbol,
        date=date,
        title=title,
        marks=joined(marks),
        furniture=joined(furniture),
        unsure=unsure,
    )


def assembled(
    text: str,
    segments: list[Segment],
    *,
    organ: front.Organ | None,
    symbol: str | None,
    date: str | None,
    title: str | None,
    marks: tuple[Span, ...] = (),
    furniture: tuple[Span, ...] = (),
    unsure: tuple[Doubt, ...] = (),
) -> Instrument:
    """An instrument of segments that are settled: what each says is read from its words."""
    left_out = joined([*marks, *furniture])
    written = words_of(text)
    slug = organ.slug if organ else ""
    return Instrument(
        symbol=symbol,
        organ=organ.name if organ else "",
        date=date,
        title=title,
        text=text,
        paragraphs=tuple(_paragraph(text, segment, left_out, written, slug) for segment in segments),
        marks=marks,
        furniture=furniture,
        unsure=unsure,
    )


def _apart(segments: list[Segment]) -> tuple[list[Segment], list[Span]]:
    """Footnotes that lie within a paragraph are furniture there; all other segments stand side by side."""
    kept: list[Segment] = []
    within: list[Span] = []
    for segment in segments:
        if kept and segment.start < kept[-1].end:
            within.append((segment.start, segment.end))
        else:
            kept.append(segment)
    return kept, within


def _paragraph(
    text: str, segment: Segment, left_out: tuple[Span, ...], written: frozenset[str], organ: str
) -> Paragraph:
    """What the paragraph says is found in its wording, where no line breaks a word, and told by places in the text."""
    shown = wording(text, segment.start, segment.end, left_out, written)
    body = shown.index_of(segment.body)
    verb = _verb(shown.text, body, segment.kind)
    addressee = addressee_in(shown.text, body) if segment.kind in _ASKING else None
    unsure = list(segment.doubts)
    if verb is not None and not verb.sure:
        unsure.append(Doubt("verb", "misread", *shown.span(*verb.at)))
    if verb is None and segment.kind in _OPENED_BY_VERB and not any(doubt.field == "verb" for doubt in unsure):
        unsure.append(Doubt("verb", "no-verb", segment.start, segment.end))
    cited = citations_in(shown.text, body, organ) if segment.kind in _OF_TEXT else ()
    return Paragraph(
        kind=segment.kind,
        level=segment.level,
        start=segment.start,
        end=segment.end,
        text=shown.text,
        number=segment.number,
        meant=segment.meant,
        verb=shown.text[slice(*verb.at)] if verb else None,
        verb_at=shown.span(*verb.at) if verb else None,
        force=verb.force if verb else None,
        addressee=shown.text[slice(*addressee)] if addressee else None,
        addressee_at=shown.span(*addressee) if addressee else None,
        citations=tuple(Citation(*shown.span(one.start, one.end), one.symbol) for one in cited),
        unsure=tuple(unsure),
    )


def _verb(text: str, body: int, kind: Kind) -> Verb | None:
    if kind is Kind.PREAMBULAR:
        return recital_verb(text, body, len(text))
    if kind is Kind.OPERATIVE:
        verb = operative_verb(text, body, len(text), anywhere=True)
        return verb or recital_verb(text, body, len(text))
    if kind is Kind.SUBPARAGRAPH:
        verb = operative_verb(text, body, len(text), anywhere=False)
        return verb if verb is not None and verb.sure else None
    return None


def _organ(text: str, segments: list[Segment]) -> front.Organ | None:
    for segment in segments:
        if segment.kind is Kind.ENACTING:
            match = front.enacting_line().match(text[segment.start : segment.end])
            if match:
                return front.organ_named(match["organ"])
    stated = " ".join(
        text[s.start : s.end] for s in segments if s.kind in (Kind.HEADING, Kind.DOCUMENT_SYMBOL, Kind.ADOPTION)
    )
    symbol = front.symbol_printed(stated)
    if symbol:
        return front.organ_of_symbol(symbol)
    if any(one in stated for one in ("Security Council", "General Assembly", "Human Rights Council")):
        return next(organ for organ in front.organs() if organ.name in stated)
    return front.organs()[0] if front.symbol_stated(stated, None) else None


def _front(
    text: str, segments: list[Segment], organ: front.Organ | None
) -> tuple[str | None, str | None, str | None, tuple[Doubt, ...]]:
    headings = [segment for segment in segments if segment.kind is Kind.HEADING]
    symbols = [segment for segment in segments if segment.kind is Kind.DOCUMENT_SYMBOL]
    adoptions = [segment for segment in segments if segment.kind is Kind.ADOPTION]
    heading = " ".join(" ".join(text[one.start : one.end].split()) for one in headings)
    unsure: list[Doubt] = []
    stated = front.symbol_stated(heading, organ)
    printed = next(filter(None, (front.symbol_printed(text[one.start : one.end]) for one in symbols)), None)
    date = next(
        filter(None, (front.date_in(" ".join(text[one.start : one.end].split())) for one in [*headings, *adoptions])),
        None,
    )
    if date is None and headings:
        unsure.append(Doubt("date", "no-date", headings[0].start, headings[0].end))
    title = next(filter(None, (front.title_stated(text[one.start : one.end]) for one in headings)), None)
    return stated or printed, date, title, tuple(unsure)

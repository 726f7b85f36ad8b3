"""What is refused: a text that is no resolution, or of an organ whose resolutions are not read; two in one file; a
symbol that contradicts itself or what was asked for. Each is named with its file, and nothing is guessed in its place.

Hard part: a resolution may quote another, and a page of a yearbook may end with the heading of the next one. A second
document has a heading of its own and an enacting line soon behind it.
"""

from __future__ import annotations

import re

from openward.methods.errors import OpenwardError
from openward.readers.instruments import front
from openward.readers.instruments.furniture import is_furniture
from openward.readers.instruments.lines import Line, lines_of
from openward.readers.instruments.model import Instrument, Kind

_SOON = 30  # lines between a heading and its enacting line
_FIRST_LINES = 60
_ENACTING_LIKE = re.compile(r"The\s+(?!following|present)[A-Z][^.;:]{3,120},")
_OF_ORGAN = re.compile(r"(?i)(?:resolution|decision)s?\s+(?:adopted\s+by|of)\s+(?P<organ>the\s+[A-Z][^.,;:\d]{3,80})")


def check(read: Instrument, file: str, symbol: str | None = None) -> None:
    """`symbol` is the one asked for, if one was.

    Raises OpenwardError: `instrument-two-documents`, `instrument-organ-other`, `instrument-organ-contradicts`,
    `instrument-not-a-resolution`, `instrument-symbols-differ`, `instrument-year-differs`,
    `instrument-symbol-missing`, `instrument-symbol-other`.
    """
    _one_document(read, file)
    _an_organ(read, file)
    kinds = {one.kind for one in read.paragraphs}
    speaks = any(one.kind is Kind.OPERATIVE and one.verb for one in read.paragraphs)
    headed = Kind.ENACTING in kinds or read.symbol is not None
    if not speaks and not (headed and kinds & {Kind.OPERATIVE, Kind.ANNEX_PARAGRAPH}):
        raise OpenwardError("instrument-not-a-resolution", file=file)
    _one_symbol(read, file)
    if symbol is not None and read.symbol is not None and same_symbol(symbol) != same_symbol(read.symbol):
        raise OpenwardError("instrument-symbol-other", file=file, symbol=read.symbol, asked=symbol)
    if read.symbol is None and symbol is None:
        raise OpenwardError("instrument-symbol-missing", file=file)


def same_symbol(symbol: str) -> str:
    """A symbol as it is compared: without blanks, in capitals, and without the year that S/RES has in brackets."""
    plain = re.sub(r"\s", "", symbol).upper()
    return re.sub(r"\(\d{4}\)\Z", "", plain)


def _one_document(read: Instrument, file: str) -> None:
    lines = lines_of(read.text)
    enacting = [index for index, line in enumerate(lines) if _is_enacting(line)]
    if not enacting:
        return
    for at in enacting[1:]:
        above = lines[max(enacting[0] + 1, at - _SOON) : at]
        headings = [line.text for line in above if front.opens_heading(line.text) and not is_furniture(line.text)]
        if headings:
            raise OpenwardError("instrument-two-documents", file=file, second=" ".join(headings[-1].split())[:60])


def _is_enacting(line: Line) -> bool:
    match = front.enacting_line().match(line.text)
    return match is not None and match.end() == len(line.text)


def _an_organ(read: Instrument, file: str) -> None:
    enacting = next((one for one in read.paragraphs if one.kind is Kind.ENACTING), None)
    if enacting is None:
        other = _other_organ(read.text)
        if other is not None:
            raise OpenwardError("instrument-organ-other", file=file, organ=other)
    if not read.organ:
        raise OpenwardError("instrument-not-a-resolution", file=file)
    printed = front.symbol_printed(_above(read))
    organ = front.organ_of_symbol(printed) if printed else None
    if organ is not None and organ.name != read.organ:
        raise OpenwardError("instrument-organ-contradicts", file=file, symbol=printed, organ=read.organ)


def _other_organ(text: str) -> str | None:
    """Who speaks in the first lines, where it is none that we know."""
    for line in lines_of(text)[:_FIRST_LINES]:
        shown = " ".join(line.text.split())
        stated = _OF_ORGAN.search(shown)
        name = stated["organ"] if stated else shown.rstrip(",") if _ENACTING_LIKE.fullmatch(shown) else None
        if name is not None and front.organ_named(name) is None:
            return name.strip()
    return None


def _above(read: Instrument) -> str:
    """Heading and the document's own symbol."""
    kinds = (Kind.HEADING, Kind.DOCUMENT_SYMBOL)
    return "\n".join(one.text for one in read.paragraphs if one.kind in kinds)


def _one_symbol(read: Instrument, file: str) -> None:
    symbols = [one.text for one in read.paragraphs if one.kind is Kind.DOCUMENT_SYMBOL]
    printed = next(filter(None, map(front.symbol_printed, symbols)), None)
    if printed and read.symbol and same_symbol(printed) != same_symbol(read.symbol):
        raise OpenwardError("instrument-symbols-differ", file=file, heading=read.symbol, printed=printed)
    year = re.search(r"\((\d{4})\)\Z", read.symbol or "")
    if year and read.date and year[1] != read.date[:4]:
        raise OpenwardError("instrument-year-differs", file=file, symbol=read.symbol, date=read.date)

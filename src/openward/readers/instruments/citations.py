"""Instruments and documents that a paragraph names, with their symbols as the UN writes them today.

Hard part: "resolutions 186 (1964) of 4 March, 187 (1964)" names the organ once for many; "40/61" is a resolution only
where one is spoken of, and of the organ that is named or that speaks.
"""

from __future__ import annotations

import re

from openward.readers.instruments.model import Citation

_NUMBER_YEAR = re.compile(r"(?<![\w/.])(?P<number>\d{1,4})\s{0,2}\((?P<year>(?:19[4-9]|20\d)\d)\)")
_SESSION_ROMAN = re.compile(
    r"(?<![\w/.])(?P<number>\d{1,4})(?:\s(?P<part>[A-Z]))?\s{0,2}\((?P<session>(?:[SE]{1,2}-)?[IVXL]{1,8})\)(?:\s(?P<after>[A-D])(?=[\s,;]))?"
)
_SESSION = re.compile(
    r"(?<![\w/.])(?P<number>(?:[SE]{1,2}-\d{1,2}|\d{1,2})/\d{1,4})(?:\s(?P<part>[A-Z])(?=[\s,;.]))?(?![\w/])"
)
_DOCUMENT = re.compile(
    r"(?<![\w/])(?P<symbol>[ASE5]/(?:[A-Za-z][\w.]{0,20}/\s?){0,6}\d[\w.]{0,30}(?:/\s?[\w.]{0,30}\w){0,6}(?:\s?\((?:19|20)\d\d\))?)"
)
_RESOLUTION = re.compile(r"(?i)\bresolutions?\b")
_CHARTER = re.compile(r"\bCharter(?:\s+of\s+the\s+United\s+Nations)?(?!\s+of\s+the\s+(?!United\s+Nations))(?=\W|\Z)")
_ORGANS = re.compile(
    r"(?i)(?:general\s+)?assembly|human\s+rights\s+council|economic\s+and\s+social\s+council|security\s+council|\bits\b"
)


def citations_in(text: str, start: int, organ: str) -> tuple[Citation, ...]:
    """In the order of a paragraph's wording, whose first word is at `start`. `organ` is the slug of who speaks."""
    end = len(text)
    found = [
        *_by_number_and_year(text, start, end),
        *_by_session(text, start, end, organ),
        *_documents(text, start, end),
        *(Citation(*match.span(), "Charter of the United Nations") for match in _CHARTER.finditer(text, start, end)),
    ]
    kept: list[Citation] = []
    for one in sorted(found, key=lambda citation: (citation.start, -citation.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _by_number_and_year(text: str, start: int, end: int) -> list[Citation]:
    found = []
    for match in _NUMBER_YEAR.finditer(text, start, end):
        before = text[max(start, match.start() - 12) : match.start()].lower()
        if not re.search(r"(?:vol\.?|no\.?|page|p\.)\s*\Z", before):
            found.append(Citation(*match.span(), f"S/RES/{int(match['number'])} ({match['year']})"))
    return found


def _by_session(text: str, start: int, end: int, organ: str) -> list[Citation]:
    found = []
    for match in _SESSION_ROMAN.finditer(text, start, end):
        part = match["part"] or match["after"] or ""
        found.append(Citation(*match.span(), f"A/RES/{match['number']}({match['session']}){part}"))
    spoken = _RESOLUTION.search(text, start, end) is not None
    for match in _SESSION.finditer(text, start, end) if spoken else ():
        stem = _stem(text[max(start, match.start() - 90) : match.start()], text[match.end() : match.end() + 60], organ)
        part = f" {match['part']}" if match["part"] else ""
        found.append(Citation(*match.span(), f"{stem}{match['number']}{part}"))
    return found


def _stem(before: str, after: str, organ: str) -> str:
    """By the organ named last before the number, else first behind it; "its" is the one that speaks."""
    named = [" ".join(match[0].lower().split()) for match in (*_ORGANS.finditer(before),)][-1:]
    named += [" ".join(match[0].lower().split()) for match in _ORGANS.finditer(after)][:1]
    first = named[0] if named else "its"
    if first == "its":
        first = organ.replace("-", " ")
    return {"human rights council": "A/HRC/RES/", "economic and social council": "E/RES/"}.get(first, "A/RES/")


def _documents(text: str, start: int, end: int) -> list[Citation]:
    found = []
    for match in _DOCUMENT.finditer(text, start, end):
        symbol = re.sub(r"\s+(?!\()", "", match["symbol"]).rstrip(".")
        if symbol.startswith("5/"):  # a scanner's S
            symbol = "S" + symbol[1:]
        symbol = re.sub(r"\s?\(", " (", symbol)
        found.append(Citation(match.start("symbol"), match.start("symbol") + len(match["symbol"].rstrip(".")), symbol))
    return found

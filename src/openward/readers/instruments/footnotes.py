"""Marks that point to footnotes: at a paragraph's end, where they would be taken for its last word, and within it.

Hard part: a mark is a number among numbers. "8 December 1966 5 that" holds one mark; what tells is that a footnote 5
stands below, and that nothing numbered can stand there ("paragraph 5", "5 June").
"""

from __future__ import annotations

import re
from collections.abc import Collection

from openward.readers.instruments.furniture import MONTHS
from openward.readers.instruments.model import Span
from openward.readers.instruments.words import english

_AT_END = re.compile(r"(?<=[,;:.”\"’')\]}])\s*(?P<mark>\d{1,3}/?|[\d'’‘°?*†“\"]{1,4})\Z")
_LAST_NUMBER = re.compile(r"\s(?P<mark>\d{1,3})\Z")
_WITHIN = re.compile(r"(?<=[\w,;:.”\"’')\]}])(?P<gap>[ \t\r\n\f]+)(?P<mark>\d{1,3})(?P<slash>/?)(?=[ \t\r\n\f,;:.]|\Z)")
_TOUCHING = re.compile(r"(?<=[^\W\d_][,;:.”\"’)])\d{1,3}/?(?=\s)|(?<=\d[,;])\d{1,2}(?=\s[a-z])")
_GLUED = re.compile(r"(?<=[\w,;:.)])(?P<mark>['‘°][\d?*°]{0,3}|[\d]?[°*†]\d?)(?=\s)")
_WORD = re.compile(r"[^\W\d_]+")


def end_without_mark(text: str, start: int, end: int, footnotes: Collection[str]) -> tuple[int, list[Span]]:
    """Where the paragraph ends when the marks behind its last point are left out, and those marks."""
    marks: list[Span] = []
    while True:
        shown = text[start:end]
        match = _AT_END.search(shown)
        if match is None or not _is_mark(match["mark"], shown, footnotes):
            match = _LAST_NUMBER.search(shown)
            if match is None or match["mark"] not in footnotes or _names_a_number(shown[: match.start()]):
                return end, marks
        marks.append((start + match.start("mark"), end))
        end = start + len(shown[: match.start("mark")].rstrip())


def _is_mark(mark: str, shown: str, footnotes: Collection[str]) -> bool:
    if mark.rstrip("/").isdigit():
        return len(mark.rstrip("/")) <= 3
    if any(character.isdigit() or character in "°?*†" for character in mark):
        return True
    # A lone apostrophe is a misread mark where nothing was quoted, and a closing quotation mark where something was.
    return mark in ("’", "'", "‘", "‘’", "’’") and not any(opening in shown[: -len(mark)] for opening in "“\"‘'")


def marks_within(text: str, start: int, end: int, footnotes: Collection[str]) -> list[Span]:
    """Marks inside a paragraph: numbers that a footnote has and nothing else explains, and misread raised digits."""
    found: list[Span] = []
    for match in _WITHIN.finditer(text, start, end):
        known = match["mark"] in footnotes or _after_point(text, match)
        if match["slash"] or (known and _stands_alone(text, match)):
            found.append((match.start("mark"), match.end("slash")))
    found += [match.span() for match in _TOUCHING.finditer(text, start, end) if match[0].rstrip("/") in footnotes]
    found += [match.span("mark") for match in _GLUED.finditer(text, start, end) if _misread(match["mark"])]
    return sorted(found)


def _after_point(text: str, match: re.Match[str]) -> bool:
    """Behind a comma, or right behind a date without its year, before a word: no number of the text can stand there."""
    if not re.match(r"\s+[a-z]", text[match.end() : match.end() + 4]):
        return False
    before = text[max(0, match.start() - 30) : match.start()].rstrip()
    if before.endswith(MONTHS):
        return re.search(r"\d\s+\w+\Z", before) is not None
    listed = re.search(r"(?<![\d/])(\d{1,4})[,;]\Z", before)
    return before[-1:] in ",;" and (listed is None or len(listed[1]) == 4)


def _misread(mark: str) -> bool:
    return mark not in ("'", "*", "°")


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    after = _WORD.match(text[match.end() : match.end() + 20].lstrip())
    if after and (after[0].lower() in english().units or after[0].capitalize() in MONTHS):
        return False
    if text[match.end() : match.end() + 2].lstrip()[:1] == "(":
        return False
    return not _names_a_number(text[max(0, match.start() - 30) : match.start()])


def _names_a_number(before: str) -> bool:
    """Whether the words before announce a number: "paragraph", "by", a month's day."""
    stripped = before.rstrip()
    if stripped[-1:] in ',;:.)”"':
        return False
    words = _WORD.findall(stripped)
    return bool(words) and stripped[-1:].isalpha() and words[-1].lower() in english().numbered

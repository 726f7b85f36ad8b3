"""Dates of a text: a day, a month or a month of a year, written out or in digits, with the two names that Arabic
months have at the United Nations (أيار/مايو). A month or a weekday alone is a date too, one that may fall away in a
translation."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.language import Language, phrase
from openward.methods.terminology.model import Span

Reading = tuple[int, int, int]  # year, month, day; 0 where it is not said


@dataclass(frozen=True, slots=True)
class Date:
    """`readings` are two where day and month can't be told apart. `weekday` alone has no reading. A `loose` one is a
    month or weekday alone."""

    start: int
    end: int
    readings: frozenset[Reading]
    loose: bool = False
    weekday: int = 0

    @property
    def span(self) -> Span:
        return (self.start, self.end)


_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?![\d/-])")
_FOLDS = {"e": "[eé]", "u": "[uû]", "a": "[aá]", "ا": "[اأإآ]", "ي": "[يى]", "ه": "[هة]"}


def dates_of(text: str, spoken: Language) -> list[Date]:
    found: list[Date] = []
    for match in _ISO.finditer(text):
        _add(found, match, {(_int(match[1]), _int(match[2]), _int(match[3]))})
    for match in _NUMERIC.finditer(text):
        day, month, year = _int(match[1]), _int(match[2]), _int(match[3])
        year += 2000 if year < 100 else 0
        _add(found, match, {(year, month, day), (year, day, month)})
    written, loose, weekdays = _patterns(spoken)
    for pattern in written:
        for match in pattern.finditer(text):
            if spoken.before_month and not match["month"][0].isupper():
                continue  # "under 18 may enter"
            parts = match.groupdict()
            _add(
                found,
                match,
                {(_int(parts.get("year") or "0"), _month(match["month"], spoken), _int(parts.get("day") or "0"))},
            )
    for match in loose.finditer(text):
        month = _month(match["month"], spoken)
        if not _overlaps(found, match) and _is_month(text, match, spoken):
            found.append(Date(match.start("month"), match.end("month"), frozenset({(0, month, 0)}), loose=True))
    for match in weekdays.finditer(text):
        weekday = spoken.weekdays.get(phrase(match["weekday"]))
        if weekday and not _overlaps(found, match):
            found.append(Date(match.start("weekday"), match.end("weekday"), frozenset(), loose=True, weekday=weekday))
    return sorted(found, key=lambda date: date.start)


def _add(found: list[Date], match: re.Match[str], readings: set[Reading]) -> None:
    kept = {reading for reading in readings if 0 < reading[1] <= 12 and reading[2] <= 31}
    if kept and not _overlaps(found, match):
        found.append(Date(match.start(), match.end(), frozenset(kept)))


def _overlaps(found: list[Date], match: re.Match[str]) -> bool:
    return any(match.start() < date.end and date.start < match.end() for date in found)


def _int(digits: str) -> int:
    return int("".join(str(unicodedata.decimal(digit)) for digit in digits if digit.isdecimal()) or "0")


def _month(written: str, spoken: Language) -> int:
    for name in re.split(r"\s*/\s*", written):
        number = spoken.months.get(phrase(name.rstrip(".")))
        if number:
            return number
    return 0


def _is_month(text: str, match: re.Match[str], spoken: Language) -> bool:
    """English "may" and "march" are verbs too: the month stands after a preposition and with a capital."""
    if not spoken.before_month:
        return True
    before = re.search(r"(\w+)[\s-]+$", text[max(0, match.start("month") - 20) : match.start("month")])
    return match["month"][0].isupper() and before is not None and plain_of(before[1]) in spoken.before_month


@cache
def _patterns(spoken: Language) -> tuple[list[re.Pattern[str]], re.Pattern[str], re.Pattern[str]]:
    def loosely(names: list[str]) -> str:
        return "|".join(
            "".join(_FOLDS.get(letter, re.escape(letter)) for letter in name)
            for name in sorted(names, key=lambda name: (-len(name), name))
        )

    clitic = "(?:[وفبلك]{0,2})" if spoken.code == "ar" else ""
    names = loosely(list(spoken.months))
    month = rf"(?P<month>(?:{names})(?:\.(?=\s?\d))?(?:\s?/\s?(?:{names}))?)(?![^\W\d_])"
    year = r"(?P<year>\d{4})(?!\d)"
    day = r"(?<![\d.,])(?P<day>\d{1,2})"
    flags = re.IGNORECASE
    if spoken.code == "en":
        written = [
            rf"{day}(?:st|nd|rd|th)?\s(?:of\s)?{month}(?:,?\s{year})?",
            rf"\b{month}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s{year})?",
            rf"\b{month},?\s(?:of\s)?{year}",
        ]
    elif spoken.code == "es":
        written = [
            rf"{day}(?:\.?º)?\s(?:de\s)?{month}(?:\s(?:(?:de|del)\s)?{year})?",
            rf"\b{month}\s(?:de\s|del\s)?{year}",
        ]
    elif spoken.code == "fr":
        written = [rf"{day}(?:er)?\s{month}(?:\s{year})?", rf"\b{month}\s{year}"]
    else:
        written = [
            rf"{day}\s?(?:من\s)?{month}(?:\s?[،,]?\s(?:عام\s|سنة\s)?{year})?",
            rf"(?<!\w){clitic}{month}\s?[،,]?\s(?:عام\s|سنة\s)?{year}",
        ]
    weekdays = loosely(list(spoken.weekdays))
    return (
        [re.compile(pattern, flags) for pattern in written],
        re.compile(rf"(?<!\w){clitic}{month}", flags),
        re.compile(rf"(?<!\w){clitic}(?P<weekday>{weekdays})s?(?!\w)", flags),
    )

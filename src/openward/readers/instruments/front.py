"""What stands above and below the text: heading, document's symbol, who adopted it and when. From these the
instrument's own symbol, organ, date and title.

Words: the *enacting* line names the organ that speaks ("The Security Council,"). Hard part: headings were written in
five ways in eighty years, and scanners misread the months.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

import yaml

from openward.readers.instruments.furniture import MONTHS, SYMBOL

_NUMBER_YEAR = re.compile(r"(?i)resolution\s+(?P<number>\d{1,4})\s?\((?P<year>\d{4})\)")
_OLD = re.compile(r"(?P<number>\d{1,4})\s?\((?P<year>\d{4})\)\s?\.?\s*Resolution\b")
_SESSION = re.compile(
    r"(?:Resolution\s+)?(?P<number>(?:[SE]{1,2}-)?\d{1,3}/\d{1,4}(?:\s?[A-Z])?|\d{1,4}(?:\s[A-Z])?\s?\([A-Z\-]+\))\s?\.?\s+(?P<title>\S.*)"
)
_PLAIN_SESSION = re.compile(r"Resolution\s+(?P<number>\d{1,4}/\d{1,4})\.?")
_ADOPTED_BY = re.compile(
    r"(?i)resolutions? adopted by the|adopted by the (?:security council|general assembly|human rights)"
)
_ADOPTED = re.compile(r"(?:Adopted|Approved|Adapted|Agreed)\s+(?:unanimously|at\s|by\s|without|as\s|on\s)")
_BRACKETED = re.compile(r"[\[({].*[\])}]?")
_DATE = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[A-Za-z]{3,9}[\].|]?)\.?,?\s+(?P<year>\d{4})")
_OF_DATE = re.compile(r"(?:of|on)\s+\d|\d{1,2}\s+[A-Z][a-z]+[\].]?\s+\d{4}")


@dataclass(frozen=True, slots=True)
class Organ:
    slug: str
    name: str
    enacting: tuple[str, ...]
    symbol: str | None
    prefix: str


@cache
def organs() -> tuple[Organ, ...]:
    rows = yaml.safe_load((files("openward.readers.instruments") / "organs.yaml").read_text("utf-8"))
    return tuple(Organ(row["slug"], row["name"], tuple(row["enacting"]), row["symbol"], row["prefix"]) for row in rows)


@cache
def enacting_line() -> re.Pattern[str]:
    """An enacting formula at a line's beginning; what follows it is its comma, or the first recital."""
    names = "|".join(re.escape(name).replace(r"\ ", r"\s+") for organ in organs() for name in organ.enacting)
    return re.compile(rf"['‘`]?(?P<organ>{names})(?:\s*\([^)]*\))?\s*[,.;]?(?=\s|\Z)")


def organ_named(name: str) -> Organ | None:
    """The organ of an enacting formula."""
    plain = " ".join(name.split()).lower()
    return next((organ for organ in organs() if plain in [one.lower() for one in organ.enacting]), None)


def organ_of_symbol(symbol: str) -> Organ | None:
    """By the longest prefix that fits."""
    fitting = [organ for organ in organs() if symbol.startswith(organ.prefix)]
    return max(fitting, key=lambda organ: len(organ.prefix)) if fitting else None


def opens_heading(line: str) -> bool:
    return any(one.match(line) for one in (_NUMBER_YEAR, _OLD, _SESSION, _PLAIN_SESSION))


def continues_heading(line: str) -> bool:
    """A date on a line of its own."""
    return _OF_DATE.match(line) is not None


def is_document_symbol(line: str) -> bool:
    if re.fullmatch(rf"{SYMBOL}\*?", line):
        return True
    if _BRACKETED.fullmatch(line) is None or re.search(r"[a-z]{4}", line):
        return False
    return re.search(r"[S5$]/\d|[AE]/", line) is not None and len(line) < 60


def opens_adoption(line: str) -> bool:
    """Above the text: "Adopted by the Security Council at its 4653rd meeting", "Resolution adopted by the ..."."""
    return _ADOPTED_BY.match(line) is not None


def opens_vote(line: str) -> bool:
    """Below the text: "Adopted unanimously at the 87th meeting"."""
    return _ADOPTED.match(line) is not None


def symbol_stated(heading: str, organ: Organ | None) -> str | None:
    """The symbol that the heading states, as the UN writes symbols today."""
    for pattern in (_OLD, _NUMBER_YEAR):
        match = pattern.search(heading)
        if match and (organ is None or organ.slug == "security-council"):
            return f"S/RES/{int(match['number'])} ({match['year']})"
    match = _SESSION.match(heading) or _PLAIN_SESSION.match(heading)
    if match and organ is not None and organ.symbol is not None:
        number = re.sub(r"\s+", " ", match["number"]).replace(" (", "(")
        return organ.symbol.format(number=number, year="")
    return None


def symbol_printed(text: str) -> str | None:
    """The symbol of a resolution where it stands as one: S/RES/1445 (2002)."""
    match = re.search(
        r"\b(?P<stem>[ASE]/(?:HRC/)?RES/)(?P<number>[\w\-/.]+(?:\([A-Z]+\))?)(?:\s?\((?P<year>\d{4})\))?", text
    )
    if match is None:
        return None
    return f"{match['stem']}{match['number']}" + (f" ({match['year']})" if match["year"] else "")


def title_stated(heading: str) -> str | None:
    match = _SESSION.match(" ".join(heading.split()))
    if match is None or match["title"].lower().startswith(("resolution of", "of ")):
        return None
    return match["title"].rstrip(".")


def date_in(text: str) -> str | None:
    """The first date, ISO 8601. Months may be misread by a letter or two."""
    for match in _DATE.finditer(text):
        near = get_close_matches(match["month"].rstrip("].|").capitalize(), MONTHS, n=1, cutoff=0.6)
        day = int(match["day"])
        if near and 1 <= day <= 31 and 1900 <= int(match["year"]) <= 2199:
            return f"{match['year']}-{MONTHS.index(near[0]) + 1:02d}-{day:02d}"
    return None

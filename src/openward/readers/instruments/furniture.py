"""What the page needs and the text does not: mastheads, running heads, page and job numbers.

Hard part: the symbol of a document is furniture at the head of a page, and a line of the text below the masthead. The
first one that stands by itself before the heading is kept.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Span

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = "|".join(MONTHS)
SYMBOL = r"[ASE5]/(?:[A-Z][\w.\-]{0,20}/){0,6}(?:RES/)?[\w.\-]{1,40}(?:/[\w.\-]{1,40}){0,6}(?:\s?\(\d{4}\))?"
_SYMBOL_LINE = re.compile(rf"{SYMBOL}\*?")
_HEADING = re.compile(r"(?i)(?:resolution\s+\d|\d{1,4}\s?\(\d{4}\)|\d{1,2}/\d{1,3}\.\s|resolution adopted by)")
_JOB = re.compile(
    r"\d{2}-\d{5}[*\d]*(?:\s*\(E\))?(?:\s+[\d\sZE()/.]*)?(?:\s*/\.{3})?|\*?\d{7,9}\*|\(E\)(?:\s+\d+)*|\d{2}-\d{5}\s+\d+/\d+"
    r"|\d+/\d+\s+\d{2}-\d{5}|/\.{3}|[\d\-]{5,9}\s?[A-Z]?\s+\d{4}Z\s*\(E\)\s*(?:/\.{3})?"
)
_PAGE = re.compile(r"(?i)page\s+\d{1,3}|-\s?\d{1,3}\s?-|\d{1,3}\s?/\s?\d{1,3}|English\s+Page\s+\d+|\d{1,3}")
_FOOT = re.compile(
    rf"(?:{SYMBOL}\s+)?(?:\d{{1,3}}\s?/\s?\d{{1,3}}|\d{{2}}-\d{{5}}|(?i:page)\s\d+|\s){{1,4}}(?:\s+{SYMBOL})?"
)
_MASTHEAD_LINES = 30
_SPLIT = re.compile(rf"(?i)(united nations)\s+({SYMBOL})")


def without_furniture(lines: list[Line], known: tuple[Span, ...]) -> tuple[list[Line], list[Span]]:
    """The lines that carry the text, and the spans that do not."""
    kept: list[Line] = []
    dropped: list[Span] = []
    heading = next((index for index, line in enumerate(lines[:_MASTHEAD_LINES]) if _HEADING.match(line.text)), 0)
    running = _running_heads(lines)
    symbol_seen = False
    for index, line in enumerate(lines):
        in_front = index < heading
        masthead = _SPLIT.fullmatch(line.text) if in_front else None
        if masthead:
            dropped.append((line.start, line.start + masthead.end(1)))
            line = replace(line, start=line.start + masthead.start(2), text=masthead[2])
        if any(start <= line.start and line.end <= end for start, end in known):
            continue
        if (
            _SYMBOL_LINE.fullmatch(line.text)
            and (not in_front or symbol_seen)
            and (in_front or _is_resolution(line.text))
        ):
            dropped.append((line.start, line.end))
        elif in_front and _SYMBOL_LINE.fullmatch(line.text):
            symbol_seen = True
            kept.append(line)
        elif in_front or _JOB.fullmatch(line.text) or _is_page(lines, index, running):
            dropped.append((line.start, line.end))
        else:
            kept.append(line)
    return kept, dropped


def is_furniture(text: str) -> bool:
    """Whether a line at a page's edge is a page number, a job number or the symbol of a document."""
    shown = " ".join(text.split())
    if _SYMBOL_LINE.fullmatch(shown):
        return _is_resolution(shown)
    return any(one.fullmatch(shown) for one in (_JOB, _PAGE, _FOOT))


def _is_resolution(text: str) -> bool:
    return "/RES/" in text


def _is_page(lines: list[Line], index: int, running: frozenset[str]) -> bool:
    """A page number beside a page's end, or a line that heads or ends most pages."""
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    at_edge = line.page_before or (after is not None and after.page_before)
    second = index > 0 and lines[index - 1].page_before
    if (at_edge or second) and _PAGE.fullmatch(line.text):
        return True
    return (at_edge or second) and _shape(line.text) in running


def _running_heads(lines: list[Line]) -> frozenset[str]:
    """Shapes of lines that stand at the head or foot of at least two pages and of half of all pages."""
    pages = sum(line.page_before for line in lines)
    if pages < 2:
        return frozenset()
    heads = Counter(_shape(line.text) for line in lines if line.page_before)
    feet = Counter(_shape(lines[i - 1].text) for i, line in enumerate(lines) if line.page_before and i > 0)
    return frozenset(
        shape for counts in (heads, feet) for shape, count in counts.items() if count >= 2 and count >= pages / 2
    )


def _shape(text: str) -> str:
    """The line with its numbers made alike."""
    return re.sub(r"\d+", "9", text)

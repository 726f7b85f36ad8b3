"""A text as lines with their offsets. A form feed ends a line as a line break does; neither ends a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openward.readers.instruments.model import Span

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
#: Byte order marks, joiners and soft hyphens: they are no letters, and count as blank.
BLANK = " \t\xa0\ufeff\u200b\u200e\u200f\u2002\u2003\u2009\u202f"


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. `blank_before`: a blank line (or the text's beginning) stands before it. `page_before`:
    a form feed does; `carries_on`: the format shows that it opens nothing."""

    start: int
    end: int
    text: str
    blank_before: bool
    page_before: bool
    carries_on: bool = False


def lines_of(text: str, joins: frozenset[int] = frozenset()) -> list[Line]:
    found: list[Line] = []
    reached = 0
    for match in _LINE.finditer(text):
        shown = match[0].strip(BLANK)
        if not shown:
            continue
        start = match.start() + match[0].index(shown)
        between = text[reached:start]
        breaks = between.replace("\r\n", "\n").replace("\f", "").count("\n") + between.replace("\r\n", "").count("\r")
        found.append(
            Line(start, start + len(shown), shown, not found or breaks > 1, "\f" in between, match.start() in joins)
        )
        reached = start + len(shown)
    return found


def joined(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap as one."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)

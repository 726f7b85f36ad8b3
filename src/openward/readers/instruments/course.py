"""How far a reading has come: the segments found so far, the zone, the lists that are open, and whether the last
segment is closed. What a line opens is decided by the modules that build on this (text_zone.py, end_zones.py).

Words: a segment is *closed* when its last character is a point, comma, semicolon, colon or closing mark. Hard part: a
footnote mark behind that character, or a scanner's speck, closes nothing by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from openward.readers.instruments.enumeration import Label, Style
from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Doubt, Kind

_CLOSED = re.compile(r"[,;:.”\"’')\]}!?](?:\s*\d{1,3}/?|\s*['‘’°*]{1,2}\d?)?\Z|[,;]\s*(?:and|or)\Z")
_LAST_MARK = re.compile(r"(?:\s*\d{1,3}/?|\s*['‘’°*]{1,2}\d?)\Z")


class Zone(IntEnum):
    FRONT = 0
    PREAMBLE = 1
    OPERATIVE = 2
    ANNEX = 3
    TAIL = 4


@dataclass(slots=True)
class Segment:
    """`body` is where the wording begins, behind the number."""

    kind: Kind
    level: int
    start: int
    end: int
    body: int
    number: str | None = None
    meant: str | None = None
    doubts: list[Doubt] = field(default_factory=list)


class Course:
    """`items` are the open lists, from the outermost: the style and value of the last item of each."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Line] = []
        self.zone = Zone.FRONT
        self.found: list[Segment] = []
        self.last: Segment | None = None
        self.last_number = 0
        self.expected_number = 1  # of the last numbered paragraph: what it should have been
        self.items: list[tuple[Style, int]] = []
        self.enacted = False
        self.unnumbered_items = False

    def segment(self, kind: Kind, level: int, line: Line, label: Label | None = None) -> Segment:
        body = line.start + (label.length if label else 0)
        return Segment(kind, level, line.start, line.end, body, label.text if label else None)

    @property
    def shown(self) -> str:
        return "" if self.last is None else self.text[max(self.last.start, self.last.end - 200) : self.last.end]

    @property
    def closed(self) -> bool:
        """An enacting line is closed with or without its comma, and so is what stands above it."""
        last = self.last
        if last is None or last.kind in (Kind.ENACTING, Kind.DOCUMENT_SYMBOL, Kind.SECTION):
            return True
        return _CLOSED.search(self.shown) is not None

    @property
    def last_character(self) -> str:
        shown = self.shown
        match = _LAST_MARK.search(shown)
        if match and shown[: match.start()].rstrip()[-1:] in (*",;:.”)",):
            shown = shown[: match.start()]
        return shown.rstrip()[-1:]

    def may_open(self, line: Line) -> bool:
        return line.blank_before or self.closed

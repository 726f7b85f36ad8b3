"""Where each paragraph begins and ends, its kind, level and number: line by line, by what came before.

Words: a line *opens* a paragraph or carries on. Zones follow each other: front, preamble, operative, and then tail
(vote, footnotes) or annex. Hard part: a blank line or a page's end within a sentence ends nothing, and a paragraph may
begin without one.
"""

from __future__ import annotations

from openward.readers.instruments.course import Segment, Zone
from openward.readers.instruments.end_zones import EndZones
from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Kind
from openward.readers.instruments.text_zone import TextZone

__all__ = ["Segment", "segments_of"]


def segments_of(text: str, lines: list[Line]) -> list[Segment]:
    """In the order of the text. A footnote that a page's foot brought into the middle of a paragraph lies within it."""
    return _Reading(text).read(lines)


class _Reading(TextZone, EndZones):
    def read(self, lines: list[Line]) -> list[Segment]:
        self.lines = lines
        for index, line in enumerate(lines):
            if self.note_within(line):
                continue
            opened = None if line.carries_on and self.last is not None else self._opens(index, line)
            if opened is not None:
                self._add(opened)
            elif self.last is None:
                self._add(self.segment(Kind.HEADING, 0, line))
            else:
                self.last.end = line.end
        return sorted([*self.found, *self.notes], key=lambda segment: (segment.start, -segment.end))

    def _add(self, segment: Segment) -> None:
        self.found.append(segment)
        self.last = segment

    def _opens(self, index: int, line: Line) -> Segment | None:
        if self.zone is Zone.TAIL:
            return self.in_tail(index, line)
        common = self.vote_or_annex(line)
        if common is not None:
            return common
        if self.zone is Zone.ANNEX:
            return self.in_annex(index, line)
        enacting = self.enacting_line(line)
        if enacting is not None:
            return enacting
        if self.zone is Zone.FRONT:
            opened = self.in_front(line)
            if opened is not None or not self.starts_text(line):
                return opened
        return self.note_after_text(line) or self.in_text(index, line)

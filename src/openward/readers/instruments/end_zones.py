"""What a line opens below the text: the vote, footnotes, annexes; and footnotes that a page's foot brought into it.

Words: an annex has *parts* that are named ("Rule 41", "Article 5") and count as headings of a second level. Hard part:
an annex's title is told from its first paragraph only by its length and by the point that it lacks.
"""

from __future__ import annotations

import re

from openward.readers.instruments import front
from openward.readers.instruments.course import Course, Segment, Zone
from openward.readers.instruments.enumeration import Label, Style, bare_label, item_label, paragraph_label
from openward.readers.instruments.items import place_of
from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Doubt, Kind

_ANNEX = re.compile(r"(?:ANNEX|Annex|APPENDIX|Appendix)(?:\s+(?:[IVX]+|[A-Z]|\d{1,2}))?\.?")
_ANNEX_PART = re.compile(r"(?P<number>(?:Rule|Article|Chapter|Section|Part|Principle|Guideline)\s+[\dIVXA-Z]{1,5})\.?")
_ANNEX_SECTION = re.compile(r"(?P<number>[IVX]{1,5}|[A-Z])\.\s+(?=[A-Z“\"])")
_SLASHED = re.compile(r"(?P<label>\d{1,3})\s?/\s+\S")
_FOOTNOTE_OPENERS = re.compile(
    r"(?:Ibid|See|Official Records|United Nations|Adopted|One |Two |Three |Four |Five |Documents?|General Assembly"
    r"|[SAE]/|League|Treaty|Decision|By its|For |In |At |Resolution|Security Council|International|Supplement)"
)
_LONGEST_HEADING = 250


class EndZones(Course):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.notes: list[Segment] = []
        self._in_note = False

    def note_within(self, line: Line) -> bool:
        if self.zone in (Zone.FRONT, Zone.TAIL):
            return False
        match = _SLASHED.match(line.text)
        if match and line.blank_before:
            self.notes.append(
                Segment(Kind.FOOTNOTE, 0, line.start, line.end, line.start + match.end() - 1, number=match["label"])
            )
            self._in_note = True
            return True
        if self._in_note and not line.blank_before and not line.page_before:
            self.notes[-1].end = line.end
            return True
        self._in_note = False
        return False

    def vote_or_annex(self, line: Line) -> Segment | None:
        if self.zone is not Zone.FRONT and self.may_open(line) and front.opens_vote(line.text):
            self.zone = Zone.TAIL
            return self.segment(Kind.ADOPTION, 0, line)
        if self.zone is not Zone.FRONT and _ANNEX.fullmatch(line.text) and self.may_open(line):
            self.zone, self.items = Zone.ANNEX, []
            return self.segment(Kind.ANNEX_HEADING, 0, line)
        if self.zone is not Zone.FRONT and _ANNEX_PART.fullmatch(line.text) and self.may_open(line):
            self.zone, self.items = Zone.ANNEX, []
            return self._annex_part(line)
        return None

    def note_after_text(self, line: Line) -> Segment | None:
        """Footnotes below a text that no vote closes."""
        label = bare_label(line.text)
        if label is None or self.zone is not Zone.OPERATIVE or not line.blank_before or not self.closed:
            return None
        if not _FOOTNOTE_OPENERS.match(line.text[label.length :]) or self.last_character not in '.”"':
            return None
        self.zone = Zone.TAIL
        return self.segment(Kind.FOOTNOTE, 0, line, label)

    def in_tail(self, index: int, line: Line) -> Segment | None:
        if _ANNEX.fullmatch(line.text) and line.blank_before:
            self.zone, self.items = Zone.ANNEX, []
            return self.segment(Kind.ANNEX_HEADING, 0, line)
        label = bare_label(line.text) or self._note_label(line.text)
        if label is None:
            return self._below(line)
        last = self.last
        follows = (
            last is not None
            and last.kind is Kind.FOOTNOTE
            and label.readings[0][1] > int(last.number or 0)
            and _FOOTNOTE_OPENERS.match(line.text[label.length :]) is not None
        )
        return self.segment(Kind.FOOTNOTE, 0, line, label) if self.may_open(line) or follows else None

    def _below(self, line: Line) -> Segment | None:
        """Below a vote that has ended: what belongs to no paragraph of this instrument."""
        last = self.last
        if last is None or last.kind is Kind.FOOTNOTE or not line.blank_before or self.last_character not in ".":
            return None
        if not line.text[:1].isupper():
            return None
        segment = self.segment(Kind.CONTINUATION, 0, line)
        segment.doubts.append(Doubt("kind", "below-the-vote", line.start, line.end))
        return segment

    def _note_label(self, line: str) -> Label | None:
        match = re.match(r"(?P<label>\d{1,3})(?:/\s*|\s+|\.\s+)(?=[“\"‘(\[A-Z])", line)
        return Label(match["label"], match.end(), ((Style.ARABIC, int(match["label"])),)) if match else None

    def in_annex(self, index: int, line: Line) -> Segment | None:
        if _ANNEX_PART.fullmatch(line.text):
            return self._annex_part(line)
        last = self.last
        after_heading = last is not None and last.kind is Kind.ANNEX_HEADING and last.level == 1
        if not (line.blank_before or after_heading):
            return self._annex_number(line) if self.closed else None
        match = _ANNEX_SECTION.match(line.text)
        if match is not None and self._is_annex_title(index):
            segment = self.segment(Kind.ANNEX_HEADING, 1, line)
            segment.number, segment.body = match["number"], line.start + match.end()
            self.items = []
            return segment
        numbered = self._annex_number(line)
        if numbered is not None:
            return numbered
        if not self.closed and line.text[:1].islower():
            return None
        if self._is_annex_title(index):
            return self.segment(Kind.ANNEX_HEADING, 0, line)
        if self.closed or after_heading or (last is not None and last.kind is Kind.ANNEX_HEADING):
            return self.segment(Kind.ANNEX_PARAGRAPH, 0, line)
        return None

    def _annex_part(self, line: Line) -> Segment:
        segment = self.segment(Kind.ANNEX_HEADING, 1, line)
        segment.number = " ".join(line.text.rstrip(".").split())
        self.items = []
        return segment

    def _annex_number(self, line: Line) -> Segment | None:
        label = paragraph_label(line.text)
        if label is not None and self.may_open(line) and line.text[label.length : label.length + 1].isupper():
            self.items = []
            return self.segment(Kind.ANNEX_PARAGRAPH, 0, line, label)
        label = item_label(line.text)
        if label is None or not self.closed:
            return None
        depth, reading, _ = place_of(label, self.items, self.last_character)
        if reading is None:
            return None
        self.items = [*self.items[:depth], reading]
        return self.segment(Kind.ANNEX_PARAGRAPH, depth + 1, line, label)

    def _is_annex_title(self, index: int) -> bool:
        """A short block without a point at its end."""
        shown = self.lines[index].text
        for line in self.lines[index + 1 :]:
            if line.blank_before or len(shown) > _LONGEST_HEADING:
                break
            shown += " " + line.text
        return len(shown) <= _LONGEST_HEADING and shown[-1] not in ".;:,]”" and shown[0] not in "[(“"

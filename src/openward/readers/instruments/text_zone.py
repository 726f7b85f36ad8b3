"""What a line opens above and within the text: heading, enacting line, recitals, operative paragraphs and their items.

Words: an operative paragraph without a number is known by its verb, a recital by its participle. Hard part: numbers are
misread, skipped and repeated, verbs stand alone before their items, and the enacting line may be missing.
"""

from __future__ import annotations

import re

from openward.readers.instruments import front
from openward.readers.instruments.course import Course, Segment, Zone
from openward.readers.instruments.enumeration import (
    Label,
    Style,
    bare_label,
    capital_label,
    item_label,
    paragraph_label,
    printed,
)
from openward.readers.instruments.items import place_of, place_of_misread
from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Doubt, Kind
from openward.readers.instruments.verbs import opens_operative, recital_verb

_DASH = re.compile(r"[—–•·▪*-]\s*(?=[A-Z“\"])|[—–•·▪]\s+(?=\S)")
_QUOTE = re.compile(r"[“\"‟«„]")
_TITLED = re.compile(r"(?P<number>[IVX]{1,5}|[A-Z])\.\s+(?P<title>[A-Z“\"].*)")
_LONGEST_TITLE = 120
_SECTION = re.compile(r"[A-Z]\.?|[IVX]{1,5}\.?")


class TextZone(Course):
    def enacting_line(self, line: Line) -> Segment | None:
        match = front.enacting_line().match(line.text)
        if match is None or self.enacted or not (line.blank_before or self.zone is Zone.FRONT):
            return None
        rest = line.text[match.end() :].strip()
        if rest and not (self.zone is Zone.FRONT and match[0].endswith(",")):
            return None
        self.enacted, self.zone = True, Zone.PREAMBLE
        return self.segment(Kind.ENACTING, 0, line)

    def in_front(self, line: Line) -> Segment | None:
        if front.opens_adoption(line.text):
            return self.segment(Kind.ADOPTION, 0, line)
        if front.is_document_symbol(line.text):
            return self.segment(Kind.DOCUMENT_SYMBOL, 0, line)
        headed = any(segment.kind is Kind.HEADING for segment in self.found)
        if not headed and front.opens_heading(line.text):
            return self.segment(Kind.HEADING, 0, line)
        last = self.last
        if last is not None and last.kind is Kind.HEADING and front.continues_heading(line.text):
            return None
        if last is not None and last.kind is Kind.DOCUMENT_SYMBOL and headed and front.continues_heading(line.text):
            return self.segment(Kind.HEADING, 0, line)
        return self.segment(Kind.HEADING, 0, line) if last is None else None

    def starts_text(self, line: Line) -> bool:
        """Whether the preamble begins here, before or without an enacting line."""
        if self.last is None or (not self.may_open(line) and self.last.kind is not Kind.DOCUMENT_SYMBOL):
            return False
        return line.text[:1].isupper() and (
            recital_verb(self.text, line.start, line.end) is not None or self._is_operative(line, 0)
        )

    def _is_operative(self, line: Line, length: int) -> bool:
        # The verb's noun may stand on the next line, so look a little further.
        return opens_operative(self.text, line.start + length, min(len(self.text), line.end + 80))

    def in_text(self, index: int, line: Line) -> Segment | None:
        opened = (
            self._titled_section(index, line)
            or self._numbered(line)
            or self._item(line)
            or self._dash(line)
            or self._section(index, line)
            or self._quotation(line)
        )
        if opened is not None:
            return opened
        if not self.may_open(line):
            return None
        first = line.text.lstrip("‘'“\"|.")[:1]
        if first.islower() or not first.isalpha():
            return self._lower(line)
        return self._worded(index, line)

    def _numbered(self, line: Line) -> Segment | None:
        capital = self._capital(line)
        if capital is not None:
            return capital
        label = paragraph_label(line.text)
        lost_point = label is None
        if label is None:
            label = bare_label(line.text)
        if label is None:
            return None
        value, expected = label.readings[0][1], self.last_number + 1
        verb = self._is_operative(line, label.length)
        rest = line.text[label.length :]
        if lost_point:
            return self._operative(line, label, value) if value == expected and verb and self.may_open(line) else None
        if not verb and self._in_arabic_list(value):
            return self._arabic_item(line, label, value)
        if not self.may_open(line) or not (rest[:1].isupper() or rest[:1] in '“"‘[(' or verb):
            return None
        if verb or value in (expected, self.expected_number + 1):
            return self._operative(line, label, value)
        if value == 1 and (self.last_character == ":" or self.last_number == 0):
            return self._operative(line, label, value)
        return None

    def _operative(self, line: Line, label: Label, value: int) -> Segment:
        expected = self.last_number + 1
        segment = self.segment(Kind.OPERATIVE, 0, line, label)
        at = (line.start, line.start + len(label.text))
        if value != expected and value != 1:
            segment.doubts.append(Doubt("number", "out-of-sequence", *at))
        if not label.clean:
            segment.doubts.append(Doubt("number", "misread", *at))
        if not label.clean and label.text != str(value):
            segment.meant = str(value)
        self.zone, self.last_number, self.expected_number, self.items = Zone.OPERATIVE, value, expected, []
        self.unnumbered_items = False
        inline = item_label(line.text[label.length :])
        if inline and (Style.LETTER, 1) in inline.readings:  # "3. (a) To ...": (b) may begin a line of its own
            self.items = [(Style.LETTER, 1)]
        return segment

    def _in_arabic_list(self, value: int) -> bool:
        """Arabic items under a verb that has no number itself, or under an open list of such."""
        if self.items and self.items[0][0] is Style.ARABIC:
            return value == self.items[0][1] + 1 and self.closed
        under = self.last is not None and self.last.kind in (Kind.OPERATIVE, Kind.PREAMBULAR) and not self.last.number
        return value == 1 and under and self.last_character == ":"

    def _arabic_item(self, line: Line, label: Label, value: int) -> Segment:
        self.items = [(Style.ARABIC, value)]
        return self.segment(Kind.SUBPARAGRAPH, 1, line, label)

    def _capital(self, line: Line) -> Segment | None:
        """Capital letters number operative paragraphs where a resolution "adopts the following"."""
        label = capital_label(line.text)
        if label is None or not self.may_open(line) or self.zone is not Zone.OPERATIVE:
            return None
        value = label.readings[0][1]
        capitals = [s for s in self.found if s.kind is Kind.OPERATIVE and s.number and s.number.isalpha()]
        follows = value == len(capitals) + 1 and (capitals or self.last_character == ":")
        if not follows:
            return None
        self.items, self.unnumbered_items = [], False
        return self.segment(Kind.OPERATIVE, 0, line, label)

    def _item(self, line: Line) -> Segment | None:
        label = item_label(line.text)
        if label is None or not self.may_open(line) or self.zone is Zone.FRONT:
            return None
        if not self.closed and not (line.blank_before and line.text[label.length : label.length + 1].isupper()):
            return None
        depth, reading, first = place_of(label, self.items, self.last_character)
        if (
            reading is None
            and line.blank_before
            and self.closed
            and line.text[label.length : label.length + 1].isupper()
        ):
            depth, reading = place_of_misread(label, self.items)
        if reading is None:
            return None
        style, value = reading
        self.items = [*self.items[:depth], (style, value)]
        segment = self.segment(Kind.SUBPARAGRAPH, depth + 1, line, label)
        inner = printed(style, value)
        if inner not in label.text:
            segment.meant = f"({inner})"
            segment.doubts.append(Doubt("number", "misread", line.start, line.start + len(label.text)))
        elif not first and style is Style.ROMAN and depth == 0 and self.items[0][1] != value:
            segment.doubts.append(Doubt("level", "two-readings", line.start, line.start + len(label.text)))
        return segment

    def _dash(self, line: Line) -> Segment | None:
        match = _DASH.match(line.text)
        if match is None or not self.closed or self.zone is Zone.FRONT:
            return None
        if self.last_character != ":" and not self._after_dash():
            return None
        segment = self.segment(Kind.SUBPARAGRAPH, len(self.items) + 1, line)
        segment.body = line.start + match.end()
        return segment

    def _after_dash(self) -> bool:
        return self.last is not None and self.last.kind is Kind.SUBPARAGRAPH and self.last.number is None

    def _section(self, index: int, line: Line) -> Segment | None:
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        alone = following is None or following.blank_before or paragraph_label(following.text) is not None
        if not (_SECTION.fullmatch(line.text) and line.blank_before and alone and self.closed):
            return None
        self.items, self.unnumbered_items = [], False
        segment = self.segment(Kind.SECTION, 0, line)
        segment.number = line.text.rstrip(".")
        return segment

    def _titled_section(self, index: int, line: Line) -> Segment | None:
        """ "II. Capacities": a number that is no paragraph's, with a title of its own that no point ends."""
        match = _TITLED.fullmatch(line.text)
        if match is None or not self._is_title(index, line) or self._is_operative(line, match.start("title")):
            return None
        self.items, self.unnumbered_items = [], False
        segment = self.segment(Kind.SECTION, 0, line)
        segment.number, segment.body = match["number"], line.start + match.start("title")
        return segment

    def _is_title(self, index: int, line: Line) -> bool:
        """A short line by itself, without a point at its end."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        alone = following is not None and following.blank_before
        return (
            line.blank_before
            and alone
            and self.closed
            and len(line.text) <= _LONGEST_TITLE
            and line.text[-1] not in ".,;:”"
        )

    def _quotation(self, line: Line) -> Segment | None:
        last = self.last
        if last is None or not _QUOTE.match(line.text) or not self.closed or self.zone is Zone.FRONT:
            return None
        if line.blank_before and (self.last_character == ":" or last.kind in (Kind.QUOTATION, Kind.PREAMBULAR)):
            return self.segment(Kind.QUOTATION, 1, line)
        return None

    def _lower(self, line: Line) -> Segment | None:
        """Text that goes on after its paragraph's items, or simply goes on."""
        last = self.last
        if (
            last is None
            or not line.blank_before
            or not self.closed
            or last.kind not in (Kind.SUBPARAGRAPH, Kind.QUOTATION)
        ):
            return None
        if not line.text[:1].islower() or last.level == 0 or self.last_character == ":":
            return None
        self.items, self.unnumbered_items = [], False
        return self.segment(Kind.CONTINUATION, 0, line)

    def _worded(self, index: int, line: Line) -> Segment | None:
        """A paragraph without a number, known by its first words."""
        if self.unnumbered_items and line.blank_before and self.closed and not self._is_operative(line, 0):
            return self.segment(Kind.SUBPARAGRAPH, 1, line)
        if self._is_operative(line, 0):
            if self.zone is Zone.OPERATIVE and not self.closed and not line.blank_before:
                return None
            return self._unnumbered_operative(line)
        verb = recital_verb(self.text, line.start, line.end)
        if verb is not None and self.closed | line.blank_before:
            return self._recital(line)
        if not (line.blank_before and self.closed):
            return None
        return self._unknown(index, line)

    def _heads_paragraphs(self, index: int) -> bool:
        """Whether the next line is a numbered paragraph, the next in order."""
        label = paragraph_label(self.lines[index + 1].text)
        return label is not None and label.readings[0][1] == self.last_number + 1

    def _unnumbered_operative(self, line: Line) -> Segment:
        self.zone, self.items = Zone.OPERATIVE, []
        self.unnumbered_items = False
        return self.segment(Kind.OPERATIVE, 0, line)

    def _recital(self, line: Line) -> Segment:
        self.items, self.unnumbered_items = [], False
        last = self.last
        if last is not None and last.kind is Kind.SECTION:  # a part of its own, with its own recitals
            self.zone = Zone.PREAMBLE
        if self.zone is Zone.OPERATIVE:
            segment = self.segment(Kind.OPERATIVE, 0, line)
            segment.doubts.append(Doubt("kind", "recital-among-operative", line.start, line.end))
            return segment
        self.zone = Zone.PREAMBLE
        return self.segment(Kind.PREAMBULAR, 0, line)

    def _unknown(self, index: int, line: Line) -> Segment | None:
        last = self.last
        ended = self.last_character
        at = (line.start, line.end)
        if last is not None and ended != ":" and self._is_title(index, line) and self._heads_paragraphs(index):
            self.items, self.unnumbered_items = [], False
            return self.segment(Kind.SECTION, 0, line)
        if self.zone is Zone.OPERATIVE and last is not None:
            if ended == ":" and last.kind is Kind.OPERATIVE:
                self.unnumbered_items = True
                return self.segment(Kind.SUBPARAGRAPH, 1, line)
            if ended == ",":
                return None
            self.items = self.items[:1] if self.items and self.items[0][0] is Style.ARABIC else []
            segment = self.segment(Kind.CONTINUATION, 0, line)
            segment.doubts.append(Doubt("kind", "no-verb", *at))
            return segment
        if self.zone is Zone.PREAMBLE:
            self.items = []
            segment = self.segment(Kind.PREAMBULAR, 0, line)
            segment.doubts.append(Doubt("verb", "no-verb", *at))
            return segment
        return None

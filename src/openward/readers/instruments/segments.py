"""Where each paragraph begins and ends, its kind, level and number: line by line, by what came before.

Words: a line *opens* a paragraph or carries on; a paragraph is *closed* when its last character is a point, comma,
semicolon, colon or closing mark. Zones follow each other: front, preamble, operative, and then tail (vote, footnotes)
or annex. Hard part: a blank line or a page's end within a sentence ends nothing, and a paragraph may begin without one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from openward.readers.instruments import front
from openward.readers.instruments.enumeration import (
    Label,
    Style,
    bare_label,
    capital_label,
    item_label,
    paragraph_label,
    printed,
)
from openward.readers.instruments.lines import Line
from openward.readers.instruments.model import Doubt, Kind
from openward.readers.instruments.verbs import opens_operative, recital_verb

_CLOSED = re.compile(r"[,;:.”\"’')\]}!?](?:\s*\d{1,3}/?|\s*['‘’°*]{1,2}\d?)?\Z|[,;]\s*(?:and|or)\Z")
_LAST_MARK = re.compile(r"(?:\s*\d{1,3}/?|\s*['‘’°*]{1,2}\d?)\Z")
_DASH = re.compile(r"[—–•·▪*-]\s*(?=[A-Z“\"])|[—–•·▪]\s+(?=\S)")
_QUOTE = re.compile(r"[“\"‟«„]")
_SECTION = re.compile(r"[A-Z]\.?|[IVX]{1,5}\.?")
_ANNEX = re.compile(r"(?:ANNEX|Annex|APPENDIX|Appendix)(?:\s+(?:[IVX]+|[A-Z]|\d{1,2}))?\.?")
_ANNEX_PART = re.compile(r"(?P<number>(?:Rule|Article|Chapter|Section|Part|Principle|Guideline)\s+[\dIVXA-Z]{1,5})\.?")
_SLASHED = re.compile(r"(?P<label>\d{1,3})\s?/\s+\S")
_FOOTNOTE_OPENERS = re.compile(
    r"(?:Ibid|See|Official Records|United Nations|Adopted|One |Two |Three |Four |Five |Documents?|General Assembly"
    r"|[SAE]/|League|Treaty|Decision|By its|For |In |At |Resolution|Security Council|International|Supplement)"
)
_LONGEST_HEADING = 250


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


def segments_of(text: str, lines: list[Line]) -> list[Segment]:
    """In the order of the text. A footnote that a page's foot brought into the middle of a paragraph lies within it."""
    return _Reading(text).read(lines)


class _Reading:
    def __init__(self, text: str) -> None:
        self.text = text
        self.zone = Zone.FRONT
        self.found: list[Segment] = []
        self.notes: list[Segment] = []
        self.last: Segment | None = None
        self.last_number = 0
        self.items: list[tuple[Style, int]] = []
        self.enacted = False
        self.in_note = False
        self.unnumbered_items = False
        self.lines: list[Line] = []

    def read(self, lines: list[Line]) -> list[Segment]:
        self.lines = lines
        for index, line in enumerate(lines):
            if self._note_within(line):
                continue
            opened = None if line.carries_on and self.last is not None else self._opens(index, line)
            if opened is not None:
                self._add(opened)
            elif self.last is None:
                self._add(self._segment(Kind.HEADING, 0, line))
            else:
                self.last.end = line.end
        return sorted([*self.found, *self.notes], key=lambda segment: (segment.start, -segment.end))

    def _add(self, segment: Segment) -> None:
        self.found.append(segment)
        self.last = segment

    def _segment(self, kind: Kind, level: int, line: Line, label: Label | None = None) -> Segment:
        body = line.start + (label.length if label else 0)
        return Segment(kind, level, line.start, line.end, body, label.text if label else None)

    @property
    def _shown(self) -> str:
        return "" if self.last is None else self.text[max(self.last.start, self.last.end - 200) : self.last.end]

    @property
    def _closed(self) -> bool:
        """An enacting line is closed with or without its comma, and so is what stands above it."""
        last = self.last
        if last is None or last.kind in (Kind.ENACTING, Kind.DOCUMENT_SYMBOL, Kind.SECTION):
            return True
        return _CLOSED.search(self._shown) is not None

    @property
    def _last_character(self) -> str:
        shown = self._shown
        match = _LAST_MARK.search(shown)
        if match and shown[: match.start()].rstrip()[-1:] in (*",;:.”)",):
            shown = shown[: match.start()]
        return shown.rstrip()[-1:]

    def _may_open(self, line: Line) -> bool:
        return line.blank_before or self._closed

    # Footnotes at a page's foot, in the middle of the text.

    def _note_within(self, line: Line) -> bool:
        if self.zone in (Zone.FRONT, Zone.TAIL):
            return False
        match = _SLASHED.match(line.text)
        if match and line.blank_before:
            self.notes.append(
                Segment(Kind.FOOTNOTE, 0, line.start, line.end, line.start + match.end() - 1, number=match["label"])
            )
            self.in_note = True
            return True
        if self.in_note and not line.blank_before and not line.page_before:
            self.notes[-1].end = line.end
            return True
        self.in_note = False
        return False

    # What a line opens.

    def _opens(self, index: int, line: Line) -> Segment | None:
        if self.zone is Zone.TAIL:
            return self._in_tail(index, line)
        common = self._vote_or_annex(line)
        if common is not None:
            return common
        if self.zone is Zone.ANNEX:
            return self._in_annex(index, line)
        enacting = self._enacting(line)
        if enacting is not None:
            return enacting
        if self.zone is Zone.FRONT:
            opened = self._in_front(line)
            if opened is not None or not self._starts_text(line):
                return opened
        return self._in_text(index, line)

    def _vote_or_annex(self, line: Line) -> Segment | None:
        if self.zone is not Zone.FRONT and self._may_open(line) and front.opens_vote(line.text):
            self.zone = Zone.TAIL
            return self._segment(Kind.ADOPTION, 0, line)
        if self.zone is not Zone.FRONT and _ANNEX.fullmatch(line.text) and self._may_open(line):
            self.zone, self.items = Zone.ANNEX, []
            return self._segment(Kind.ANNEX_HEADING, 0, line)
        if self.zone is not Zone.FRONT and _ANNEX_PART.fullmatch(line.text) and self._may_open(line):
            self.zone, self.items = Zone.ANNEX, []
            return self._annex_part(line)
        return None

    def _enacting(self, line: Line) -> Segment | None:
        match = front.enacting_line().match(line.text)
        if match is None or self.enacted or not (line.blank_before or self.zone is Zone.FRONT):
            return None
        rest = line.text[match.end() :].strip()
        if rest and not (self.zone is Zone.FRONT and match[0].endswith(",")):
            return None
        self.enacted, self.zone = True, Zone.PREAMBLE
        return self._segment(Kind.ENACTING, 0, line)

    def _in_front(self, line: Line) -> Segment | None:
        if front.opens_adoption(line.text):
            return self._segment(Kind.ADOPTION, 0, line)
        if front.is_document_symbol(line.text):
            return self._segment(Kind.DOCUMENT_SYMBOL, 0, line)
        headed = any(segment.kind is Kind.HEADING for segment in self.found)
        if not headed and front.opens_heading(line.text):
            return self._segment(Kind.HEADING, 0, line)
        last = self.last
        if last is not None and last.kind is Kind.HEADING and front.continues_heading(line.text):
            return None
        if last is not None and last.kind is Kind.DOCUMENT_SYMBOL and headed and front.continues_heading(line.text):
            return self._segment(Kind.HEADING, 0, line)
        return self._segment(Kind.HEADING, 0, line) if last is None else None

    def _starts_text(self, line: Line) -> bool:
        """Whether the preamble begins here, before or without an enacting line."""
        if self.last is None or (not self._may_open(line) and self.last.kind is not Kind.DOCUMENT_SYMBOL):
            return False
        return line.text[:1].isupper() and (
            recital_verb(self.text, line.start, line.end) is not None or self._is_operative(line, 0)
        )

    def _is_operative(self, line: Line, length: int) -> bool:
        # The verb's noun may stand on the next line, so look a little further.
        return opens_operative(self.text, line.start + length, min(len(self.text), line.end + 80))

    def _in_text(self, index: int, line: Line) -> Segment | None:
        opened = (
            self._numbered(line)
            or self._item(line)
            or self._dash(line)
            or self._section(index, line)
            or self._note_after_text(line)
            or self._quotation(line)
        )
        if opened is not None:
            return opened
        if not self._may_open(line):
            return None
        first = line.text.lstrip("‘'“\"|.")[:1]
        if first.islower() or not first.isalpha():
            return self._lower(line)
        return self._worded(line)

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
            return self._operative(line, label, value) if value == expected and verb and self._may_open(line) else None
        if not verb and self._in_arabic_list(value):
            return self._arabic_item(line, label, value)
        if not self._may_open(line) or not (rest[:1].isupper() or rest[:1] in '“"‘[(' or verb):
            return None
        if verb or value == expected:
            return self._operative(line, label, value)
        if value == 1 and (self._last_character == ":" or self.last_number == 0):
            return self._operative(line, label, value)
        return None

    def _operative(self, line: Line, label: Label, value: int) -> Segment:
        expected = self.last_number + 1
        segment = self._segment(Kind.OPERATIVE, 0, line, label)
        at = (line.start, line.start + len(label.text))
        if value != expected and value != 1:
            segment.doubts.append(Doubt("number", "out-of-sequence", *at))
        if not label.clean:
            segment.doubts.append(Doubt("number", "misread", *at))
        if not label.clean and label.text != str(value):
            segment.meant = str(value)
        self.zone, self.last_number, self.items = Zone.OPERATIVE, value, []
        self.unnumbered_items = False
        inline = item_label(line.text[label.length :])
        if inline and (Style.LETTER, 1) in inline.readings:  # "3. (a) To ...": (b) may begin a line of its own
            self.items = [(Style.LETTER, 1)]
        return segment

    def _in_arabic_list(self, value: int) -> bool:
        """Arabic items under a verb that has no number itself, or under an open list of such."""
        if self.items and self.items[0][0] is Style.ARABIC:
            return value == self.items[0][1] + 1 and self._closed
        under = self.last is not None and self.last.kind in (Kind.OPERATIVE, Kind.PREAMBULAR) and not self.last.number
        return value == 1 and under and self._last_character == ":"

    def _arabic_item(self, line: Line, label: Label, value: int) -> Segment:
        self.items = [(Style.ARABIC, value)]
        return self._segment(Kind.SUBPARAGRAPH, 1, line, label)

    def _capital(self, line: Line) -> Segment | None:
        """Capital letters number operative paragraphs where a resolution "adopts the following"."""
        label = capital_label(line.text)
        if label is None or not self._may_open(line) or self.zone is not Zone.OPERATIVE:
            return None
        value = label.readings[0][1]
        capitals = [s for s in self.found if s.kind is Kind.OPERATIVE and s.number and s.number.isalpha()]
        follows = value == len(capitals) + 1 and (capitals or self._last_character == ":")
        if not follows:
            return None
        self.items, self.unnumbered_items = [], False
        return self._segment(Kind.OPERATIVE, 0, line, label)

    def _item(self, line: Line) -> Segment | None:
        label = item_label(line.text)
        if label is None or not self._may_open(line) or self.zone is Zone.FRONT:
            return None
        if not self._closed and not (line.blank_before and line.text[label.length : label.length + 1].isupper()):
            return None
        depth, reading, first = self._place(label)
        if (
            reading is None
            and line.blank_before
            and self._closed
            and line.text[label.length : label.length + 1].isupper()
        ):
            depth, reading = self._next_after_misread(label)
        if reading is None:
            return None
        style, value = reading
        self.items = [*self.items[:depth], (style, value)]
        segment = self._segment(Kind.SUBPARAGRAPH, depth + 1, line, label)
        inner = printed(style, value)
        if inner not in label.text:
            segment.meant = f"({inner})"
            segment.doubts.append(Doubt("number", "misread", line.start, line.start + len(label.text)))
        elif not first and style is Style.ROMAN and depth == 0 and self.items[0][1] != value:
            segment.doubts.append(Doubt("level", "two-readings", line.start, line.start + len(label.text)))
        return segment

    def _place(self, label: Label) -> tuple[int, tuple[Style, int] | None, bool]:
        """Depth and reading of an item: the next of an open list, the deepest first, else the first of a new one."""
        for depth in range(len(self.items) - 1, -1, -1):
            style, value = self.items[depth]
            if (style, value + 1) in label.readings and not (
                self._last_character == ":" and any(number == 1 for _, number in label.readings)
            ):
                return depth, (style, value + 1), False
        begun = next((reading for reading in label.readings if reading[1] == 1), None)
        if begun is not None and (self._last_character in ":;," or not self.items):
            if any(style is begun[0] for style, _ in self.items):
                depth = next(index for index, (style, _) in enumerate(self.items) if style is begun[0])
                return (depth, begun, True) if self._last_character != ":" else (len(self.items), begun, True)
            return len(self.items), begun, True
        return 0, None, False

    def _next_after_misread(self, label: Label) -> tuple[int, tuple[Style, int] | None]:
        """An item that no open list expects: one was lost before it, or its own number is misread."""
        for depth in range(len(self.items) - 1, -1, -1):
            style, value = self.items[depth]
            if (style, value + 2) in label.readings:
                return depth, (style, value + 2)
        if not self.items or any(number == 1 for _, number in label.readings):
            return 0, None
        style, value = self.items[-1]
        return len(self.items) - 1, (style, value + 1)

    def _dash(self, line: Line) -> Segment | None:
        match = _DASH.match(line.text)
        if match is None or not self._closed or self.zone is Zone.FRONT:
            return None
        if self._last_character != ":" and not self._after_dash():
            return None
        segment = self._segment(Kind.SUBPARAGRAPH, len(self.items) + 1, line)
        segment.body = line.start + match.end()
        return segment

    def _after_dash(self) -> bool:
        return self.last is not None and self.last.kind is Kind.SUBPARAGRAPH and self.last.number is None

    def _section(self, index: int, line: Line) -> Segment | None:
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        alone = following is None or following.blank_before or paragraph_label(following.text) is not None
        if not (_SECTION.fullmatch(line.text) and line.blank_before and alone and self._closed):
            return None
        self.items, self.unnumbered_items = [], False
        segment = self._segment(Kind.SECTION, 0, line)
        segment.number = line.text.rstrip(".")
        return segment

    def _note_after_text(self, line: Line) -> Segment | None:
        """Footnotes below a text that no vote closes."""
        label = bare_label(line.text)
        if label is None or self.zone is not Zone.OPERATIVE or not line.blank_before or not self._closed:
            return None
        if not _FOOTNOTE_OPENERS.match(line.text[label.length :]) or self._last_character not in '.”"':
            return None
        self.zone = Zone.TAIL
        return self._segment(Kind.FOOTNOTE, 0, line, label)

    def _quotation(self, line: Line) -> Segment | None:
        last = self.last
        if last is None or not _QUOTE.match(line.text) or not self._closed or self.zone is Zone.FRONT:
            return None
        if line.blank_before and (self._last_character == ":" or last.kind in (Kind.QUOTATION, Kind.PREAMBULAR)):
            return self._segment(Kind.QUOTATION, 1, line)
        return None

    def _lower(self, line: Line) -> Segment | None:
        """Text that goes on after its paragraph's items, or simply goes on."""
        last = self.last
        if (
            last is None
            or not line.blank_before
            or not self._closed
            or last.kind not in (Kind.SUBPARAGRAPH, Kind.QUOTATION)
        ):
            return None
        if not line.text[:1].islower() or last.level == 0 or self._last_character == ":":
            return None
        self.items, self.unnumbered_items = [], False
        return self._segment(Kind.CONTINUATION, 0, line)

    def _worded(self, line: Line) -> Segment | None:
        """A paragraph without a number, known by its first words."""
        if self.unnumbered_items and line.blank_before and self._closed and not self._is_operative(line, 0):
            return self._segment(Kind.SUBPARAGRAPH, 1, line)
        if self._is_operative(line, 0):
            if self.zone is Zone.OPERATIVE and not self._closed and not line.blank_before:
                return None
            return self._unnumbered_operative(line)
        verb = recital_verb(self.text, line.start, line.end)
        if verb is not None and self._closed | line.blank_before:
            return self._recital(line)
        if not (line.blank_before and self._closed):
            return None
        return self._unknown(line)

    def _unnumbered_operative(self, line: Line) -> Segment:
        self.zone, self.items = Zone.OPERATIVE, []
        self.unnumbered_items = False
        return self._segment(Kind.OPERATIVE, 0, line)

    def _recital(self, line: Line) -> Segment:
        self.items, self.unnumbered_items = [], False
        last = self.last
        if last is not None and last.kind is Kind.SECTION:  # a part of its own, with its own recitals
            self.zone = Zone.PREAMBLE
        if self.zone is Zone.OPERATIVE:
            segment = self._segment(Kind.OPERATIVE, 0, line)
            segment.doubts.append(Doubt("kind", "recital-among-operative", line.start, line.end))
            return segment
        self.zone = Zone.PREAMBLE
        return self._segment(Kind.PREAMBULAR, 0, line)

    def _unknown(self, line: Line) -> Segment | None:
        last = self.last
        ended = self._last_character
        at = (line.start, line.end)
        if self.zone is Zone.OPERATIVE and last is not None:
            if ended == ":" and last.kind is Kind.OPERATIVE:
                self.unnumbered_items = True
                return self._segment(Kind.SUBPARAGRAPH, 1, line)
            if ended == ",":
                return None
            self.items = self.items[:1] if self.items and self.items[0][0] is Style.ARABIC else []
            segment = self._segment(Kind.CONTINUATION, 0, line)
            segment.doubts.append(Doubt("kind", "no-verb", *at))
            return segment
        if self.zone is Zone.PREAMBLE:
            self.items = []
            segment = self._segment(Kind.PREAMBULAR, 0, line)
            segment.doubts.append(Doubt("verb", "no-verb", *at))
            return segment
        return None

    # Below the text.

    def _in_tail(self, index: int, line: Line) -> Segment | None:
        if _ANNEX.fullmatch(line.text) and line.blank_before:
            self.zone, self.items = Zone.ANNEX, []
            return self._segment(Kind.ANNEX_HEADING, 0, line)
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
        return self._segment(Kind.FOOTNOTE, 0, line, label) if self._may_open(line) or follows else None

    def _below(self, line: Line) -> Segment | None:
        """Below a vote that has ended: what belongs to no paragraph of this instrument."""
        last = self.last
        if last is None or last.kind is Kind.FOOTNOTE or not line.blank_before or self._last_character not in ".":
            return None
        if not line.text[:1].isupper():
            return None
        segment = self._segment(Kind.CONTINUATION, 0, line)
        segment.doubts.append(Doubt("kind", "below-the-vote", line.start, line.end))
        return segment

    def _note_label(self, line: str) -> Label | None:
        match = re.match(r"(?P<label>\d{1,3})(?:/\s*|\s+|\.\s+)(?=[“\"‘(\[A-Z])", line)
        return Label(match["label"], match.end(), ((Style.ARABIC, int(match["label"])),)) if match else None

    def _in_annex(self, index: int, line: Line) -> Segment | None:
        if _ANNEX_PART.fullmatch(line.text):
            return self._annex_part(line)
        last = self.last
        after_heading = last is not None and last.kind is Kind.ANNEX_HEADING and last.level == 1
        if not (line.blank_before or after_heading):
            return self._annex_number(line) if self._closed else None
        numbered = self._annex_number(line)
        if numbered is not None:
            return numbered
        if not self._closed and line.text[:1].islower():
            return None
        if self._is_annex_title(index):
            return self._segment(Kind.ANNEX_HEADING, 0, line)
        if self._closed or after_heading or (last is not None and last.kind is Kind.ANNEX_HEADING):
            return self._segment(Kind.ANNEX_PARAGRAPH, 0, line)
        return None

    def _annex_part(self, line: Line) -> Segment:
        segment = self._segment(Kind.ANNEX_HEADING, 1, line)
        segment.number = " ".join(line.text.rstrip(".").split())
        self.items = []
        return segment

    def _annex_number(self, line: Line) -> Segment | None:
        label = paragraph_label(line.text)
        if label is not None and self._may_open(line) and line.text[label.length : label.length + 1].isupper():
            self.items = []
            return self._segment(Kind.ANNEX_PARAGRAPH, 0, line, label)
        label = item_label(line.text)
        if label is None or not self._closed:
            return None
        depth, reading, _ = self._place(label)
        if reading is None:
            return None
        self.items = [*self.items[:depth], reading]
        return self._segment(Kind.ANNEX_PARAGRAPH, depth + 1, line, label)

    def _is_annex_title(self, index: int) -> bool:
        """A short block without a point at its end."""
        shown = self.lines[index].text
        for line in self.lines[index + 1 :]:
            if line.blank_before or len(shown) > _LONGEST_HEADING:
                break
            shown += " " + line.text
        return len(shown) <= _LONGEST_HEADING and shown[-1] not in ".;:,]”" and shown[0] not in "[(“"

"""An instrument as it was read: a resolution, its paragraphs, and where the reader is not sure.

Words: a *recital* or preambular paragraph says why, an *operative* paragraph what the organ does; a *chapeau* is an
operative paragraph whose items follow it as subparagraphs; *marks* are the numbers that point to footnotes; *furniture*
is what the page needs and the text does not: running heads, job numbers, mastheads. Offsets count characters of the
document's text, the end exclusive. Hard part: nothing but marks and furniture may be lost between the paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    HEADING = "heading"
    DOCUMENT_SYMBOL = "document-symbol"
    ADOPTION = "adoption"
    ENACTING = "enacting"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    SUBPARAGRAPH = "subparagraph"
    CONTINUATION = "continuation"
    QUOTATION = "quotation"
    SECTION = "section"
    ANNEX_HEADING = "annex-heading"
    ANNEX_PARAGRAPH = "annex-paragraph"
    FOOTNOTE = "footnote"


class Force(StrEnum):
    """What a verb does, as a property of the paragraph that it opens (never of the whole instrument)."""

    DECISION = "decision"  # the organ settles or lays down
    DEMAND = "demand"  # it requires
    CALL = "call"  # it asks
    RECOMMENDATION = "recommendation"  # it advises, encourages, invites
    STATEMENT = "statement"  # it says what it holds, and asks nothing by this verb


@dataclass(frozen=True, slots=True)
class Document:
    """A text to read. `marks` and `furniture` are those that the format itself showed (a raised digit, a page's head);
    others are found in the text. `joins` are beginnings of lines that the format shows to carry on the line before."""

    text: str
    marks: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    joins: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Citation:
    """`symbol` as the UN writes it today: S/RES/186 (1964), A/RES/1514(XV), S/2002/914, Charter of the United
    Nations."""

    start: int
    end: int
    symbol: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where the reader is not sure: `field` is number, kind, level, verb, addressee or text; `why` is a code
    that openward.wording.instruments explains."""

    field: str
    why: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` as printed, without point; `meant` what a misread number must be by its neighbours. `text` is the
    wording: the span without marks and furniture, its lines joined (see wordings.py). Level 0 is the top."""

    kind: Kind
    level: int
    start: int
    end: int
    text: str
    number: str | None = None
    meant: str | None = None
    verb: str | None = None
    verb_at: Span | None = None
    force: Force | None = None
    addressee: str | None = None
    addressee_at: Span | None = None
    citations: tuple[Citation, ...] = ()
    unsure: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """`date` is ISO 8601. `symbol`, `date` and `title` are None where the text states none. Paragraphs stand in the
    order of the text and don't overlap; every character that is not blank lies in one of them, in a mark or in
    furniture."""

    symbol: str | None
    organ: str
    date: str | None
    title: str | None
    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    unsure: tuple[Doubt, ...] = field(default=())

    @property
    def cited(self) -> tuple[str, ...]:
        """Symbols of the cited instruments, each once, in the order of the text."""
        return tuple(dict.fromkeys(one.symbol for paragraph in self.paragraphs for one in paragraph.citations))

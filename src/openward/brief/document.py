"""A document in one language, as blocks: told once, and set by the PDF and the HTML renderer alike.

Words: a *block* is a heading, a paragraph, a row of key figures, a table, a figure or a list. Texts are plain: no
markup can come in with a name from a map.
"""

from __future__ import annotations

from dataclasses import dataclass

from openward.brief.drawings import Drawing


@dataclass(frozen=True, slots=True)
class Heading:
    level: int  # 2 or 3; the title is 1
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    role: str = "plain"  # plain, lead, note or warning


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A few numbers, each with what it counts."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    numeric: bool = False
    weight: float = 1.0  # share of the width beside the others


@dataclass(frozen=True, slots=True)
class Table:
    """The first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """`description` says in words what the drawing shows; the numbers stand in a table beside it."""

    drawing: Drawing
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Only on paper."""


Block = Heading | Paragraph | KeyFigures | Table | Figure | Bullets | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """`label` is shown on every page as it is, from left to right; `label_meaning`, `made` (by whom, when) and `banner`
    (fictitious data) are in the document's language."""

    language: str
    right_to_left: bool
    title: str
    subtitle: str
    label: str
    label_meaning: str
    made: str
    page: str  # "Page %(page)s of %(pages)s", translated
    banner: str
    blocks: tuple[Block, ...]

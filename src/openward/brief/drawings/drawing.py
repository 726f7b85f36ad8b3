"""A drawing: shapes as SVG elements and labels as data, in one system of units with its origin at the top left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from openward.brief.fonts import FAMILIES
from openward.brief.markup import as_xml, element

Anchor = Literal["start", "middle", "end"]

INK = "#1c2733"
QUIET = "#5b6875"
RULE = "#c9d1d9"
PAPER = "#ffffff"


@dataclass(frozen=True, slots=True)
class TextLabel:
    """A line of text whose middle height is at y, and whose left end, middle or right end is at x."""

    text: str
    x: float
    y: float
    size: float = 11
    anchor: Anchor = "middle"
    bold: bool = False
    halo: bool = False  # a pale edge, so that it reads on a map
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in drawing order, and the labels over them. `width` and `height` in units that are points on paper."""

    width: float
    height: float
    shapes: tuple[Element, ...]
    labels: tuple[TextLabel, ...]


def as_svg(drawing: Drawing, with_labels: bool, title: str | None = None) -> Element:
    """One `svg` element. With a title it is an image to a screen reader; without, the caller describes it."""
    return element(
        "svg",
        element("title", title) if title else None,
        drawing.shapes,
        [_text(label) for label in drawing.labels] if with_labels else None,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
        width=None if with_labels else drawing.width,
        height=None if with_labels else drawing.height,
        role="img",
        direction="ltr",
        aria_label=title,
    )


def svg_text(drawing: Drawing) -> str:
    """The shapes alone, as the text of an SVG file."""
    return as_xml(as_svg(drawing, with_labels=False))


def text_width(text: str, size: float) -> float:
    """About how wide a text is set: wide scripts take a whole em a character, others a little over half."""
    return size * sum(1.0 if ord(character) >= 0x1100 else 0.57 for character in text)


def _text(label: TextLabel) -> Element:
    return element(
        "text",
        label.text,
        x=round(label.x, 1),
        y=round(label.y, 1),
        font_size=label.size,
        font_weight="bold" if label.bold else None,
        font_family=", ".join(FAMILIES[:2]) + ", sans-serif",
        text_anchor=label.anchor,
        dominant_baseline="central",
        fill=label.colour,
        stroke=PAPER if label.halo else None,
        stroke_width=3 if label.halo else None,
        stroke_linejoin="round" if label.halo else None,
        paint_order="stroke" if label.halo else None,
    )

"""A document as PDF/UA-1 (ISO 14289-1), set by typst from typeset/document.typ. The texts go in as JSON.

The hard part is that PDF/UA-1 refuses a character without a glyph: every text passes `printable` on its way.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from importlib.resources import files

import typst

from openward.brief.document import Document, Figure
from openward.brief.drawings.drawing import Drawing, svg_text
from openward.brief.fonts import FAMILIES, FONT_FOLDER, font_files, printable


def as_pdf(document: Document, author: str, made_at: datetime) -> bytes:
    """The PDF; the same bytes for the same input. Raises OpenwardError `fonts-missing`."""
    font_files()
    data = _data(document)
    data["fonts"] = list(FAMILIES)
    data["author"] = printable(author)
    template = files("openward.brief").joinpath("typeset/document.typ").read_bytes()
    made = typst.compile(
        template,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_FOLDER)]),
        sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _data(value: object) -> dict:
    plain = _plain(value)
    assert isinstance(plain, dict)
    return plain


def _plain(value: object) -> object:
    """Dataclasses as dictionaries, each with the name of its class where the template must tell them apart."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return printable(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Figure):
        drawing = _drawing(value.drawing) | {"description": printable(value.description)}
        return {"block": "Figure", "drawing": drawing, "caption": printable(value.caption)}
    if is_dataclass(value) and not isinstance(value, type):
        made = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {"block": type(value).__name__, **made}
    return value


def _drawing(drawing: Drawing) -> dict[str, object]:
    return {
        "width": drawing.width,
        "height": drawing.height,
        "svg": svg_text(drawing),
        "labels": [_plain(label) for label in drawing.labels],
    }

"""An instrument as plain values for JSON (docs/reference/instruments.schema.json)."""

from __future__ import annotations

from typing import Any

from openward.readers.instruments.model import Doubt, Instrument, Paragraph


def plain_instrument(read: Instrument) -> dict[str, Any]:
    return {
        "symbol": read.symbol,
        "organ": read.organ,
        "date": read.date,
        "title": read.title,
        "paragraphs": [_paragraph(one) for one in read.paragraphs],
        "cited": list(read.cited),
        "unsure": [_doubt(one) for one in read.unsure],
        "marks": [list(span) for span in read.marks],
        "furniture": [list(span) for span in read.furniture],
        "text": read.text,
    }


def _paragraph(one: Paragraph) -> dict[str, Any]:
    return {
        "number": one.number,
        "meant": one.meant,
        "kind": one.kind.value,
        "level": one.level,
        "verb": one.verb,
        "force": one.force.value if one.force else None,
        "addressee": one.addressee,
        "text": one.text,
        "start": one.start,
        "end": one.end,
        "cited": [{"symbol": cite.symbol, "start": cite.start, "end": cite.end} for cite in one.citations],
        "unsure": [_doubt(doubt) for doubt in one.unsure],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {"field": doubt.field, "why": doubt.why, "start": doubt.start, "end": doubt.end}

"""The brief and the annex as JSON: fields as in model.py, keys in their order, the same bytes for the same data.

Schemas: docs/reference/brief.schema.json and annex.schema.json. The brief's JSON holds no moment of making; the
annex's does, with its maker and label.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from io import StringIO

from openward.brief.model import Annex, Brief, Edition

BRIEF_FORMAT = "openward-brief/1"
ANNEX_FORMAT = "openward-annex/1"
DIGITS = 6  # decimals kept; sums differ in the last bits between machines


def brief_json(brief: Brief) -> bytes:
    """UTF-8; a field or an item of a list a line, with a newline at the end."""
    return _bytes({"format": BRIEF_FORMAT}, brief)


def annex_json(annex: Annex, edition: Edition) -> bytes:
    """UTF-8; a field or an item of a list a line. The label, maker and time come first."""
    made = edition.made_at.isoformat(timespec="seconds")
    return _bytes({"format": ANNEX_FORMAT, "label": annex.label.value, "maker": edition.maker, "made_at": made}, annex)


def _bytes(first: Mapping[str, object], record: Brief | Annex) -> bytes:
    """Item by item: a country's annex never stands in memory as objects of JSON."""
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    text = StringIO()
    for index, (name, value) in enumerate((dict(first) | values).items()):
        text.write("{\n" if index == 0 else ",\n")
        text.write(f" {_dumped(name)}: ")
        if isinstance(value, tuple) and value:
            for number, item in enumerate(value):
                text.write("[\n  " if number == 0 else ",\n  ")
                text.write(_dumped(as_plain(item)))
            text.write("\n ]")
        else:
            text.write(_dumped(as_plain(value)))
    text.write("\n}\n")
    return text.getvalue().encode("utf-8")


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def as_plain(value: object) -> object:
    """Dataclasses and mappings as dictionaries (the keys of a mapping sorted), enumerations as values, dates in ISO
    8601, numbers rounded."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return _rounded(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(as_plain(key)): as_plain(value[key]) for key in sorted(value)}
    if isinstance(value, (tuple, list, frozenset, set)):
        return [as_plain(item) for item in (sorted(value) if isinstance(value, (frozenset, set)) else value)]
    return value.isoformat() if isinstance(value, date) else value


def _rounded(value: float) -> float | int:
    number = round(value, DIGITS)
    return int(number) if number.is_integer() else number

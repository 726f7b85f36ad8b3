"""Write the JSON Schemas of the brief and the annex from their dataclasses, so that the two cannot part.

python tools/schemas.py           writes docs/reference/brief.schema.json and annex.schema.json
python tools/schemas.py check     fails where they are not up to date
"""

from __future__ import annotations

import json
import sys
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/reference"
PLAIN = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    object: {},
}


def schema_of(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; dataclasses and enumerations stand once, under $defs."""
    if kind in PLAIN:
        return dict(PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        options = [schema_of(one, definitions) for one in inner if one is not type(None)]
        return {"anyOf": [*options, {"type": "null"}]} if type(None) in inner else {"anyOf": options}
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:
            return {"type": "array", "items": schema_of(inner[0], definitions)}
        return {
            "type": "array",
            "prefixItems": [schema_of(one, definitions) for one in inner],
            "minItems": len(inner),
            "maxItems": len(inner),
        }
    if origin is Mapping:
        made: dict[str, Any] = {"type": "object", "additionalProperties": schema_of(inner[1], definitions)}
        if isinstance(inner[0], type) and issubclass(inner[0], Enum):
            made["propertyNames"] = schema_of(inner[0], definitions)
        return made
    name = kind.__name__
    if name not in definitions:
        definitions[name] = {}  # so that a type may hold itself
        definitions[name] = enumeration(kind) if issubclass(kind, Enum) else record(kind, definitions)
    return {"$ref": f"#/$defs/{name}"}


def enumeration(kind: type[Enum]) -> dict[str, Any]:
    return {"description": described(kind), "enum": [member.value for member in kind]}


def record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    assert is_dataclass(kind), kind
    hints = get_type_hints(kind)
    return {
        "description": described(kind),
        "type": "object",
        "properties": {field.name: schema_of(hints[field.name], definitions) for field in fields(kind)},
        "required": [field.name for field in fields(kind)],
        "additionalProperties": False,
    }


def described(kind: type) -> str:
    return " ".join((kind.__doc__ or "").split())


def document(kind: type, title: str, form: str, extra: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    definitions: dict[str, Any] = {}
    made = record(kind, definitions)
    first = {"format": {"const": form}, **extra}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **made,
        "properties": first | made["properties"],
        "required": [*first, *(name for name in made["required"] if name not in first)],
        "$defs": dict(sorted(definitions.items())),
    }


def schemas() -> dict[str, str]:
    """File name -> text."""
    from openward.brief.as_json import ANNEX_FORMAT, BRIEF_FORMAT
    from openward.brief.model import Annex, Brief

    maker = {"maker": {"type": "string"}, "made_at": {"type": "string", "format": "date-time"}}
    made = {
        "brief.schema.json": document(Brief, "A brief of Openward", BRIEF_FORMAT, {}),
        "annex.schema.json": document(Annex, "The annex to a brief of Openward", ANNEX_FORMAT, maker),
    }
    return {name: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for name, schema in made.items()}


def main() -> int:
    sys.path.insert(0, str(ROOT / "src"))
    stale = [name for name, text in schemas().items() if not same(FOLDER / name, text)]
    if "check" in sys.argv[1:]:
        for name in stale:
            print(f"docs/reference/{name} is not up to date: run python tools/schemas.py")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


def same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())

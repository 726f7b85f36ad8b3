"""Whether the first sheet of an XLSX workbook holds a formula, and where.

The reader of workbooks gives a formula's last result and does not say that it is one, so the sheet's own XML is asked
(ECMA-376 part 1, 18.3.1.40: a cell `c` with an element `f`).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import IO
from xml.etree import ElementTree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_BYTES = 400 * 1024 * 1024  # unpacked


def first_formula(content: bytes) -> str | None:
    """The cell (such as "C7") of the first formula; None without one, and for other kinds of workbook.

    Raises ValueError or zipfile.BadZipFile where the file is damaged, or unpacks to an absurd size.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        name = _first_sheet(packed)
        if name is None:
            return None
        if packed.getinfo(name).file_size > _MOST_BYTES:
            raise ValueError(f"> {_MOST_BYTES // 1024**2} MB")
        with packed.open(name) as stream:
            return _formula_in(stream)


def _first_sheet(packed: zipfile.ZipFile) -> str | None:
    names = set(packed.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    try:
        sheet = ElementTree.fromstring(packed.read("xl/workbook.xml")).find(f"{_MAIN}sheets/{_MAIN}sheet")  # noqa: S314
        links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    target = next(
        (link.get("Target", "") for link in links if sheet is not None and link.get("Id") == sheet.get(_LINK)), ""
    )
    name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return name if name in names else None


def _formula_in(stream: IO[bytes]) -> str | None:
    try:
        for _, element in ElementTree.iterparse(stream):  # noqa: S314
            if element.tag == f"{_MAIN}c":
                if element.find(f"{_MAIN}f") is not None:
                    return element.get("r", "?")
                element.clear()
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    return None

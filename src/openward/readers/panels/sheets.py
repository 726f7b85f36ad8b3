"""A table as it stands: its headings and its rows, each with the number that a person sees beside it.

CSV with any usual delimiter in UTF-8, or the first sheet of a workbook. Other encodings are refused with the line where
they show, since a guess would spoil names. A formula is refused: what it gives may change, and it may run elsewhere.
"""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import python_calamine

from openward.methods.errors import OpenwardError
from openward.readers.panels.formulas import first_formula

MOST_BYTES = 50 * 1024 * 1024
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headings. `number` is the row's number in the table, headings in row 1; a CSV row that spans
    several lines counts as one. `cells` are stripped, one for each heading."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    path: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, name: str) -> int | None:
        """The column of this heading, whatever its case and spacing. Raises OpenwardError `panel-column-twice`."""
        found = [index for index, heading in enumerate(self.headings) if same_text(heading) == same_text(name)]
        if len(found) > 1:
            raise OpenwardError("panel-column-twice", path=self.path, column=name)
        return found[0] if found else None


def same_text(text: str) -> str:
    """What two texts must share to be taken for the same: case, width and spacing don't matter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def read_sheet(path: Path) -> Sheet:
    """The table, without empty rows.

    Raises OpenwardError `table-missing`, `table-unreadable`, `table-empty`, `table-not-utf-8` (with the line),
    `panel-row-too-long` or `panel-formula`.
    """
    try:
        if not path.is_file():
            raise OpenwardError("table-missing", path=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise OpenwardError("table-unreadable", path=str(path), detail=f"> {MOST_BYTES // 1024**2} MB")
        content = path.read_bytes()
        rows = list(_workbook(content, path) if content.startswith(_WORKBOOK_MARKS) else _csv(content, path))
    except (OSError, ValueError, csv.Error, zipfile.BadZipFile, python_calamine.CalamineError) as error:
        raise OpenwardError("table-unreadable", path=str(path), detail=" ".join(str(error).split())[:200]) from error
    headings = tuple(_trimmed(rows[0])) if rows else ()
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = _trimmed(row)
        if len(cells) > len(headings):
            raise OpenwardError("panel-row-too-long", path=str(path), row=number, cells=len(cells), most=len(headings))
        if cells:
            lines.append(Line(number, tuple(cells) + ("",) * (len(headings) - len(cells))))
    if not any(headings) or not lines:
        raise OpenwardError("table-empty", path=str(path))
    for line in (Line(1, headings), *lines):
        for heading, cell in zip(headings, line.cells, strict=True):
            if cell.startswith("="):
                raise OpenwardError("panel-formula", path=str(path), row=line.number, column=heading)
    return Sheet(str(path), headings, tuple(lines))


def _trimmed(row: list[str]) -> list[str]:
    """The cells, stripped, up to the last that holds something."""
    cells = [unicodedata.normalize("NFC", cell).strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _csv(content: bytes, path: Path) -> Iterator[list[str]]:
    text = _decoded(content, path)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _decoded(content: bytes, path: Path) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise OpenwardError("table-not-utf-8", path=str(path), line=line) from error


def _workbook(content: bytes, path: Path) -> Iterator[list[str]]:
    cell = first_formula(content)
    if cell is not None:
        raise OpenwardError("panel-formula-in-cell", path=str(path), cell=cell)
    workbook = python_calamine.load_workbook(io.BytesIO(content))
    for cells in workbook.get_sheet_by_index(0).to_python(skip_empty_area=False):
        yield [_shown(cell) for cell in cells]


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)

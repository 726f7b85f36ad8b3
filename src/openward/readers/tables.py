"""Rows of a table that a person made: CSV in any of its usual dialects, or the first sheet of a workbook.

`read_table` gives rows by their headings; readers that ask more of a table use the steps that it is made of. What is
wrong in any row is gathered in `WrongRows`, so that a person mends a table in one go.

Columns are found by their headings, whatever their case, order and spacing. Numbers that a workbook keeps as 3.0 come
as "3", dates as ISO 8601.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import python_calamine

from openward.methods.errors import OpenwardError

MOST_BYTES = 50 * 1024 * 1024
MOST_NAMED = 20  # wrong cells that one message names
_WORKBOOK_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """`number` is the row's number in the table as a person sees it, headings in row 1. Cells by heading, stripped."""

    number: int
    cells: Mapping[str, str]


class WrongRows:
    """What is wrong in the rows of one table, in their order. Each error has a parameter `row`."""

    def __init__(self, path: Path | str) -> None:
        self._path = str(path)
        self._errors: list[OpenwardError] = []

    @contextmanager
    def gathered(self) -> Iterator[None]:
        """Keep an OpenwardError that is raised within, and go on."""
        try:
            yield
        except OpenwardError as error:
            self._errors.append(error)

    def refuse(self) -> None:
        """Raise what was gathered, if anything was: a single error as it is, several as `rows-wrong`, or as
        `rows-wrong-and-more` where they are too many to name."""
        if len(self._errors) == 1:
            raise self._errors[0]
        named = [{"code": error.code, "parameters": error.parameters} for error in self._errors[:MOST_NAMED]]
        shown = {error.parameters["row"] for error in self._errors[:MOST_NAMED]}
        every = {error.parameters["row"] for error in self._errors}
        if len(every) > len(shown):
            raise OpenwardError(
                "rows-wrong-and-more", path=self._path, count=len(every), rows=named, rest=len(every) - len(shown)
            )
        if named:
            raise OpenwardError("rows-wrong", path=self._path, count=len(every), rows=named)


def read_table(path: Path) -> list[Row]:
    """The rows below the headings, without empty ones.

    Raises OpenwardError `table-missing`, `table-unreadable` or `table-empty`, each with the path.
    """
    with opened(path) as content:
        lines = list(workbook_cells(content) if is_workbook(content) else csv_cells(_decoded(content)))
    headings = [_heading(cell) for cell in lines[0]] if lines else []
    rows = [
        Row(number, dict(zip(headings, (cell.strip() for cell in cells), strict=False)))
        for number, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    ]
    if not any(headings) or not rows:
        raise OpenwardError("table-empty", path=str(path))
    return rows


@contextmanager
def opened(path: Path) -> Iterator[bytes]:
    """The table's bytes, to be read within. Raises OpenwardError `table-missing`, or `table-unreadable` for whatever
    goes wrong there."""
    try:
        if not path.is_file():
            raise OpenwardError("table-missing", path=str(path))
        if path.stat().st_size > MOST_BYTES:
            raise OpenwardError("table-unreadable", path=str(path), detail=f"> {MOST_BYTES // 1024**2} MB")
        yield path.read_bytes()
    except (OSError, ValueError, csv.Error, zipfile.BadZipFile, python_calamine.CalamineError) as error:
        raise OpenwardError("table-unreadable", path=str(path), detail=" ".join(str(error).split())[:200]) from error


def is_workbook(content: bytes) -> bool:
    return content.startswith(_WORKBOOK_MARKS)


def _heading(cell: str) -> str:
    return "_".join(cell.strip().lower().replace("-", " ").replace("_", " ").split())


def csv_cells(text: str, *, strict: bool = False) -> Iterator[list[str]]:
    """Rows of CSV whose delimiter is the one that its first line has most of. `strict` refuses a quote left open."""
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _decoded(content: bytes) -> str:
    """UTF-8, or UTF-16 where it is marked as such. Raises ValueError for other bytes: guessing would spoil names."""
    return content.decode(encoding_of(content))


def encoding_of(content: bytes) -> str:
    return "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


def workbook_cells(content: bytes) -> Iterator[list[str]]:
    """Rows of the first sheet, as text."""
    workbook = python_calamine.load_workbook(io.BytesIO(content))
    for cells in workbook.get_sheet_by_index(0).to_python(skip_empty_area=False):
        yield [_shown(cell) for cell in cells]


def _shown(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)

"""A table as it stands: its headings and its rows, each with the number that a person sees beside it.

CSV with any usual delimiter in UTF-8, or the first sheet of a workbook. Other encodings are refused with the line where
they show, since a guess would spoil names. A formula is refused: what it gives may change, and it may run elsewhere.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.readers.panels.formulas import first_formula
from openward.readers.tables import csv_cells, encoding_of, is_workbook, opened, workbook_cells


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
    with opened(path) as content:
        rows = _cells(content, path)
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


def _cells(content: bytes, path: Path) -> list[list[str]]:
    if not is_workbook(content):
        return list(csv_cells(_decoded(content, path), strict=True))
    cell = first_formula(content)
    if cell is not None:
        raise OpenwardError("panel-formula-in-cell", path=str(path), cell=cell)
    return list(workbook_cells(content))


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode(encoding_of(content))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise OpenwardError("table-not-utf-8", path=str(path), line=line) from error

"""Findings come from the tables that people keep, and a wrong cell is named by its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.model import Finding
from openward.readers.findings import read_findings
from openward.wording.errors import ERRORS

FOUND = (Finding("n7", "lighting", 0), Finding("w12", "access-control", 4), Finding("w12", "lighting", 2))


def error_of(path: Path) -> OpenwardError:
    with pytest.raises(OpenwardError) as caught:
        read_findings(path)
    assert ERRORS[caught.value.code] % caught.value.parameters
    return caught.value


@pytest.mark.parametrize(("row", "column"), [(",lighting,2", "place"), ("w1,,2", "factor"), ("w1,lighting,", "score")])
def test_an_empty_cell_is_named_by_its_row_and_its_column(row: str, column: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(f"place,factor,score\n{row}\n", encoding="utf-8")
    error = error_of(path)
    assert error.parameters == {"row": 2, "column": column}
    assert f"Row 2, column {column}" in ERRORS[error.code] % error.parameters


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_its_usual_dialects(delimiter: str, encoding: str, tmp_path: Path) -> None:
    rows = ["Note|Place|FACTOR|Score", "à|w12|lighting|2", "|n7|Lighting|0", "", "|w12|access_control| 4 "]
    path = tmp_path / "findings.csv"
    path.write_bytes("\r\n".join(rows).replace("|", delimiter).encode(encoding))
    assert read_findings(path) == FOUND


def test_a_workbook_is_read_with_its_numbers(tmp_path: Path) -> None:
    path = tmp_path / "findings.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        rows = [
            ("place", "factor", "score"),
            ("w12", "access control", 4),
            ("w12", "lighting", 2.0),
            ("n7", "lighting", 0),
        ]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    assert read_findings(path) == FOUND


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("the school,lighting,2", "finding-place-wrong"),
        (",lighting,2", "finding-cell-empty"),
        ("w1,lightning,2", "finding-factor-unknown"),
        ("w1,,2", "finding-cell-empty"),
        ("w1,lighting,5", "finding-score-wrong"),
        ("w1,lighting,-1", "finding-score-wrong"),
        ("w1,lighting,2.5", "finding-score-wrong"),
        ("w1,lighting,", "finding-cell-empty"),
        ("w1", "finding-cell-empty"),
        ("w2,lighting,3", "finding-twice"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row(row: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(f"place,factor,score\nw2,lighting,1\nw2,lighting,1\n{row}\n", encoding="utf-8")
    error = error_of(path)
    assert (error.code, error.parameters["row"]) == (code, 4)


def test_a_factor_that_is_mistyped_is_answered_with_near_ones(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text("place,factor,score\nw2,lightning,1\n", encoding="utf-8")
    assert error_of(path).parameters["near"][0] == "lighting"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b"place,factor,score\n", "table-empty"),
        (b"place,factor\nw1,lighting\n", "findings-column-missing"),
        (b"\xe9\xe8\xff", "table-unreadable"),
        (b"PK\x03\x04 no workbook", "table-unreadable"),
    ],
)
def test_a_file_that_is_no_table_of_findings_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_bytes(content)
    assert error_of(path).code == code
    assert error_of(tmp_path / "none.csv").code == "table-missing"

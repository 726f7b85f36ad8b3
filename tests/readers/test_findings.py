"""Findings come from the tables that people keep, and a wrong cell is named by its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.model import Finding
from openward.methods.register.model import PlaceFacts
from openward.readers.findings import read_findings
from openward.readers.tables import MOST_NAMED
from openward.wording import words
from openward.wording.errors import ERRORS
from tests.brief.sample import place

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
        ("w2,lighting,3", "finding-twice"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row(row: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    path.write_text(f"place,factor,score\nw2,lighting,1\nw2,lighting,1\n{row}\n", encoding="utf-8")
    error = error_of(path)
    assert (error.code, error.parameters["row"]) == (code, 4)


def test_every_wrong_row_is_named_with_its_column_and_mend_in_the_order_of_the_table(tmp_path: Path) -> None:
    path = tmp_path / "findings.csv"
    rows = ["w1,lightning,2", "w2,lighting,1", "the school,lighting,9", "w2,lighting,3", "w4"]
    path.write_text("\n".join(["place,factor,score", *rows]), encoding="utf-8")
    with pytest.raises(OpenwardError) as caught:
        read_findings(path)
    error = caught.value
    assert (error.code, error.parameters["count"]) == ("rows-wrong", 4)
    lines = words("en").error(error).splitlines()
    assert lines[0] == f"Rows of {path} that are wrong: 4. Nothing was written."
    assert [line.split(":")[0] for line in lines[1:]] == [
        "Row 2, column factor",
        "Row 4, column place",
        "Row 4, column score",
        "Row 5 gives another score for lighting at w2 than row 3. Keep one of the two.",
        "Row 6, column factor",
        "Row 6, column score",
    ]
    assert "Ligne 4, colonne score" in words("fr").error(error)
    assert "الصف 4، العمود score" in words("ar").error(error)


@pytest.mark.parametrize(("wrong", "rest"), [(MOST_NAMED, 0), (MOST_NAMED + 3, 3)])
def test_of_very_many_wrong_rows_the_first_are_named_and_the_rest_counted(
    wrong: int, rest: int, tmp_path: Path
) -> None:
    path = tmp_path / "findings.csv"
    path.write_text("place,factor,score\n" + "w1,lighting,7\n" * wrong, encoding="utf-8")
    with pytest.raises(OpenwardError) as caught:
        read_findings(path)
    assert caught.value.parameters["count"] == wrong
    lines = words("en").error(caught.value).splitlines()
    assert sum(line.startswith("Row ") for line in lines) == MOST_NAMED
    assert (lines[-1] == f"More rows that are wrong: {rest}.") == (rest > 0)


def test_places_that_the_register_does_not_have_are_named_by_their_rows(tmp_path: Path) -> None:
    with pytest.raises(OpenwardError) as caught:
        read("place,factor,score\nw8,lighting,1\nn1,lighting,1\nw9,lighting,1\n", tmp_path, PLACES)
    assert words("en").error(caught.value).splitlines()[1:] == [
        f"Row {row}, column place: the register has no place {place}. Take its id from the column id of register.xlsx."
        for row, place in ((2, "w8"), (4, "w9"))
    ]


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


def read(table: str, tmp_path: Path, places: Sequence[PlaceFacts] | None) -> tuple[Finding, ...]:
    path = tmp_path / "findings.csv"
    path.write_text(table, encoding="utf-8")
    return read_findings(path, places)


PLACES = [
    place(1, "school", 0, name="École du Vallon"),
    place(2, "school", 0, name="Twin School"),
    place(3, "school", 1, name="Twin School"),
    place(4, "library", 0, name="Twin School"),
]


def test_a_place_without_an_id_is_known_by_its_name_and_kind(tmp_path: Path) -> None:
    """In whatever language and case; an id in another row counts as before."""
    rows = ["place,name,kind,factor,score", ",ÉCOLE  du vallon,School,lighting,3", ",lieu 4,library,lighting,1"]
    assert read("\n".join([*rows, "n2,,,lighting,2"]), tmp_path, PLACES) == (
        Finding("n1", "lighting", 3), Finding("n2", "lighting", 2), Finding("n4", "lighting", 1),
    )  # fmt: skip
    assert read("name,kind,factor,score\nTwin School,library,lighting,1\n", tmp_path, PLACES) == (
        Finding("n4", "lighting", 1),
    )


def test_before_the_map_is_read_a_named_place_is_checked_for_all_but_its_name(tmp_path: Path) -> None:
    assert read("name,kind,factor,score\nNobody's,school,lighting,1\n", tmp_path, None) == ()
    with pytest.raises(OpenwardError, match="finding-score-wrong"):
        read("name,kind,factor,score\nNobody's,school,lighting,9\n", tmp_path, None)


@pytest.mark.parametrize(
    ("row", "code", "told"),
    [
        ("Twin School,school,lighting,1", "finding-name-of-many", {"places": ["n2", "n3"]}),
        ("Twin Schol,school,lighting,1", "finding-name-unknown", {"near": ["twin school"]}),
        ("Twin School,scool,lighting,1", "finding-kind-unknown", {"near": ["school"]}),
        ("Twin School,,lighting,1", "finding-cell-empty", {"column": "kind"}),
        (",school,lighting,1", "finding-cell-empty", {"column": "place"}),
    ],
)
def test_a_name_that_leads_to_no_single_place_is_told_with_the_candidates(
    row: str, code: str, told: dict[str, object], tmp_path: Path
) -> None:
    with pytest.raises(OpenwardError) as caught:
        read(f"name,kind,factor,score\n{row}\n", tmp_path, PLACES)
    assert (caught.value.code, caught.value.parameters["row"]) == (code, 2)
    assert told.items() <= dict(caught.value.parameters).items()
    assert ERRORS[code] % caught.value.parameters

"""Pools and quotas are read as people keep them; what is wrong in one is named by its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Quota
from openward.readers.panels import Columns, LeftOut, read_pool, read_quotas

QUOTAS = "feature,value,min,max\narea,North,1,2\narea,South,0,2\n"
POOL = "id,name,area\na1,Ada,North\na2,Ben,south\na3,Cem,North\n"


def table(folder: Path, text: str | bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def pool(folder: Path, text: str | bytes = POOL, quotas: str = QUOTAS, columns: Columns | None = None, **more: bool):
    return read_pool(table(folder, text, "pool.csv"), read_quotas(table(folder, quotas)), columns or Columns(), **more)


def refused(code: str, act, **parameters: object) -> None:
    with pytest.raises(OpenwardError) as caught:
        act()
    assert caught.value.code == code
    assert parameters.items() <= caught.value.parameters.items()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_any_delimiter_and_a_mark_of_utf_8(tmp_path: Path, delimiter: str, mark: bytes) -> None:
    read = pool(tmp_path, mark + POOL.replace(",", delimiter).encode())
    assert [(person.id, person.values) for person in read.pool.people] == [
        ("a1", ("North",)),
        ("a2", ("South",)),
        ("a3", ("North",)),
    ]
    assert read.records["a2"] == (("id", "a2"), ("name", "Ben"), ("area", "south"))
    assert read.rows["a3"] == 4


def test_a_workbook_reads_as_its_table_does(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "pool.xlsx") as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(POOL.replace("a1", "1").split("\n")[:-1]):
            sheet.write_row(number, 0, [int(cell) if cell == "1" else cell for cell in line.split(",")])
    read = read_pool(tmp_path / "pool.xlsx", read_quotas(table(tmp_path, QUOTAS)), Columns())
    assert [person.id for person in read.pool.people] == ["1", "a2", "a3"]


def test_a_formula_is_refused_in_a_workbook_and_in_a_text(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "pool.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["id", "area"])
        sheet.write_row(1, 0, ["a1", "North"])
        sheet.write_formula(2, 1, '=B2&""', None, "North")
    quotas = read_quotas(table(tmp_path, QUOTAS))
    refused("panel-formula-in-cell", lambda: read_pool(tmp_path / "pool.xlsx", quotas, Columns()), cell="B3")
    refused("panel-formula", lambda: pool(tmp_path, POOL + "a4,=1+1,North\n"), row=5, column="name")


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    refused("table-not-utf-8", lambda: pool(tmp_path, POOL.encode() + "a4,José,North\n".encode("latin-1")), line=5)


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("", "table-empty", {}),
        ("id,area\n", "table-empty", {}),
        ("id,place\na,North\n", "pool-column-missing", {"column": "area"}),
        ("id,area,Area\na,North,North\n", "panel-column-twice", {}),
        ("id,area\na,North,x\n", "panel-row-too-long", {"row": 2}),
        ('id,area\na,"North\n', "table-unreadable", {}),
        ("id,area\na,North\na,South\n", "pool-person-twice", {"row": 3, "first": 2}),
        ("name,area\nAda,North\nADA,North\n", "pool-person-twice", {"row": 3, "first": 2}),
        ("id,area\na,West\nb,\n,North\n", "pool-rows-unusable", {"count": 3}),
    ],
)
def test_what_is_wrong_in_a_pool_is_named(tmp_path: Path, text: str, code: str, found: dict[str, object]) -> None:
    refused(code, lambda: pool(tmp_path, text), **found)


def test_rows_that_cannot_be_used_are_left_out_when_asked(tmp_path: Path) -> None:
    read = pool(tmp_path, "id,area\na,North\nb,West\nc,\na,South\nd,South\n", leave_out=True)
    assert [person.id for person in read.pool.people] == ["a", "d"]
    assert read.left_out == (
        LeftOut(3, "area", "West", "unknown"),
        LeftOut(4, "area", "", "missing"),
        LeftOut(5, "id", "2", "twice"),
    )
    refused("pool-empty", lambda: pool(tmp_path, "id,area\nb,West\n", leave_out=True))


def test_people_of_equal_features_and_nothing_else_are_not_the_same(tmp_path: Path) -> None:
    read = pool(tmp_path, "area\nNorth\nNorth\n")
    assert [person.id for person in read.pool.people] == ["row-2", "row-3"]


def test_households_those_who_must_be_there_and_columns_of_other_names(tmp_path: Path) -> None:
    text = "ref,home,sure,district\na,H1,yes,North\nb,h1 ,,North\nc,,no,South\n"
    columns = Columns(id="ref", household="home", must_include="sure", features={"area": "district"})
    read = pool(tmp_path, text, columns=columns)
    assert [person.household for person in read.pool.people] == ["h1", "h1", None]
    assert read.must_include == {"a"}
    refused("pool-include-unclear", lambda: pool(tmp_path, text.replace("no", "maybe"), columns=columns), row=4)
    unusable = text.replace("a,H1,yes,North", "a,H1,yes,West")
    refused("pool-include-left-out", lambda: pool(tmp_path, unusable, columns=columns, leave_out=True), row=2)


def test_both_layouts_of_quotas_are_read(tmp_path: Path) -> None:
    old = read_quotas(table(tmp_path, "category,feature,min,max\narea,North,1,2\n"))
    assert old.quotas == (Quota("area", "North", 1, 2),)
    new = read_quotas(
        table(tmp_path, "feature,value,min,max,min_flex,max_flex\narea,North,1,2,0,3\narea,South,1,2,,\n")
    )
    assert new.quotas == (*old.quotas, Quota("area", "South", 1, 2))
    assert new.flex == {("area", "North"): (0, 3)}


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("feature,min,max\na,1,2\n", "quotas-column-missing", {}),
        ("feature,value,min\na,b,1\n", "quotas-column-missing", {"column": "max"}),
        ("feature,value,min,max\na,,1,2\n", "quota-cell-missing", {"row": 2, "column": "value"}),
        ("feature,value,min,max\na,b,-1,2\n", "quota-limit-wrong", {"row": 2, "column": "min"}),
        ("feature,value,min,max\na,b,1,1.5\n", "quota-limit-wrong", {"row": 2, "column": "max"}),
        ("feature,value,min,max\na,b,3,2\n", "quota-minimum-above-maximum", {"row": 2}),
        ("feature,value,min,max\na,b,1,2\nA,B ,1,2\n", "quota-twice", {"row": 3, "first": 2}),
        ("feature,value,min,max,min_flex,max_flex\na,b,1,2,2,2\n", "quota-flex-narrower", {"row": 2}),
    ],
)
def test_what_is_wrong_in_quotas_is_named(tmp_path: Path, text: str, code: str, found: dict[str, object]) -> None:
    refused(code, lambda: read_quotas(table(tmp_path, text)), **found)


def test_every_wrong_row_of_quotas_is_named(tmp_path: Path) -> None:
    text = "feature,value,min,max\na,b,1,2\na,,1,2\na,c,4,2\na,B,1,2\n"
    with pytest.raises(OpenwardError) as caught:
        read_quotas(table(tmp_path, text))
    rows = caught.value.parameters["rows"]
    assert [(one["code"], one["parameters"]["row"]) for one in rows] == [
        ("quota-cell-missing", 3),
        ("quota-minimum-above-maximum", 4),
        ("quota-twice", 5),
    ]


@pytest.mark.parametrize(
    ("pool_name", "quota_name", "people", "features"),
    [
        ("scotland_150_22/candidates.csv", "scotland_150_22/features.csv", 150, 4),
        ("example_small_20/respondents.csv", "example_small_20/categories.csv", 200, 2),
        ("example_large_200/respondents.csv", "example_large_200/categories.csv", 2000, 2),
    ],
)
def test_the_published_pools_are_read_as_they_are(
    real_data: Path, pool_name: str, quota_name: str, people: int, features: int
) -> None:
    quotas = read_quotas(real_data / "panels" / quota_name)
    read = read_pool(real_data / "panels" / pool_name, quotas, Columns())
    assert (len(read.pool.people), len(read.pool.features)) == (people, features)
    assert read.left_out == ()

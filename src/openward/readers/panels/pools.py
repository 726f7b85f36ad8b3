"""A pool of volunteers from a table. Columns are found by their headings; a feature's column is headed by its name, or
by what the caller maps it to.

Words: a *personal column* is one that is neither a feature nor the household nor "must include". A row is *left out*
when a value in it is missing or unknown, or when it tells of a person a second time; the caller chooses whether that
refuses the whole table. Hard part: no feature is guessed, and nobody sits in the pool twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Person, Pool
from openward.readers.panels.quotas import QuotaSheet
from openward.readers.panels.sheets import Line, Sheet, read_sheet, same_text

SHOWN = 10  # rows named in one message
YES = frozenset({"yes", "y", "x", "1", "true", "oui", "vrai", "نعم"})
NO = frozenset({"", "no", "n", "0", "false", "non", "faux", "لا"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column is which. `id` None: a column headed "id", or ending so; else people are called by their row.
    `features` maps a feature of the quotas to its heading, where the two differ."""

    id: str | None = None
    household: str | None = None
    must_include: str | None = None
    features: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is not in the pool: its number, the column at fault, what stands there, and why: a code
    `missing`, `unknown` or `twice` (then `value` is the number of the row that tells of the person first)."""

    row: int
    column: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class PoolSheet:
    """`records` holds each person's whole row as (heading, cell), by id; `rows` its number."""

    pool: Pool
    records: Mapping[str, tuple[tuple[str, str], ...]]
    rows: Mapping[str, int]
    must_include: frozenset[str]
    left_out: tuple[LeftOut, ...]
    id_column: str | None

    def without(self, ids: Collection[str]) -> PoolSheet:
        """The same without these people."""
        gone = set(ids)
        return replace(
            self,
            pool=replace(self.pool, people=tuple(one for one in self.pool.people if one.id not in gone)),
            records={id_: record for id_, record in self.records.items() if id_ not in gone},
            rows={id_: row for id_, row in self.rows.items() if id_ not in gone},
            must_include=self.must_include - gone,
        )


def read_pool(path: Path, quotas: QuotaSheet, columns: Columns, *, leave_out: bool = False) -> PoolSheet:
    """The volunteers, in the order of the table.

    Raises OpenwardError: those of `read_sheet`; `pool-column-missing`; `pool-include-unclear`; and, unless `leave_out`,
    `pool-rows-unusable` or `pool-person-twice`. `pool-empty` when no row is left.
    """
    sheet = read_sheet(path)
    id_column = _id_column(sheet, columns)
    features = {name: _feature_column(sheet, columns, name) for name in quotas.features}
    household = None if columns.household is None else _needed(sheet, columns.household)
    include = None if columns.must_include is None else _needed(sheet, columns.must_include)
    known = _values(quotas)
    taken = {*features.values(), household, include}
    personal = [index for index, heading in enumerate(sheet.headings) if heading and index not in taken]
    left_out: list[LeftOut] = []
    people: list[Person] = []
    first: dict[tuple[str, ...], int] = {}
    numbers: dict[str, Line] = {}
    must_include = set()
    for line in sheet.lines:
        faults, values = _values_of(line, sheet, features, known)
        id_ = line.cells[id_column] if id_column is not None else f"row-{line.number}"
        if id_column is not None and not id_:
            faults.append(LeftOut(line.number, sheet.headings[id_column], "", "missing"))
        mark = _mark(line, id_column, personal)
        if mark and any(mark) and mark in first:
            shown = sheet.headings[id_column] if id_column is not None else ""
            faults.append(LeftOut(line.number, shown, str(first[mark]), "twice"))
        elif mark and any(mark):
            first[mark] = line.number
        if include is not None and _is_marked(line, sheet, include):
            if faults and leave_out:
                raise OpenwardError("pool-include-left-out", row=line.number, column=faults[0].column)
            must_include.add(id_)
        if faults:
            left_out += faults
            continue
        home = (same_text(line.cells[household]) or None) if household is not None else None
        people.append(Person(id_, values, home))
        numbers[id_] = line
    if left_out and not leave_out:
        _refuse(left_out, path)
    if not people:
        raise OpenwardError("pool-empty", path=str(path))
    records = {id_: tuple(zip(sheet.headings, line.cells, strict=True)) for id_, line in numbers.items()}
    return PoolSheet(
        Pool(quotas.features, tuple(people)),
        records,
        {id_: line.number for id_, line in numbers.items()},
        frozenset(must_include),
        tuple(left_out),
        None if id_column is None else sheet.headings[id_column],
    )


def _needed(sheet: Sheet, name: str) -> int:
    column = sheet.column(name)
    if column is None:
        near = get_close_matches(name, sheet.headings, n=3, cutoff=0.5) or [one for one in sheet.headings if one][:12]
        raise OpenwardError("pool-column-missing", path=sheet.path, column=name, near=near)
    return column


def _feature_column(sheet: Sheet, columns: Columns, feature: str) -> int:
    return _needed(sheet, columns.features.get(feature, feature))


def _id_column(sheet: Sheet, columns: Columns) -> int | None:
    if columns.id is not None:
        return _needed(sheet, columns.id)
    for index, heading in enumerate(sheet.headings):
        if same_text(heading).replace("_", " ").split()[-1:] == ["id"]:
            return index
    return None


def _values(quotas: QuotaSheet) -> dict[str, dict[str, str]]:
    """Feature -> how a value may be written -> the value."""
    known: dict[str, dict[str, str]] = {}
    for quota in quotas.quotas:
        known.setdefault(quota.feature, {})[same_text(quota.value)] = quota.value
    return known


def _values_of(
    line: Line, sheet: Sheet, features: Mapping[str, int], known: Mapping[str, Mapping[str, str]]
) -> tuple[list[LeftOut], tuple[str, ...]]:
    faults, values = [], []
    for feature, column in features.items():
        stated = line.cells[column]
        value = known[feature].get(same_text(stated)) if stated else None
        if value is None:
            faults.append(LeftOut(line.number, sheet.headings[column], stated, "unknown" if stated else "missing"))
        else:
            values.append(value)
    return faults, tuple(values)


def _mark(line: Line, id_column: int | None, personal: list[int]) -> tuple[str, ...]:
    """By which a person is known: the id, else all personal columns. Empty where there are none."""
    if id_column is not None:
        return (line.cells[id_column],)
    return tuple(same_text(line.cells[index]) for index in personal)


def _is_marked(line: Line, sheet: Sheet, column: int) -> bool:
    stated = same_text(line.cells[column])
    if stated not in YES | NO:
        raise OpenwardError(
            "pool-include-unclear", row=line.number, column=sheet.headings[column], value=line.cells[column]
        )
    return stated in YES


def _refuse(left_out: list[LeftOut], path: Path) -> None:
    twice = next((fault for fault in left_out if fault.why == "twice"), None)
    if twice is not None and all(fault.why == "twice" for fault in left_out):
        count = len(left_out)
        raise OpenwardError("pool-person-twice", path=str(path), row=twice.row, first=int(twice.value), count=count)
    rows = sorted({fault.row for fault in left_out})
    named = [
        f"{fault.row}: {fault.column} = {fault.value or '-'}"
        if fault.why != "twice"
        else f"{fault.row} = {fault.value}"
        for fault in left_out[:SHOWN]
    ]
    raise OpenwardError("pool-rows-unusable", path=str(path), count=len(rows), rows=named)

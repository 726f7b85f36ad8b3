"""Findings of assessments from a table: what a person saw replaces what is assumed of a kind.

Columns: place (an id of the register), factor (a slug of the catalogue), score (0 no weakness .. 4). Where a row has no
id, its name and kind say which place it is, if the register has one such place alone. Others are passed over, so that a
table may carry notes of its own. Every wrong cell is named by its row and column, with the mend.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.model import Finding
from openward.methods.register.model import PlaceFacts
from openward.methods.typology import load_typology
from openward.readers.tables import Row, WrongRows, read_table

COLUMNS = ("place", "factor", "score")
BY_NAME = ("name", "kind")
SHOWN = 5
HIGHEST_SCORE = 4
_PLACE_ID = re.compile(r"[nwr][1-9]\d{0,18}")


def read_findings(path: Path, places: Sequence[PlaceFacts] | None = None) -> tuple[Finding, ...]:
    """The findings in a CSV, XLSX or ODS table, sorted by place and factor. Without `places`, the register's, rows that
    name their place are checked for all else and left out: a wrong table is told before a map is read.

    Raises OpenwardError: those of `read_table`; `findings-column-missing`; and for wrong rows, several of them as those
    of `WrongRows`: `finding-cell-empty`, `finding-place-wrong`, `finding-place-unknown`, `finding-kind-unknown`,
    `finding-name-unknown`, `finding-name-of-many`, `finding-factor-unknown`, `finding-score-wrong` or `finding-twice`.
    """
    rows = read_table(path)
    known = {column for row in rows for column in row.cells}
    for column in COLUMNS:
        if column not in known and not (column == "place" and known.issuperset(BY_NAME)):
            raise OpenwardError("findings-column-missing", path=str(path), column=column, columns=list(COLUMNS))
    factors = load_catalogue().factors
    found: dict[tuple[str, str], Finding] = {}
    numbers: dict[tuple[str, str], int] = {}
    named = _Named(places)
    wrong = WrongRows(path)
    for row in rows:
        place = factor = score = None
        with wrong.gathered():
            place = named.place(row)
        with wrong.gathered():
            factor = _factor(row, sorted(factors))
        with wrong.gathered():
            score = _score(row)
        if place is None or factor is None or score is None:
            continue
        finding = Finding(place, factor, score)
        key = finding.place, finding.factor
        with wrong.gathered():
            if key in found and found[key] != finding:
                raise OpenwardError("finding-twice", row=row.number, first=numbers[key], place=place, factor=factor)
        found.setdefault(key, finding)
        numbers.setdefault(key, row.number)
    wrong.refuse()
    return tuple(found[key] for key in sorted(found))


def _given(row: Row, column: str) -> str:
    if not (stated := row.cells.get(column, "")):
        raise OpenwardError("finding-cell-empty", row=row.number, column=column)
    return stated


class _Named:
    """Places by kind and name, in any of their languages and whatever the case."""

    def __init__(self, places: Sequence[PlaceFacts] | None) -> None:
        self._is_register_known = places is not None
        self._every = {place.id for place in places or ()}
        self._ids: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._names: dict[str, set[str]] = defaultdict(set)
        for place in places or ():
            for name in {_folded(name) for name in (place.name, *place.names.values()) if name}:
                self._ids[place.kind, name].append(place.id)
                self._names[place.kind].add(name)

    def place(self, row: Row) -> str | None:
        """The id of the row's place; None where it is named and no register is known."""
        if row.cells.get("place", "") or not row.cells.get("name", ""):
            place = _place(row)
            if self._is_register_known and place not in self._every:
                raise OpenwardError("finding-place-unknown", row=row.number, place=place)
            return place
        name, kind = row.cells["name"], self._kind(row)
        if not self._is_register_known:
            return None
        found = self._ids.get((kind, _folded(name)), [])
        if not found:
            near = get_close_matches(_folded(name), sorted(self._names[kind]), n=3, cutoff=0.6) or ["-"]
            raise OpenwardError("finding-name-unknown", row=row.number, name=name, kind=kind, near=near)
        if len(found) > 1:
            raise OpenwardError(
                "finding-name-of-many", row=row.number, name=name, kind=kind, places=sorted(found)[:SHOWN]
            )
        return found[0]

    def _kind(self, row: Row) -> str:
        stated, kinds = _given(row, "kind"), sorted(load_typology().kinds)
        kind = _slug(stated)
        if kind not in kinds:
            near = get_close_matches(kind, kinds, n=3, cutoff=0.5) or kinds
            raise OpenwardError("finding-kind-unknown", row=row.number, value=stated, near=near)
        return kind


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _slug(stated: str) -> str:
    return "-".join(stated.lower().replace("_", " ").replace("-", " ").split())


def _place(row: Row) -> str:
    place = _given(row, "place")
    if not _PLACE_ID.fullmatch(place):
        raise OpenwardError("finding-place-wrong", row=row.number, value=place)
    return place


def _factor(row: Row, factors: list[str]) -> str:
    stated = _given(row, "factor")
    factor = _slug(stated)
    if factor not in factors:
        near = get_close_matches(factor, factors, n=3, cutoff=0.5) or factors
        raise OpenwardError("finding-factor-unknown", row=row.number, value=stated, near=near)
    return factor


def _score(row: Row) -> int:
    stated = _given(row, "score")
    if not re.fullmatch(r"[0-9]", stated) or int(stated) > HIGHEST_SCORE:
        raise OpenwardError("finding-score-wrong", row=row.number, value=stated)
    return int(stated)

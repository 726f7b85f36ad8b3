"""Findings of assessments from a table: what a person saw replaces what is assumed of a kind.

Columns: place (an id of the register), factor (a slug of the catalogue), score (0 no weakness .. 4). Others are passed
over, so that a table may carry notes of its own. A wrong cell is named by its row and column, with the mend.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.model import Finding
from openward.readers.tables import Row, read_table

COLUMNS = ("place", "factor", "score")
HIGHEST_SCORE = 4
_PLACE_ID = re.compile(r"[nwr][1-9]\d{0,18}")


def read_findings(path: Path) -> tuple[Finding, ...]:
    """The findings in a CSV, XLSX or ODS table, sorted by place and factor.

    Raises OpenwardError: those of `read_table`; `findings-column-missing`; and for the first wrong row
    `finding-cell-empty`, `finding-place-wrong`, `finding-factor-unknown`, `finding-score-wrong` or `finding-twice`.
    """
    rows = read_table(path)
    for column in COLUMNS:
        if column not in rows[0].cells and not any(column in row.cells for row in rows):
            raise OpenwardError("findings-column-missing", path=str(path), column=column, columns=list(COLUMNS))
    factors = load_catalogue().factors
    found: dict[tuple[str, str], Finding] = {}
    numbers: dict[tuple[str, str], int] = {}
    for row in rows:
        finding = Finding(_place(row), _factor(row, sorted(factors)), _score(row))
        key = finding.place, finding.factor
        if key in found and found[key] != finding:
            raise OpenwardError(
                "finding-twice", row=row.number, first=numbers[key], place=finding.place, factor=finding.factor
            )
        found.setdefault(key, finding)
        numbers.setdefault(key, row.number)
    return tuple(found[key] for key in sorted(found))


def _given(row: Row, column: str) -> str:
    if not (stated := row.cells.get(column, "")):
        raise OpenwardError("finding-cell-empty", row=row.number, column=column)
    return stated


def _place(row: Row) -> str:
    place = _given(row, "place")
    if not _PLACE_ID.fullmatch(place):
        raise OpenwardError("finding-place-wrong", row=row.number, value=place)
    return place


def _factor(row: Row, factors: list[str]) -> str:
    stated = _given(row, "factor")
    factor = "-".join(stated.lower().replace("_", " ").replace("-", " ").split())
    if factor not in factors:
        near = get_close_matches(factor, factors, n=3, cutoff=0.5) or factors
        raise OpenwardError("finding-factor-unknown", row=row.number, value=stated, near=near)
    return factor


def _score(row: Row) -> int:
    stated = _given(row, "score")
    if not re.fullmatch(r"[0-9]", stated) or int(stated) > HIGHEST_SCORE:
        raise OpenwardError("finding-score-wrong", row=row.number, value=stated)
    return int(stated)

"""Quotas from a table, in either of the two layouts in use:

category, feature, min, max                       a feature "gender" is called category, its value "female" feature
feature, value, min, max, min_flex, max_flex      flex: how far the organisers would let a limit move, if it must
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import Quota
from openward.readers.panels.sheets import Line, Sheet, read_sheet, same_text
from openward.readers.tables import WrongRows

LAYOUTS = (("feature", "value"), ("category", "feature"))
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class QuotaSheet:
    """`quotas` in the order of the table. `flex` holds, for those that state it, the least minimum and the greatest
    maximum."""

    quotas: tuple[Quota, ...]
    flex: Mapping[tuple[str, str], tuple[int, int]]

    @property
    def features(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(quota.feature for quota in self.quotas))


def read_quotas(path: Path) -> QuotaSheet:
    """Raises OpenwardError: those of `read_sheet`; `quotas-column-missing`; and for wrong rows, several
    of them as those of `WrongRows`: `quota-cell-missing`, `quota-limit-wrong`, `quota-minimum-above-maximum`,
    `quota-flex-narrower` or `quota-twice`.
    """
    sheet = read_sheet(path)
    feature, value = _layout(sheet)
    minimum, maximum = _needed(sheet, "min"), _needed(sheet, "max")
    flexes = sheet.column("min_flex"), sheet.column("max_flex")
    quotas: dict[tuple[str, str], Quota] = {}
    rows: dict[tuple[str, str], int] = {}
    flex: dict[tuple[str, str], tuple[int, int]] = {}
    spelt: dict[str, str] = {}
    wrong = WrongRows(path)
    for line in sheet.lines:
        with wrong.gathered():
            quota = _quota(line, sheet, (feature, value), (minimum, maximum), spelt)
            key = same_text(quota.feature), same_text(quota.value)
            if key in quotas:
                raise OpenwardError(
                    "quota-twice", row=line.number, first=rows[key], feature=quota.feature, value=quota.value
                )
            quotas[key], rows[key] = quota, line.number
            if None not in flexes and any(line.cells[column] for column in flexes if column is not None):
                flex[quota.feature, quota.value] = _flex(line, sheet, quota, flexes)
    wrong.refuse()
    return QuotaSheet(tuple(quotas.values()), flex)


def _quota(line: Line, sheet: Sheet, names: tuple[int, int], limits: tuple[int, int], spelt: dict[str, str]) -> Quota:
    """`spelt`: how a feature was written first, by what its spellings share."""
    for column in names:
        if not line.cells[column]:
            raise OpenwardError("quota-cell-missing", row=line.number, column=sheet.headings[column])
    feature, value = (line.cells[column] for column in names)
    minimum, maximum = (_limit(line, sheet, column) for column in limits)
    if minimum > maximum:
        raise OpenwardError("quota-minimum-above-maximum", row=line.number, minimum=minimum, maximum=maximum)
    return Quota(spelt.setdefault(same_text(feature), feature), value, minimum, maximum)


def _layout(sheet: Sheet) -> tuple[int, int]:
    for first, second in LAYOUTS:
        columns = sheet.column(first), sheet.column(second)
        if columns[0] is not None and columns[1] is not None:
            return columns[0], columns[1]
    raise OpenwardError("quotas-column-missing", path=sheet.path, column="feature, value")


def _needed(sheet: Sheet, name: str) -> int:
    column = sheet.column(name)
    if column is None:
        raise OpenwardError("quotas-column-missing", path=sheet.path, column=name)
    return column


def _limit(line: Line, sheet: Sheet, column: int) -> int:
    stated = line.cells[column]
    if not re.fullmatch(r"\d{1,7}", stated) or int(stated) > MOST:
        raise OpenwardError(
            "quota-limit-wrong", row=line.number, column=sheet.headings[column], value=stated[:40] or "''"
        )
    return int(stated)


def _flex(line: Line, sheet: Sheet, quota: Quota, columns: tuple[int | None, int | None]) -> tuple[int, int]:
    least, most = (
        limit if column is None or not line.cells[column] else _limit(line, sheet, column)
        for column, limit in zip(columns, (quota.minimum, quota.maximum), strict=True)
    )
    if least > quota.minimum or most < quota.maximum:
        raise OpenwardError(
            "quota-flex-narrower",
            row=line.number,
            least=least,
            most=most,
            minimum=quota.minimum,
            maximum=quota.maximum,
        )
    return least, most

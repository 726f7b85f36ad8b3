"""Where the money goes: two tables of margins, by kind and by district, beside lines that tell some of the cells.

Kinds and districts whose figure would point at a place, or help to work out another that does, stand together in the
last row. Which ones is decided in `guarding`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from openward.brief.composing.guarding import told_keys
from openward.brief.composing.lines import Part, Told
from openward.brief.composing.linked import OUTSIDE, Cell, cell_of
from openward.brief.model import DistrictMoney, KindMoney
from openward.methods.portfolio.model import Catalogue
from openward.methods.typology import Family, Typology

Sums = tuple[int, int, float]  # places, measures, money
Row = tuple[Family | None, str | None]  # family, and a kind or district; None: several together


def money_rows(
    places: Mapping[Cell, int],
    parts: Sequence[Part],
    told: Told,
    shares: Mapping[Family, float],
    typology: Typology,
    catalogue: Catalogue,
) -> tuple[tuple[KindMoney, ...], tuple[DistrictMoney, ...]]:
    """The two tables. `places`: of each kind in each district, > 0. `shares`: of the money by family, where told."""
    if not parts:
        return (), ()
    kinds, districts = told_keys(places, parts, told, shares, typology, catalogue)

    def family(kind: str) -> Family | None:
        return typology.kinds[kind].family if shares else None

    by_kind = _rows(parts, places, lambda cell: cell[0], lambda kind: (family(kind), kind if kind in kinds else None))
    by_district = _rows(
        parts, places, lambda cell: cell[1], lambda district: (None, district if district in districts else None)
    )
    return (
        tuple(KindMoney(kind, of, count, *sums) for (of, kind), count, sums in by_kind),
        tuple(
            DistrictMoney(district or None, 0 if district == OUTSIDE else count, *sums)
            for (_, district), count, sums in by_district
        ),
    )


def _rows(
    parts: Sequence[Part],
    places: Mapping[Cell, int],
    key: Callable[[Cell], str],
    row: Callable[[str], Row],
) -> list[tuple[Row, int, Sums]]:
    """Each row with how many kinds or districts it has and their sums: dearest first, several together last."""
    there, measures = Counter[Row](), Counter[Row]()
    keys: dict[Row, set[str]] = defaultdict(set)
    for cell, count in places.items():
        there[row(key(cell))] += count
        keys[row(key(cell))].add(key(cell))
    money = dict.fromkeys(there, 0.0)
    for part in parts:
        of = row(key(cell_of(part)))
        measures[of] += part.places
        money[of] += part.cost.likely
    order = sorted(there, key=lambda one: (one[1] is None, -money[one], one[0] or "", one[1] or ""))
    return [(one, len(keys[one]), (there[one], measures[one], money[one])) for one in order]

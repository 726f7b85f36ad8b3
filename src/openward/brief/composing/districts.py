"""What the map shows, counted by kind and district. Counts are facts of a public map; nothing is hidden here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from openward.brief.model import DistrictRow
from openward.methods.register import Register


def district_rows(register: Register) -> tuple[DistrictRow, ...]:
    """Every district in the order of its id, with or without places; last the places outside all of them, if any."""
    counts: dict[str | None, Counter[str]] = {district.id: Counter() for district in register.districts}
    for place in register.places:
        counts.setdefault(place.district, Counter())[place.kind] += 1
    named = {district.id: district for district in register.districts}
    rows = [
        DistrictRow(key, named[key].name, dict(named[key].names), kinds.total(), _sorted(kinds))
        for key, kinds in sorted((key, kinds) for key, kinds in counts.items() if key is not None and key in named)
    ]
    outside = sum((kinds for key, kinds in counts.items() if key is None or key not in named), Counter[str]())
    if outside:
        rows.append(DistrictRow(None, "", {}, outside.total(), _sorted(outside)))
    return tuple(rows)


def _sorted(kinds: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(kinds.items()))

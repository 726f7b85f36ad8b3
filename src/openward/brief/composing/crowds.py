"""How many people are there: by kind at the kind's own busiest hour, and in the whole city through the week.

The low ends are added to the low ends and the high to the high, as if all were out in the same direction: the range of
the sum is wider than chance would make it, never narrower. A kind with too few places has its figure hidden, and it is
left out of the week: kinds differ in their hours, so a curve with it could be taken apart into its kinds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from openward.brief.model import KindRow
from openward.brief.small_cells import hidden
from openward.methods.disclosure.primary import LEAST
from openward.methods.ranges import Basis, Range
from openward.methods.register import Register
from openward.methods.register.capacities import LEAST_PAIRS, rank_correlation
from openward.methods.screening.model import Presence
from openward.methods.typology import Typology


@dataclass(frozen=True, slots=True)
class Crowds:
    """The chapter on people. `people` in all places at the `busiest_hour`, None where the city has too few; `week` in
    the places of the kinds that are told, empty where none is."""

    kinds: tuple[KindRow, ...]
    people: Range | None
    busiest_hour: int | None
    week: tuple[Range, ...]
    assumed_share: float
    capacity_pairs: int
    capacity_correlation: float | None
    hidden_cells: int


def crowds(register: Register, presences: Mapping[str, Presence], typology: Typology) -> Crowds:
    """`presences` by place id, one for every place of the register."""
    by_kind: dict[str, list[Presence]] = defaultdict(list)
    for place in register.places:
        by_kind[place.kind].append(presences[place.id])
    concealed = hidden({kind: len(found) for kind, found in by_kind.items()})
    rows = tuple(_row(kind, by_kind[kind], typology, kind in concealed) for kind in typology.kinds if kind in by_kind)
    every = [presence for found in by_kind.values() for presence in found]
    pairs = [(presence.tagged_capacity, presence.peak.likely) for presence in every if presence.tagged_capacity]
    likely = sum(presence.peak.likely for presence in every)
    assumed = sum(presence.peak.likely for presence in every if presence.basis is Basis.ASSUMED)
    whole = _week(every, typology) if len(every) >= LEAST else ()
    busiest = max(range(len(whole)), key=lambda hour: (whole[hour].likely, -hour)) if whole else None
    told = [presence for kind, found in by_kind.items() if kind not in concealed for presence in found]
    return Crowds(
        kinds=rows,
        people=None if busiest is None else whole[busiest],
        busiest_hour=busiest,
        week=_week(told, typology) if told else (),
        assumed_share=assumed / likely if likely > 0 else 0.0,
        capacity_pairs=len(pairs),
        capacity_correlation=rank_correlation(pairs) if len(pairs) >= LEAST_PAIRS else None,
        hidden_cells=len(concealed),
    )


def _row(kind: str, found: Sequence[Presence], typology: Typology, concealed: bool) -> KindRow:
    tagged = [presence for presence in found if presence.tagged_capacity]
    within = sum(1 for presence in tagged if presence.peak.low <= (presence.tagged_capacity or 0) <= presence.peak.high)
    return KindRow(
        kind=kind,
        family=typology.kinds[kind].family,
        places=len(found),
        people=None if concealed else sum((presence.peak for presence in found), Range.exactly(0)),
        tagged=len(tagged),
        tagged_within=within if len(tagged) >= LEAST else None,
    )


def _week(every: Sequence[Presence], typology: Typology) -> tuple[Range, ...]:
    peaks: dict[str, Range] = {}
    for presence in every:
        peaks[presence.profile] = peaks.get(presence.profile, Range.exactly(0)) + presence.peak
    total = sum(
        np.outer(np.array(typology.profiles[profile].shares), (peak.low, peak.likely, peak.high))
        for profile, peak in sorted(peaks.items())
    )
    return tuple(Range(*hour) for hour in np.asarray(total).tolist())

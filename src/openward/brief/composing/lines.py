"""From chosen parts to lines that point at no place.

Words: a *part* is one measure at some of the places of one kind in one district; a *line* is what is told. A part is
a line of its own where the district has at least five places of the kind: nobody can tell which of them are meant.
Smaller ones are told together: first all districts of the kind, then all kinds of the family, then everything, until a
line speaks of five places and none of them has nearly all of its money. The rest is told as one sum of money; where
that would still point at a place, the cheapest lines join it. The annex has every part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from openward.brief.model import ProgrammeLine
from openward.methods.disclosure import points_at_few
from openward.methods.disclosure.primary import LEAST
from openward.methods.portfolio.model import Measure
from openward.methods.ranges import Range
from openward.methods.typology import Family

Where = tuple[str, Family | None, str | None, str | None]  # measure, family, kind, district


@dataclass(frozen=True, slots=True)
class Part:
    """Money in the brief's currency; `district` None is outside every district."""

    measure: str
    family: Family
    kind: str
    district: str | None
    places: int  # that get the measure
    of_places: int  # of the kind in the district
    cost: Range
    capital: Range
    running: Range
    stays_chosen: float
    subject_to_assessment: bool


@dataclass(frozen=True, slots=True)
class Told:
    """`lines` dearest first; how many parts are `together` in lines; the cost of those told `apart`, as one sum.

    `gathered`: the parts of each line; `rest`: those told apart."""

    lines: tuple[ProgrammeLine, ...]
    together: int
    apart: Range
    gathered: tuple[tuple[Where, tuple[Part, ...]], ...]
    rest: tuple[Part, ...]


def told_lines(
    parts: Iterable[Part],
    measures: Mapping[str, Measure],
    always: tuple[str, ...] = (),
    untold: frozenset[Where] = frozenset(),
) -> Told:
    """What may be told to many. `always`: checks that are asked of every measure. `untold`: lines that are told with
    others for what they would give away beside the rest."""
    levels: tuple[Callable[[Part], Where], ...] = (
        lambda part: (part.measure, part.family, part.kind, part.district),
        lambda part: (part.measure, part.family, part.kind, None),
        lambda part: (part.measure, part.family, None, None),
        lambda part: (part.measure, None, None, None),
    )
    rest = _ordered(parts)
    gathered: list[tuple[Where, list[Part]]] = []
    for level, where in enumerate(levels):
        groups: dict[Where, list[Part]] = defaultdict(list)
        for part in rest:
            groups[where(part)].append(part)
        rest = []
        for key, group in groups.items():
            nowhere = level == 0 and key[3] is None  # a line says "several districts" where it has none
            if nowhere or key in untold or _points_at_few(group):
                rest += group
            else:
                gathered.append((key, group))
    gathered.sort(key=lambda pair: (-_likely(pair[1]), pair[0][0], pair[0][2] or "", pair[0][3] or ""))
    while rest and gathered and _points_at_few(rest):
        rest += gathered.pop()[1]
    return Told(
        lines=_dearest_first([_line(key, group, measures[key[0]], always) for key, group in gathered]),
        together=sum(len(group) for key, group in gathered if key[3] is None),
        apart=sum((part.cost for part in rest), Range.exactly(0)),
        gathered=tuple((key, tuple(group)) for key, group in gathered),
        rest=tuple(_ordered(rest)),
    )


def _points_at_few(parts: Iterable[Part]) -> bool:
    """Whether the money of these parts points at a place. Fewer than five places of a kind in a district are as one."""
    cells: dict[tuple[str, str | None], tuple[int, float]] = {}
    for part in parts:
        _, money = cells.get((part.kind, part.district), (0, 0.0))
        cells[part.kind, part.district] = part.of_places, money + part.cost.likely
    contributions: list[float] = []
    for places, money in cells.values():
        contributions += [money / places] * places if places >= LEAST else [money, *[0.0] * (places - 1)]
    return points_at_few(contributions)


def _likely(parts: Iterable[Part]) -> float:
    return sum(part.cost.likely for part in parts)


def every_line(
    parts: Iterable[Part], measures: Mapping[str, Measure], always: tuple[str, ...] = ()
) -> tuple[ProgrammeLine, ...]:
    """A line for each part, for those who may know all."""
    return _dearest_first(
        [
            _line((part.measure, part.family, part.kind, part.district), [part], measures[part.measure], always)
            for part in _ordered(parts)
        ]
    )


def _ordered(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (part.measure, part.kind, part.district or ""))


def _dearest_first(lines: list[ProgrammeLine]) -> tuple[ProgrammeLine, ...]:
    return tuple(
        sorted(lines, key=lambda line: (-line.cost.likely, line.measure, line.kind or "", line.district or ""))
    )


def _line(where: Where, group: list[Part], measure: Measure, always: tuple[str, ...]) -> ProgrammeLine:
    _, family, kind, district = where
    return ProgrammeLine(
        measure=measure.slug,
        measure_class=measure.measure_class,
        phases=measure.phases,
        family=family,
        kind=kind,
        district=district,
        places=sum(part.places for part in group),
        of_places=sum(part.of_places for part in group),
        cost=sum((part.cost for part in group), Range.exactly(0)),
        capital=sum((part.capital for part in group), Range.exactly(0)),
        running=sum((part.running for part in group), Range.exactly(0)),
        stays_chosen=min(part.stays_chosen for part in group),
        subject_to_assessment=any(part.subject_to_assessment for part in group),
        basis=measure.basis,
        source=measure.source,
        life_years=measure.life_years,
        lead_months=measure.lead_months,
        checks=(*always, *measure.checks),
        openness=measure.openness,
    )

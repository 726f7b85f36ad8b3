"""Which kinds and districts may have their money told, beside the lines of the programme and what the map shows.

The hard part: a margin less the lines that say kind and district is what its untold cells get, and the map says how
many places those are. So both tables and all lines are judged at once (openward.methods.disclosure), for money and for
the number of measures. Held against an attacker who has the map, the catalogue and the brief: of fewer than five places
of a kind in a district, and of fewer than five places that a margin leaves over, nobody comes nearer to what they get
than by half of it, nor by half of what a measure costs on average (of numbers: by one measure), so that nothing cannot
be told from something. Before that, lines which would give such places away by themselves are told with others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from openward.brief.composing.lines import Part, Told, Where, told_lines
from openward.brief.composing.linked import Cell, Counted, Linked, cell_of, family_figure, margin
from openward.methods.disclosure import points_at_few, suppress
from openward.methods.portfolio.model import Catalogue
from openward.methods.typology import Family, Typology

PROTECTION = 0.5  # of a protected figure, or of a measure's mean cost
MOST_DISTRICTS = 60  # that may have a row of their own, those with the most places


def safely_told(
    places: Mapping[Cell, int],
    parts: Sequence[Part],
    shares: Mapping[Family, float],
    typology: Typology,
    catalogue: Catalogue,
) -> tuple[Told, Mapping[Family, float]]:
    """Lines and families' shares from which nobody comes nearer to what fewer than five places get than by half of it.
    Lines that would let somebody are told with others, in the end as one sum; such shares are not told. That sum and
    the total remain, whatever they give away."""
    untold: frozenset[Where] = frozenset()
    while True:
        money = Counted(lambda part: part.cost.likely, PROTECTION, 0.0, frozenset(shares), capped=False)
        told = told_lines(parts, catalogue.measures, catalogue.always, untold)
        if not parts:
            return told, shares
        linked = Linked(places, told, frozenset(), typology, catalogue)
        hidden = suppress(linked.release_of_lines(parts, money)).hidden
        if not hidden:
            return told, shares
        untold |= linked.lines_in(hidden)
        if any(family_figure(family) in hidden for family in shares):
            shares = {}  # of two shares, one gives the other


def told_keys(
    places: Mapping[Cell, int],
    parts: Sequence[Part],
    told: Told,
    shares: Mapping[Family, float],
    typology: Typology,
    catalogue: Catalogue,
) -> tuple[frozenset[str], frozenset[str]]:
    """The kinds and the districts (OUTSIDE among them) that may have a row. `places`: of each kind in each district,
    > 0. `shares`: by family, where that is told: its families are all that is used here."""
    linked = Linked(places, told, _with_most_places(places), typology, catalogue)
    mean = sum(part.cost.likely for part in parts) / sum(part.places for part in parts)
    money = Counted(lambda part: part.cost.likely, PROTECTION, PROTECTION * mean, frozenset(shares), capped=False)
    measures = Counted(lambda part: part.places, PROTECTION, 1.0, frozenset(shares), capped=True)
    hidden = _few(places, parts)
    for counted in (money, measures):
        hidden = suppress(linked.release(parts, counted), hidden).hidden
    return (
        frozenset(kind for kind, _ in places if margin("kind", kind) not in hidden),
        frozenset(district for district in linked.own if margin("district", district) not in hidden),
    )


def _with_most_places(places: Mapping[Cell, int]) -> frozenset[str]:
    there = Counter[str]()
    for (_, district), count in places.items():
        there[district] += count
    return frozenset(sorted(there, key=lambda district: (-there[district], district))[:MOST_DISTRICTS])


def _few(places: Mapping[Cell, int], parts: Sequence[Part]) -> frozenset[str]:
    """The margins that are not told for their own sake."""
    money: dict[Cell, float] = defaultdict(float)
    for part in parts:
        money[cell_of(part)] += part.cost.likely
    contributions: dict[str, list[float]] = defaultdict(list)
    for cell, count in sorted(places.items()):
        each = [money[cell] / count] * count
        contributions[margin("kind", cell[0])] += each
        contributions[margin("district", cell[1])] += each
    return frozenset(name for name, each in contributions.items() if points_at_few(each))

"""Which quotas clash. Simple counts first, since they are told in a sentence; else an irreducible infeasible set.

Words: a *clash* is a set of bounds (perhaps with the rule of households, or with the people who must be included) that
no panel keeps to together, while without any one of them a panel could. Clashes are named until letting all of them go
leaves a panel. Sets are found by QuickXplain (Junker, AAAI 2004), a deletion filter that drops halves at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from openward.methods.sortition.bounds import Bound, Side, a_panel, bounds_of, taken_of
from openward.methods.sortition.model import Row, RowKind, Selection, Types
from openward.methods.sortition.types import types_of


class ClashKind(StrEnum):
    TOO_FEW_PEOPLE = "too-few-people"  # a minimum above how many there are
    MINIMA_ABOVE_SIZE = "minima-above-size"  # of one feature
    MAXIMA_BELOW_SIZE = "maxima-below-size"  # of one feature, of which everybody has some value
    TAKEN_ABOVE_MAXIMUM = "taken-above-maximum"  # by must-include people and reserved seats
    TOGETHER = "together"  # each could be kept to, all of them cannot


@dataclass(frozen=True, slots=True)
class Clash:
    """`number` is what the bounds are held against: people there are, seats there are, or seats taken."""

    kind: ClashKind
    bounds: tuple[Bound, ...]
    number: int = 0
    households: bool = False  # one a household takes part in it
    must_include: bool = False  # the people who must be included take part in it


def clashes_of(selection: Selection) -> tuple[Clash, ...]:
    """Clashes that share no bound: without any of their bounds and rules a panel exists. () when one exists already."""
    found: list[Clash] = []
    remaining = selection
    dropped: frozenset[Bound] = frozenset()
    while True:
        types = types_of(remaining)
        if a_panel(types, dropped) is not None:
            return tuple(found)
        simple = _simple(types, remaining, dropped)
        clash = simple[0] if simple else _together(remaining, dropped)
        if clash is None:
            return tuple(found)
        found.append(clash)
        dropped |= frozenset(clash.bounds)
        remaining = _without(remaining, households=clash.households, must_include=clash.must_include)


def _without(selection: Selection, *, households: bool, must_include: bool) -> Selection:
    return replace(
        selection,
        households=selection.households and not households,
        must_include=frozenset() if must_include else selection.must_include,
    )


def _simple(types: Types, selection: Selection, dropped: frozenset[Bound]) -> list[Clash]:
    rows = [row for row in types.rows if row.kind is RowKind.QUOTA and row.quota is not None]
    found = []
    by_feature: dict[str, list[tuple[Bound, Bound]]] = {}
    covered: dict[str, set[int]] = {}
    for row in rows:
        assert row.quota is not None
        low, high = Bound(row.quota, Side.MINIMUM), Bound(row.quota, Side.MAXIMUM)
        by_feature.setdefault(row.quota.feature, []).append((low, high))
        covered.setdefault(row.quota.feature, set()).update(row.types)
        people = sum(len(types.members[one]) for one in row.types)
        if row.minimum > people and low not in dropped:
            found.append(Clash(ClashKind.TOO_FEW_PEOPLE, (low,), people + taken_of(row)))
        if row.maximum < 0 and high not in dropped:
            found.append(Clash(ClashKind.TAKEN_ABOVE_MAXIMUM, (high,), taken_of(row)))
    if types.included or selection.reserved:
        return found  # what they take would have to be told with it
    for feature, pairs in sorted(by_feature.items()):
        minima = sorted((low for low, _ in pairs if low not in dropped), key=lambda low: (-low.limit, low.order))
        total, least = 0, []
        for bound in minima:
            total += bound.limit
            least.append(bound)
            if total > selection.size:
                bounds = tuple(sorted(least, key=lambda bound: bound.order))
                found.append(Clash(ClashKind.MINIMA_ABOVE_SIZE, bounds, selection.size))
                break
        everybody = len(covered[feature]) == len(types.limits)
        of_feature = [row for row in rows if row.quota is not None and row.quota.feature == feature]
        known = {quota.value for quota in selection.quotas if quota.feature == feature}
        place = selection.pool.features.index(feature)
        if everybody and all(person.values[place] in known for person in selection.pool.people):
            bounds = _maxima_too_low(types, of_feature, selection.size, dropped)
            if bounds:
                found.append(Clash(ClashKind.MAXIMA_BELOW_SIZE, bounds, selection.size))
    return found


def _maxima_too_low(types: Types, rows: Sequence[Row], size: int, dropped: frozenset[Bound]) -> tuple[Bound, ...]:
    """The fewest maxima of one feature that leave less than `size` seats, where everybody has one of its values."""
    spare, cuts = -size, []
    for row in rows:
        assert row.quota is not None
        people = taken_of(row) + sum(len(types.members[one]) for one in row.types)
        spare += people
        high = Bound(row.quota, Side.MAXIMUM)
        if high not in dropped and people > row.quota.maximum:
            cuts.append((people - row.quota.maximum, high))
    named = []
    for cut, high in sorted(cuts, key=lambda pair: (-pair[0], pair[1].order)):
        spare -= cut
        named.append(high)
        if spare < 0:
            return tuple(sorted(named, key=lambda bound: bound.order))
    return ()


def _together(selection: Selection, dropped: frozenset[Bound]) -> Clash | None:
    """An irreducible set; rules that are no part of it are found first, so that few clashes seem to involve them."""
    households, must_include = selection.households, bool(selection.must_include)
    if households and a_panel(types_of(_without(selection, households=True, must_include=False)), dropped) is None:
        households = False
    bare = _without(selection, households=not households, must_include=True)
    if must_include and a_panel(types_of(bare), dropped) is None:
        must_include = False
    types = types_of(_without(selection, households=not households, must_include=not must_include))
    every = tuple(bound for bound in bounds_of(types) if bound not in dropped)

    def is_possible(kept: Sequence[Bound]) -> bool:
        return a_panel(types, dropped | (frozenset(every) - frozenset(kept))) is not None

    if not is_possible(()):
        bounds: tuple[Bound, ...] = ()
        if not households and not must_include:
            return None
    else:
        bounds = tuple(sorted(_irreducible(every, is_possible), key=lambda bound: bound.order))
    return Clash(ClashKind.TOGETHER, bounds, selection.size, households, must_include)


def _irreducible(every: Sequence[Bound], is_possible: Callable[[Sequence[Bound]], bool]) -> list[Bound]:
    """QuickXplain: `every` together is impossible, nothing of it is possible."""

    def explain(background: list[Bound], changed: bool, candidates: list[Bound]) -> list[Bound]:
        if changed and not is_possible(background):
            return []
        if len(candidates) == 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        of_second = explain([*background, *first], bool(first), second)
        of_first = explain([*background, *of_second], bool(of_second), first)
        return [*of_first, *of_second]

    return explain([], False, list(every))

"""Volunteers made into types: people who count towards the same quotas, and whose households are composed alike.

Two such people can change places without any rule noticing, so they have the same chance, and only how many of them
sit on a panel matters. The hard part is households: all households of one composition are interchangeable too, so that
"at most one a household" becomes one row, as many seats as there are such households, whoever of them takes one.
"""

from __future__ import annotations

from collections import defaultdict

from openward.methods.sortition.model import Quota, Row, RowKind, Selection, Types

Cells = tuple[int, ...]  # the quotas that a person counts towards, as indices into the sorted quotas
Composition = tuple[Cells, ...]  # of a household, sorted; () of one person alone


def types_of(selection: Selection) -> Types:
    """The task on types. The selection is taken as checked: ids are unique and quotas name known features."""
    pool = selection.pool
    quotas = sorted(selection.quotas, key=lambda quota: (quota.feature, quota.value))
    column = {feature: place for place, feature in enumerate(pool.features)}
    cell = {(column[quota.feature], quota.value): number for number, quota in enumerate(quotas)}
    order = sorted(range(len(pool.people)), key=lambda person: pool.people[person].id)
    cells_of = {
        person: tuple(sorted(cell[pair] for pair in enumerate(pool.people[person].values) if pair in cell))
        for person in order
    }

    included = tuple(person for person in order if pool.people[person].id in selection.must_include)
    barred = _barred(selection, order, included)
    settled = barred.union(included)
    drawn = [person for person in order if person not in settled]
    composition, households = _compositions(selection, drawn, cells_of)

    members: dict[tuple[Cells, Composition], list[int]] = defaultdict(list)
    for person in drawn:
        members[cells_of[person], composition.get(person, ())].append(person)
    keys = sorted(members)
    limits = tuple(min(len(members[key]), households.get(key[1], len(members[key]))) for key in keys)

    rows = [_size_row(selection, len(included), len(keys))]
    for number, quota in enumerate(quotas):
        taken = sum(number in cells_of[person] for person in included)
        taken += sum(seat.values.get(quota.feature) == quota.value for seat in selection.reserved)
        rows.append(_quota_row(quota, taken, tuple(t for t, key in enumerate(keys) if number in key[0])))
    for composed, number in sorted(households.items()):
        within = tuple(t for t, key in enumerate(keys) if key[1] == composed)
        if len(within) > 1:  # else the type's limit says it
            rows.append(Row(RowKind.HOUSEHOLDS, within, 0, number))
    return Types(tuple(tuple(members[key]) for key in keys), limits, tuple(rows), included, tuple(sorted(barred)))


def _barred(selection: Selection, order: list[int], included: tuple[int, ...]) -> frozenset[int]:
    """Those who live with someone who must be included."""
    if not selection.households:
        return frozenset()
    people = selection.pool.people
    taken = {people[person].household for person in included} - {None}
    return frozenset(person for person in order if people[person].household in taken) - frozenset(included)


def _compositions(
    selection: Selection, drawn: list[int], cells_of: dict[int, Cells]
) -> tuple[dict[int, Composition], dict[Composition, int]]:
    """Of whoever shares a household, what it is composed of; and how many households are composed so."""
    living: dict[str, list[int]] = defaultdict(list)
    for person in drawn if selection.households else ():
        household = selection.pool.people[person].household
        if household is not None:
            living[household].append(person)
    composition: dict[int, Composition] = {}
    households: dict[Composition, int] = defaultdict(int)
    for together in living.values():
        if len(together) > 1:
            composed = tuple(sorted(cells_of[person] for person in together))
            households[composed] += 1
            composition |= dict.fromkeys(together, composed)
    return composition, households


def _size_row(selection: Selection, included: int, types: int) -> Row:
    seats = selection.size - included - len(selection.reserved)
    return Row(RowKind.SIZE, tuple(range(types)), seats, seats)


def _quota_row(quota: Quota, taken: int, types: tuple[int, ...]) -> Row:
    return Row(RowKind.QUOTA, types, max(quota.minimum - taken, 0), quota.maximum - taken, quota)

"""Who sits on each panel of types: each seat goes to a member of its type who has had the fewest so far.

Without households, members of a type then never differ by more than one place on the list. With households, who is next
may live with somebody who sits already. What is uneven after that is evened out: on one panel two households that are
composed alike may change roles, and no rule notices.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

from openward.methods.sortition.model import Counts, Selection, Types

Homes = dict[int, str]  # of those who share a household with another volunteer, by index into Pool.people


def seated(selection: Selection, types: Types, panels: Sequence[Counts], seed: str) -> list[set[int]]:
    """The people of each panel, as indices into Pool.people. `seed` settles who is first among people of one type, and
    nothing else."""
    people = selection.pool.people
    homes = {
        one: home
        for one, person in enumerate(people)
        if selection.households and (home := person.household) is not None
    }
    turn = {one: hashlib.sha256(f"{seed}\n{person.id}".encode()).digest() for one, person in enumerate(people)}
    held = [0] * len(people)
    found = [_next(types, panel, homes, held, turn) for panel in panels]
    if homes:
        _evened(types, found, homes, held)
    return found


def _next(types: Types, panel: Counts, homes: Homes, held: list[int], turn: dict[int, bytes]) -> set[int]:
    """One panel; types of few members choose first."""
    taken: set[str] = set()
    sitting = set(types.included)
    for one, number in sorted(panel, key=lambda pair: (len(types.members[pair[0]]), pair[0])):
        given = 0
        for person in sorted(types.members[one], key=lambda member: (held[member], turn[member])):
            home = homes.get(person)
            if given < number and (home is None or home not in taken):
                sitting.add(person)
                given += 1
                if home is not None:
                    taken.add(home)
    for person in sitting:
        held[person] += 1
    return sitting


def _evened(types: Types, panels: list[set[int]], homes: Homes, held: list[int]) -> None:
    """Households change roles as long as that lessens the sum of squares of places held."""
    kind = {person: one for one, members in enumerate(types.members) for person in members}
    living: dict[str, list[int]] = defaultdict(list)
    for person, home in sorted(homes.items()):
        if person in kind:
            living[home].append(person)
    changed = True
    while changed:
        changed = False
        for members in types.members:
            if members[0] in homes and max(held[one] for one in members) - min(held[one] for one in members) > 1:
                changed |= _one_evened(members, panels, kind, homes, living, held)


def _one_evened(
    members: tuple[int, ...],
    panels: list[set[int]],
    kind: dict[int, int],
    homes: Homes,
    living: dict[str, list[int]],
    held: list[int],
) -> bool:
    """Whether some change between the two members who differ most was found, and made."""
    most = max(members, key=lambda one: (held[one], one))
    least = min(members, key=lambda one: (held[one], one))
    for panel in panels:
        if most not in panel or least in panel:
            continue
        leaving = next((one for one in living[homes[least]] if one in panel), None)
        gain = held[most] - held[least] - 1
        if leaving is None:
            coming = None
        elif homes[most] == homes[least] or kind[leaving] == kind[most]:
            continue
        else:
            coming = min((one for one in living[homes[most]] if kind[one] == kind[leaving]), key=lambda one: held[one])
            gain -= held[coming] - held[leaving] + 1
        if gain > 0:
            for one, sits in ((most, False), (least, True), (leaving, False), (coming, True)):
                if one is not None:
                    (panel.add if sits else panel.discard)(one)
                    held[one] += 1 if sits else -1
            return True
    return False

"""A list of equally likely panels of people, from chances over panels of types.

First each panel of types gets a whole number of places on the list, near to its weight: rounded down, the rest given
where they bring the types' seats nearest to their due, then exchanged while that helps. Then every seat goes to the
member of its type who has had the fewest so far. Theory promises that a list within size / count of every chance exists
(Flanigan, Kehne and Procaccia, Fair Sortition Made Transparent, NeurIPS 2021); how far ours is away is computed.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction

import numpy as np

from openward.methods.sortition.model import Chances, Counts, Lottery, Selection

EXCHANGES = 5_000  # more than are ever needed; each strictly helps


def lottery_of(selection: Selection, chances: Chances, count: int, seed: str = "") -> Lottery:
    """`count` panels. `seed` settles whose turn is first among people of one type, and nothing else."""
    copies = _copies(chances, count)
    held = [0] * len(selection.pool.people)
    turn = {place: _turn(seed, person.id) for place, person in enumerate(selection.pool.people)}
    panels = []
    for panel, number in zip(chances.panels, copies, strict=True):
        for _ in range(number):
            panels.append(_seated(selection, chances, panel, held, turn))
    shares = tuple(Fraction(number, count) for number in held)
    deviation = max(abs(shares[place] - chance) for place, chance in chances.by_person.items())
    return Lottery(tuple(sorted(panels)), shares, deviation, Fraction(selection.size, count), seed)


def _copies(chances: Chances, count: int) -> list[int]:
    total = sum(chances.weights)
    copies = np.array([weight * count // total for weight in chances.weights])
    sizes = np.array(chances.types.sizes, dtype=float)
    seats = np.zeros((len(chances.panels), len(sizes)))
    for row, panel in enumerate(chances.panels):
        for one, number in panel:
            seats[row, one] = number / np.sqrt(sizes[one])
    due = np.array(chances.weights, dtype=float) / total * count @ seats
    left = copies @ seats - due
    lengths = (seats**2).sum(axis=1)
    for _ in range(count - int(copies.sum())):
        best = int(np.argmin(2 * seats @ left + lengths))
        copies[best] += 1
        left += seats[best]
    between = seats @ seats.T
    for _ in range(EXCHANGES):
        slope = seats @ left
        gains = 2 * (slope[:, None] - slope[None, :]) + lengths[:, None] + lengths[None, :] - 2 * between
        gains[:, copies == 0] = np.inf
        more, less = np.unravel_index(int(np.argmin(gains)), gains.shape)
        if gains[more, less] > -1e-9:
            break
        copies[more] += 1
        copies[less] -= 1
        left += seats[more] - seats[less]
    return [int(number) for number in copies]


def _seated(
    selection: Selection, chances: Chances, panel: Counts, held: list[int], turn: dict[int, bytes]
) -> tuple[int, ...]:
    """The people of one panel, of whom each had fewest seats; types of few members choose first."""
    people = selection.pool.people
    homes: set[str] = set()
    seated = list(chances.types.included)
    for one, number in sorted(panel, key=lambda pair: (len(chances.types.members[pair[0]]), pair[0])):
        given = 0
        for place in sorted(chances.types.members[one], key=lambda member: (held[member], turn[member])):
            home = people[place].household if selection.households else None
            if given < number and home not in homes:
                seated.append(place)
                given += 1
                if home is not None:
                    homes.add(home)
    for place in seated:
        held[place] += 1
    return tuple(sorted(seated))


def _turn(seed: str, id_: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{id_}".encode()).digest()

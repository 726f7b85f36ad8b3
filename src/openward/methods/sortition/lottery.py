"""A list of equally likely panels of people, from chances over panels of types.

First panels of types whose seats add up to what each type is due (`apportioning.py`), then people on their seats
(`seating.py`). Where both come out even, each person's places on the list are what they are due, rounded down or up, so
that no chance is off by as much as 1 / count. That is not promised for every pool; theory promises of any that a list
within size / count exists (Flanigan, Kehne and Procaccia, Fair Sortition Made Transparent, NeurIPS 2021). How far ours
is away is computed.
"""

from __future__ import annotations

from fractions import Fraction

from openward.methods.progress import Progress, silent
from openward.methods.sortition.apportioning import apportioned
from openward.methods.sortition.model import Chances, Lottery, Selection
from openward.methods.sortition.seating import seated


def lottery_of(
    selection: Selection, chances: Chances, count: int, seed: str = "", progress: Progress = silent
) -> Lottery:
    """`count` panels. `seed` settles whose turn is first among people of one type, and nothing else."""
    panels = seated(selection, chances.types, apportioned(chances, count, progress), seed)
    held = [0] * len(selection.pool.people)
    for panel in panels:
        for person in panel:
            held[person] += 1
    shares = tuple(Fraction(number, count) for number in held)
    deviation = max(abs(shares[place] - chance) for place, chance in chances.by_person.items())
    listed = tuple(sorted(tuple(sorted(panel)) for panel in panels))
    return Lottery(listed, shares, deviation, Fraction(selection.size, count), seed)

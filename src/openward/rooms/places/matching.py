"""Which stored place is which place of a new map, and what that map changes of it.

A place stays the same by the map object that it was read from, else by one that was merged into it. Else mappers may
have drawn it anew, a building for a point: a place of its kind left the map, and one came within `REDRAWN_M` under the
same name, or on the same spot (people may have given it another name here). The hard part is that nobody takes
another's: an object's own place goes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from math import cos, hypot, radians
from typing import Any
from uuid import UUID

from openward.methods.register import PlaceFacts
from openward.rooms.places.compute import folded, name_columns, tuples
from openward.rooms.places.stored import Stored

REDRAWN_M = 100.0
SAME_SPOT_M = 10.0
SPOT = 4  # decimals of a degree, some ten metres
# A place that is drawn this much elsewhere has moved; below, its outline was drawn better.
MOVED_M = 25.0
METRES_A_DEGREE = 111_195.0


def matched(places: Sequence[PlaceFacts], rows: Collection[Stored]) -> list[Stored | None]:
    """The stored place of each place of the map, None for one that is new; each row at most once."""
    own = {row.source_id: row for row in rows}
    found: list[Stored | None] = [own.get(place.id) for place in places]
    taken = {row.id for row in found if row is not None}
    if len(taken) == len(rows):
        return found
    merged: dict[str, Stored] = {}
    for row in rows:
        for source in row.source_ids:
            merged.setdefault(source, row)
    for index, place in enumerate(places):
        if found[index] is None:
            again = (merged[source] for source in place.source_ids if source in merged)
            found[index] = _take(next((row for row in again if row.id not in taken), None), taken)
    _drawn_anew(places, [row for row in rows if row.id not in taken], found, taken)
    return found


def _drawn_anew(
    places: Sequence[PlaceFacts], left: Sequence[Stored], found: list[Stored | None], taken: set[UUID]
) -> None:
    """Give places without a row the nearest of its kind that is left."""
    named: defaultdict[tuple[str, str], list[Stored]] = defaultdict(list)
    spots: defaultdict[tuple[str, int, int], list[Stored]] = defaultdict(list)
    for row in left:
        spots[row.kind, *_spot(row)].append(row)
        if row.name:
            named[row.kind, folded(row.name)].append(row)

    def around(place: PlaceFacts) -> Iterator[Stored]:
        north, east = _spot(place)
        for step in product((-1, 0, 1), repeat=2):
            yield from spots.get((place.kind, north + step[0], east + step[1]), ())

    for reach, candidates in (
        (REDRAWN_M, lambda place: named.get((place.kind, folded(place.name or "")), ())),
        (SAME_SPOT_M, around),
    ):
        for index, place in enumerate(places):
            if found[index] is None:
                near = [
                    (metres, row.source_id, row)
                    for row in candidates(place)
                    if row.id not in taken and (metres := distance(row, place)) <= reach
                ]
                found[index] = _take(min(near, key=lambda one: one[:2])[2] if near else None, taken)


def _spot(place: Any) -> tuple[int, int]:
    return round(place.latitude * 10**SPOT), round(place.longitude * 10**SPOT)


def _take(row: Stored | None, taken: set[UUID]) -> Stored | None:
    if row is not None:
        taken.add(row.id)
    return row


def merged_with(row: Stored, columns: Mapping[str, Any]) -> Stored:
    """The row as the map has it now, but for what people changed; the very same object where nothing differs."""
    fresh = {
        name: value
        for name, value in columns.items()
        if name not in row.edited and not _same(getattr(row, name), value)
    }
    if "name" in row.edited:
        # A place is found and sorted by the name that a person gave it.
        own = name_columns(row.name, columns["names"])
        fresh = {name: value for name, value in fresh.items() if name not in own}
        fresh |= {name: value for name, value in own.items() if getattr(row, name) != value}
    if row.gone_at is not None:
        fresh["gone_at"] = None
    return row._replace(**fresh) if fresh else row


def _same(stored: Any, fresh: Any) -> bool:
    """Tuples and lists are one thing to JSON."""
    return stored == fresh or (isinstance(stored, list) and tuples(stored) == fresh)


def distance(one: Any, other: Any) -> float:
    """Metres between two places of one city, on a plane that is right in its middle (a thousandth off at 50 km)."""
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude + 180) % 360 - 180
    return METRES_A_DEGREE * hypot(north, east * cos(radians(one.latitude)))

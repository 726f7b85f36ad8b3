"""Which stored place is which place of a new map, and what that map changes of it.

A place stays the same by the map object that it was read from, else by one that was merged into it, else where a place
of its kind and name left the map and one came within `REDRAWN_M` (mappers replace a point by a building). The hard part
is that nobody takes another's: an object's own place goes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from math import cos, hypot, radians
from typing import Any

from openward.methods.register import PlaceFacts
from openward.rooms.places.compute import folded, name_columns, tuples
from openward.rooms.places.stored import Stored

REDRAWN_M = 100.0
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
    left: defaultdict[tuple[str, str], list[Stored]] = defaultdict(list)
    for row in rows:
        if row.id not in taken and row.name:
            left[row.kind, folded(row.name)].append(row)
    for index, place in enumerate(places):
        if found[index] is None and place.name:
            near = [
                (metres, row.source_id, row)
                for row in left.get((place.kind, folded(place.name)), ())
                if row.id not in taken and (metres := distance(row, place)) <= REDRAWN_M
            ]
            found[index] = _take(min(near, key=lambda one: one[:2])[2] if near else None, taken)
    return found


def _take(row: Stored | None, taken: set[Any]) -> Stored | None:
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

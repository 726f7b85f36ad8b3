"""What is stored of a register's places, as tuples: read once before a transaction, and looked at again within it.

A *look* compares the moments at which each place and its screening were last written, and reads only what differs: so
an import can calculate for a minute without a lock, and still take into account what people changed in that minute.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from openward.foundation.batches import batched
from openward.rooms.places.models import Place, Register, Screening

AT_ONCE = 500


class Stored(NamedTuple):
    """A place. Columns from `source_id` to `emergency` are the map's (compute.place_columns, in its order)."""

    id: UUID
    source_id: str
    source_ids: list[str]
    kind: str
    name: str
    names: dict[str, str]
    sort_name: str
    search_text: str
    latitude: float
    longitude: float
    district_code: str
    footprint: Any
    footprint_m2: float | None
    built_m2: float | None
    levels: float | None
    capacity: int | None
    operator: str
    wheelchair: str
    emergency: str
    label: str
    last_visit: date | None
    counted: Any
    edited: list[str]
    gone_at: datetime | None


class StoredScreening(NamedTuple):
    """What is stored of a screening: its key, what follows from its place, and the span of its position."""

    id: UUID
    kind: str
    district_code: str
    peak_low: float
    peak_likely: float
    peak_high: float
    help: list[dict[str, Any]]
    people_present: float
    needs_of_users: float
    criticality: float
    overdue: float
    method: str
    visit_key: int
    visit_earliest: int
    visit_latest: int


COLUMNS_OF_THE_MAP = Stored._fields[1 : Stored._fields.index("emergency") + 1]
SCREENED = StoredScreening._fields[1:-2]
SPAN = StoredScreening._fields[-2:]


class StoredRegister:
    """Places and screenings by the place's key, as of the last look."""

    def __init__(self) -> None:
        self.places: dict[UUID, Stored] = {}
        self.screenings: dict[UUID, StoredScreening] = {}
        self._moments: dict[UUID, Any] = {}

    def look(self, register: Register) -> bool:
        """Read what was written since the last look. Whether there was anything."""
        rows = Place.objects.for_system("what a register holds").filter(register=register).order_by("id")
        moments = {key: times for key, *times in rows.values_list("id", "changed_at", "screening__computed_at")}
        different = [key for key, times in moments.items() if self._moments.get(key) != times]
        lost = self._moments.keys() - moments.keys()
        for key in lost:
            del self.places[key]
            self.screenings.pop(key, None)
        found = Screening.objects.for_system("what a register holds").filter(register=register).order_by("id")
        whole = len(different) == len(moments)
        for keys in [different] if whole else batched(different, AT_ONCE):
            some, their = (rows, found) if whole else (rows.filter(id__in=keys), found.filter(place__in=keys))
            for key in keys:
                self.screenings.pop(key, None)
            self.places.update((row[0], Stored._make(row)) for row in some.values_list(*Stored._fields).iterator())
            self.screenings.update(
                (row[0], StoredScreening._make(row[1:]))
                for row in their.values_list("place_id", *StoredScreening._fields).iterator()
            )
        self._moments = moments
        return bool(different or lost)

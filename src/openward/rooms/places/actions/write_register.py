"""Write what was read of a map into the owner's register of that city: all of it in one short transaction, or nothing.

A *plan* holds every row ready for the database and is made without a lock; `write` looks again at what people changed
meanwhile and settles that alone. A place keeps its key over refreshes, what people edited stays, and a place that the
new map lacks is marked, never deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models.fields.json import KT
from django.utils import timezone

from openward.brief.screen import Screened
from openward.foundation.batches import batched
from openward.foundation.history import log
from openward.foundation.history.chain import Changed
from openward.foundation.history.models import Act
from openward.foundation.history.sealed import Pair
from openward.foundation.identity.keys import new_key
from openward.foundation.visibility.labels import strictness
from openward.foundation.visibility.parts import label_of_part
from openward.foundation.visibility.references import kind_of
from openward.methods.progress import Progress, silent
from openward.rooms.places.compute import district_columns, folded, help_columns, place_columns, register_columns
from openward.rooms.places.matching import MOVED_M, distance, matched, merged_with
from openward.rooms.places.models import District, Extract, Place, Register
from openward.rooms.places.rows import Ready, Table
from openward.rooms.places.screening_plan import ScreeningPlan
from openward.rooms.places.stored import COLUMNS_OF_THE_MAP, Stored, StoredRegister

BATCH = 500
# So many places are told one by one, with what they were before; of more than that the history holds one digest.
MOST_TOLD = 10_000
# Shapes are long, and the map has them.
UNTOLD = frozenset({"footprint"})
COUNTS = ("added", "moved", "changed", "unchanged", "gone")

ADDED = Table(Place, COLUMNS_OF_THE_MAP)
CHANGED = Table(Place, (*COLUMNS_OF_THE_MAP, "gone_at", "changed_at"))


def write_register(
    extract: Extract, screened: Screened, progress: Progress = silent
) -> tuple[Register, dict[str, int]]:
    """Plan and write at once. Call it within a transaction; a job plans before that."""
    return RegisterPlan(extract, screened, progress).write(progress)


class RegisterPlan:
    """What is to be written. `write` may be called once."""

    def __init__(self, extract: Extract, screened: Screened, progress: Progress = silent) -> None:
        self._extract, self._facts = extract, screened.register
        places = self._facts.places
        progress("comparing-places", 0, len(places))
        self._columns = [place_columns(facts) for facts in places]
        self._ready = [ADDED.ready(columns.values()) for columns in self._columns]
        self._help = [help_columns(screened.help.get(facts.id, ())) for facts in places]
        self._keys = [new_key() for _ in places]
        self._digest = _digest(self._columns)
        self._now = timezone.now()
        self._merged: dict[UUID, tuple[int, Stored, Stored]] = {}
        self._stored, self._screenings = StoredRegister(), ScreeningPlan()
        register = self._register().first()
        if register is not None:
            self._stored.look(register)
        self._settle()

    def _register(self) -> Any:
        """The owner's register of this city: by its boundary in the map, else by its name, however that is written."""
        rows = Register.objects.for_system("one register a city").filter(owner=self._extract.owner_id)
        city, name = self._facts.city, folded(self._facts.city.name)
        known = rows.annotate(source=KT("city__source_id")).order_by("id").values_list("id", "city_name", "source")
        same = [
            key
            for key, called, source in known
            if (source == city.source_id if source and city.source_id else folded(called) == name)
        ]
        return rows.filter(id__in=same[:1])

    def _settle(self) -> None:
        """Match, compare and screen; only what changed since the last time is calculated anew."""
        rows, present, help_of = self._stored.places, [], {}
        self._added: list[Ready] = []
        self._changed: list[tuple[Stored, Stored]] = []
        counts: Counter[str] = Counter()
        found = matched(self._facts.places, rows.values())
        for index, row in enumerate(found):
            if row is None:
                place = Stored._make((self._keys[index], *self._columns[index].values(), "", None, None, [], None))
                self._added.append((ADDED.key(place.id), *self._ready[index]))
                counts["added"] += 1
            else:
                place = self._merge(index, row)
                counts["unchanged" if place is row else "moved" if distance(place, row) > MOVED_M else "changed"] += 1
                if place is not row:
                    self._changed.append((row, place))
            present.append(place)
            help_of[place.id] = self._help[index]
        kept = {row.id for row in found if row is not None}
        self._gone = [row for key, row in rows.items() if key not in kept and row.gone_at is None]
        self._counts = {name: counts[name] for name in COUNTS} | {"gone": len(self._gone)}
        self._updates = [
            (
                *CHANGED.ready((*(getattr(place, name) for name in COLUMNS_OF_THE_MAP), None, self._now)),
                CHANGED.key(place.id),
            )
            for _row, place in self._changed
        ]
        self._screenings.settle(present, help_of.__getitem__, self._stored.screenings)

    def _merge(self, index: int, row: Stored) -> Stored:
        known = self._merged.get(row.id)
        if known is None or known[0] != index or known[1] is not row:
            known = self._merged[row.id] = index, row, merged_with(row, self._columns[index])
        return known[2]

    def write(self, progress: Progress = silent) -> tuple[Register, dict[str, int]]:
        """The register, and how many places were added, moved, changed otherwise, left alone, and are gone."""
        register = self._register().select_for_update(of=("self",)).first()
        is_new = register is None
        if register is None:
            register = Register(owner=self._extract.owner, city_name=self._facts.city.name)
        elif self._stored.look(register):
            self._settle()
        register.extract = self._extract
        register.imported_at = register.screened_at = self._now
        register.is_invented = self._facts.extract.fictitious
        for column, value in register_columns(self._facts).items():
            setattr(register, column, value)
        register.save()
        self._write_districts(register)
        total = len(self._facts.places)
        ADDED.insert(Place(**_of(register)), self._added, lambda done: progress("writing-places", done, total))
        CHANGED.update(self._updates)
        gone = Place.objects.for_system("a refresh of the register")
        for keys in batched([row.id for row in self._gone], BATCH):
            gone.filter(id__in=keys).update(gone_at=self._now, changed_at=self._now)
        self._screenings.write(register, lambda done: progress("writing-screenings", done, total))
        log.imported(
            register, is_new=is_new, counts=self._counts, digest=self._digest, changes=self._told(register)
        )  # fmt: skip
        return register, self._counts

    def _write_districts(self, register: Register) -> None:
        rows = [
            District(**_of(register), **district_columns(district, position))
            for position, district in enumerate(self._facts.districts)
        ]
        kept = District.objects.for_system("a refresh of the register").filter(register=register)
        kept.exclude(code__in=[row.code for row in rows]).delete()
        District.objects.bulk_create(
            rows,
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["register", "code"],
            update_fields=["position", "name", "names", "basis", "admin_level", "shape", "area_m2"],
        )

    def _told(self, register: Register) -> Iterable[Changed]:
        """What each place was before and is now: of those that stand under no stricter label than the register, under
        whose label the event stands."""
        pairs = [(row, place) for row, place in self._changed] + [
            (row, row._replace(gone_at=self._now)) for row in self._gone
        ]
        if len(pairs) > MOST_TOLD:
            return []
        least = strictness(register.label)
        return [
            Changed(Act.CHANGED, row.id, kind_of(Place), told)
            for row, place in pairs
            if strictness(row.label) <= least and (told := _differences(row, place))
        ]


def _of(register: Register) -> dict[str, Any]:
    """What a new part of the register has of it: who may read it."""
    return {
        "register": register,
        "owner": register.owner,
        "label": label_of_part(register),
        "closed_to_police": register.closed_to_police,
        "sharing_group_id": register.sharing_group_id,
    }


def _differences(before: Stored, after: Stored) -> dict[str, Pair]:
    names = [name for name in (*COLUMNS_OF_THE_MAP, "gone_at") if name not in UNTOLD]
    pairs = {name: Pair(_as_json(getattr(before, name)), _as_json(getattr(after, name))) for name in names}
    return {name: pair for name, pair in pairs.items() if pair.before != pair.after}


def _as_json(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _digest(places: Iterable[Mapping[str, Any]]) -> str:
    """One digest over all rows of an import: the history holds it instead of a line a place."""
    digest = hashlib.sha256()
    for columns in places:
        digest.update(json.dumps(columns, sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()

"""The job that reads an extract and writes its register: all of it in one transaction, or nothing.

A place keeps its key over refreshes, by the map object it came from (or one that was merged into it). What people
edited stays; a place that the new map lacks is marked, never deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.brief.screen import Screened, screen
from openward.foundation.history import log
from openward.foundation.identity.actions.assign import assign_maker
from openward.foundation.jobs.actions import made
from openward.foundation.jobs.registry import work
from openward.foundation.notices.actions import notify
from openward.foundation.visibility.actor import actor_of
from openward.methods.progress import Progress
from openward.methods.register import PlaceFacts
from openward.readers.basemap import write_basemap
from openward.rooms.places.actions.screen_register import screen_register
from openward.rooms.places.compute import district_columns, place_columns, register_columns
from openward.rooms.places.models import District, Extract, Place, Register

BATCH = 1000


@work("import-extract", _("Reading of a map extract"), tells_when_done=False)
def import_extract(job: Any, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Reads the extract named in the job's parameters; what is returned writes all of it and ends the job with it."""
    extract = Extract.objects.for_system("the job reads again what it was started for").get(
        id=job.parameters["extract"]
    )
    stored = Path(extract.file.path)
    with TemporaryDirectory() as folder:
        # Read under the name that the person gave it: errors, and a city without a boundary, are called by it.
        path = Path(folder) / (Path(extract.name).name or stored.name)
        path.symlink_to(stored)
        screened = screen(path, job.parameters["city"] or None, progress=progress)
    tiles = stored.with_suffix(".pmtiles")
    write_basemap(stored, tiles, progress=progress)

    def write() -> dict[str, Any]:
        register, counts = write_register(extract, screened, progress)
        keep_tiles(register, tiles)
        assign_maker(actor_of(extract.uploaded_by), register)
        assign_maker(actor_of(extract.uploaded_by), extract)
        made(job, register)
        notify([extract.uploaded_by], "register-imported", record=register, parameters=counts)
        return {"register": str(register.id), **counts}

    return write


def keep_tiles(register: Register, tiles: Path) -> None:
    """Store the drawn base map, and drop the former one once the new register is confirmed."""
    former = register.tiles.name
    with tiles.open("rb") as opened:
        register.tiles.save(f"{register.id}.pmtiles", File(opened), save=True)
    tiles.unlink()
    if former:
        transaction.on_commit(lambda: register.tiles.storage.delete(former))


def write_register(extract: Extract, screened: Screened, progress: Progress) -> tuple[Register, dict[str, int]]:
    """Write or refresh the owner's register of that city. Call it within a transaction."""
    facts = screened.register
    now = timezone.now()
    register = Register.objects.for_system("one register a city").filter(
        owner=extract.owner, city_name=facts.city.name
    ).first() or Register(owner=extract.owner, city_name=facts.city.name)
    is_new = register._state.adding
    register.extract = extract
    register.imported_at = now
    register.is_invented = facts.extract.fictitious
    for column, value in register_columns(facts).items():
        setattr(register, column, value)
    register.save()
    _write_districts(register, screened)
    counts = _write_places(register, facts.places, now, progress)
    screen_register(register, screened.help, progress)
    log.imported(register, is_new=is_new, counts=counts, digest=_digest(facts.places))
    return register, counts


def _write_districts(register: Register, screened: Screened) -> None:
    rows = [
        District(register=register, owner=register.owner, label=register.label, **district_columns(district, position))
        for position, district in enumerate(screened.register.districts)
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


def _write_places(
    register: Register, places: Sequence[PlaceFacts], now: datetime, progress: Progress
) -> dict[str, int]:
    """Counts of places added, changed, unchanged and gone."""
    known = _known_places(register)
    counts = {"added": 0, "changed": 0, "unchanged": 0, "gone": 0}
    seen: set[UUID] = set()
    new: list[Place] = []
    for done, facts in enumerate(places):
        if done % BATCH == 0:
            progress("writing-places", done, len(places))
        columns = place_columns(facts)
        row = next(
            (known[source] for source in facts.source_ids if source in known and known[source].id not in seen), None
        )
        if row is None:
            new.append(Place(register=register, owner=register.owner, label=register.label, **columns))
            counts["added"] += 1
            continue
        seen.add(row.id)
        changed = row.gone_at is not None
        row.gone_at = None
        for column, value in columns.items():
            if column not in row.edited and not _same(getattr(row, column), value):
                setattr(row, column, value)
                changed = True
        if changed:
            row.save()
        counts["changed" if changed else "unchanged"] += 1
    Place.objects.bulk_create(new, batch_size=BATCH)
    gone = [
        row.id for row in {row.id: row for row in known.values()}.values() if row.id not in seen and not row.gone_at
    ]
    for start in range(0, len(gone), BATCH):
        counts["gone"] += (
            Place.objects.for_system("a refresh of the register")
            .filter(id__in=gone[start : start + BATCH])
            .update(gone_at=now)
        )
    return counts


def _known_places(register: Register) -> Mapping[str, Place]:
    """Rows by every map object that was ever merged into them; a place's own object wins."""
    known: dict[str, Place] = {}
    rows = list(Place.objects.for_system("a refresh of the register").filter(register=register))
    for row in rows:
        for source in row.source_ids:
            known.setdefault(source, row)
    known.update({row.source_id: row for row in rows})
    return known


def _same(stored: Any, fresh: Any) -> bool:
    """Whether a stored JSON value is what the reader gives now: tuples and lists are one thing to JSON."""
    return stored == fresh or json.dumps(stored, sort_keys=True) == json.dumps(fresh, sort_keys=True)


def _digest(places: Sequence[PlaceFacts]) -> str:
    """One digest over all rows of an import: the history holds it instead of a line a place."""
    digest = hashlib.sha256()
    for facts in places:
        digest.update(json.dumps(place_columns(facts), sort_keys=True, ensure_ascii=False).encode())
    return digest.hexdigest()

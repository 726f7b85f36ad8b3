"""The job that reads an extract and writes its register: all of it in one transaction, or nothing.

Everything is calculated before that transaction: on SQLite nobody else writes while it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openward.brief.screen import screen
from openward.foundation.identity.actions.assign import assign_maker
from openward.foundation.jobs.actions import made
from openward.foundation.jobs.registry import work
from openward.foundation.notices.actions import notify
from openward.foundation.visibility.actor import actor_of
from openward.methods.progress import Progress
from openward.readers.basemap import write_basemap
from openward.rooms.places.actions.write_register import RegisterPlan
from openward.rooms.places.counted import LEFT_OUT, READ, in_words
from openward.rooms.places.models import Extract, Register


def what_was_read(result: dict[str, Any]) -> list[tuple[Any, int]]:
    """What the job's page tells: what became of the register's places, and what of the map is not among them."""
    return in_words(READ, result) + in_words(LEFT_OUT, result.get("left_out", {}))


@work("import-extract", _("Reading of a map extract"), tells_when_done=False, facts=what_was_read)
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
    tiles = draw_tiles(extract, stored, progress)
    plan = RegisterPlan(extract, screened, progress)

    def write() -> dict[str, Any]:
        register, counts = plan.write(progress)
        keep_tiles(register, tiles)
        assign_maker(actor_of(extract.uploaded_by), register)
        assign_maker(actor_of(extract.uploaded_by), extract)
        made(job, register)
        notify([extract.uploaded_by], "register-imported", record=register, parameters=counts)
        return {"register": str(register.id), **counts, "left_out": register.left_out}

    return write


def draw_tiles(extract: Extract, stored: Path, progress: Progress) -> str:
    """The name of the drawn base map in the storage; empty where the extract has nothing to draw. It is named by the
    extract: another attempt at the same job draws it over."""
    storage, name = Register._meta.get_field("tiles").storage, f"tiles/{extract.id}.pmtiles"
    target = Path(storage.path(name))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not write_basemap(stored, target, progress=progress):
        return ""
    target.chmod(0o600)
    return name


def keep_tiles(register: Register, name: str) -> None:
    """Give the register its base map, and drop the former one once that is confirmed."""
    former, storage = register.tiles.name, register.tiles.storage
    register.tiles.name = name
    register.save(update_fields=["tiles"])
    if former and former != name:
        transaction.on_commit(lambda: storage.delete(former))

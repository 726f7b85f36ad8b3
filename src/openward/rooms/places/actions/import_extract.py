"""The job that reads an extract and writes its register: all of it in one transaction, or nothing.

Everything is calculated before that transaction: on SQLite nobody else writes while it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
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
from openward.rooms.places.models import Extract, Register


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
    plan = RegisterPlan(extract, screened, progress)

    def write() -> dict[str, Any]:
        register, counts = plan.write(progress)
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

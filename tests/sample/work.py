"""A job over the sample records that a test can hold at two places, so that its worker can be killed there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openward.foundation.history import log
from openward.foundation.jobs.actions import made
from openward.foundation.jobs.registry import work
from openward.methods.progress import Progress
from tests.sample.models import Site


def hold(job: Any, place: str) -> None:
    """Say that the job is there; stay for as long as the file says so."""
    folder = Path(job.parameters["folder"])
    (folder / f"reached-{place}").touch()
    while (folder / f"hold-{place}").exists():
        time.sleep(0.02)


@work("rename-sites", "Rename sites")
def rename_sites(job: Any, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Give every site of the owner the name in the job's parameters; held `before` writing and `within` it."""
    progress("reading-register", 1, 3)
    hold(job, "before")
    progress("reading-register", 2, 3)

    def write() -> dict[str, Any]:
        sites = list(Site.objects.for_system("the job of a test").filter(owner=job.owner_id).order_by("id"))
        for site in sites:
            with log.change(site):
                site.name = job.parameters["name"]
                site.save()
        if sites:
            made(job, sites[0].work)
        hold(job, "within")
        return {"sites": len(sites)}

    return write

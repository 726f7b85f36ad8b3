"""Real worker processes on the real queue: they run, show how far they are, stop when asked, and may be killed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from openward.foundation.history import integrity
from openward.foundation.history.models import Event
from openward.foundation.jobs import interruption
from openward.foundation.jobs.actions import cancel, retry, start
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.labels import Label
from tests.foundation.scene import Scene, a_city
from tests.sample.models import Site

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60

pytestmark = pytest.mark.django_db(transaction=True)


def worker(workers: list[subprocess.Popen[bytes]]) -> subprocess.Popen[bytes]:
    """Runs what is in the queue, then ends."""
    command = [sys.executable, "-m", "django", "db_worker", "--batch", "--no-startup-delay", "--verbosity", "0"]
    workers.append(subprocess.Popen(command, cwd=ROOT))
    return workers[-1]


def started(scene: Scene, folder: Path, *holds: str, **parameters: object) -> Job:
    for place in holds:
        (folder / f"hold-{place}").touch()
    given = {"folder": str(folder), "name": "By a job", **parameters}
    return start(scene.actor("officer"), "rename-sites", scene.city, Label.AMBER_STRICT, scene.work, given)


def fresh(job: Job) -> Job:
    return Job.objects.for_system("test").get(id=job.id)


def names() -> set[str]:
    return set(Site.objects.for_system("test").values_list("name", flat=True))


def wait_until(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def problems(scene: Scene) -> list[object]:
    return [found for found in integrity.check().problems if found.parameters.get("chain") == str(scene.city.id)]


def test_a_worker_shows_how_far_it_is_stops_when_asked_and_goes_on_with_the_next_job(
    tmp_path: Path, workers: list[subprocess.Popen[bytes]]
) -> None:
    scene = a_city()
    job = started(scene, tmp_path, "before", name="Cancelled")
    following = started(scene, tmp_path)
    process = worker(workers)
    wait_until(lambda: fresh(job).done == 1)
    seen = fresh(job)
    assert (seen.state, seen.stage, seen.total) == (State.RUNNING, "reading-register", 3)
    cancel(scene.actor("officer"), seen)
    time.sleep(1.2)  # the worker looks twice a second
    (tmp_path / "hold-before").unlink()
    assert process.wait(PATIENCE) == 0
    assert fresh(job).state == State.CANCELLED
    assert (fresh(following).state, fresh(following).result) == (State.DONE, {"sites": 1})
    assert names() == {"By a job"}
    assert Event.objects.get(verb="changed").person == scene.officer
    assert set(DBTaskResult.objects.values_list("status", "traceback")) == {("SUCCESSFUL", "")}


def test_a_worker_that_is_killed_leaves_nothing_half_written_and_its_job_starts_again(
    tmp_path: Path, workers: list[subprocess.Popen[bytes]]
) -> None:
    scene = a_city()
    Site.objects.create(owner=scene.city, work=scene.work, name="Site")
    job = started(scene, tmp_path, "within")
    process = worker(workers)
    wait_until((tmp_path / "reached-within").exists)
    process.kill()
    assert process.wait() == -9
    # What was confirmed is there, what was not is not, and the history agrees.
    assert names() == {"Site"}
    assert not Event.objects.filter(verb="changed").exists()
    assert problems(scene) == []
    assert fresh(job).state == State.RUNNING
    assert interruption.find(timezone.now() + 2 * interruption.LOST_AFTER) == [job]
    assert fresh(job).state == State.INTERRUPTED
    (tmp_path / "hold-within").unlink()
    again = retry(scene.actor("officer"), fresh(job))
    run_job.call(str(again.id), again.attempt)
    assert (fresh(job).state, fresh(job).attempt, fresh(job).result) == (State.DONE, 2, {"sites": 2})
    assert names() == {"By a job"}
    assert problems(scene) == []


def test_a_fault_in_a_job_leaves_no_traceback_with_data_in_the_queue(tmp_path: Path) -> None:
    scene = a_city()
    job = started(scene, tmp_path)
    Job.objects.for_system("test").filter(id=job.id).update(parameters={"folder": "/no/such/secret/folder"})
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0, interval=0)
    queued = DBTaskResult.objects.get(id=job.task)
    assert (queued.status, queued.traceback) == ("SUCCESSFUL", "")
    assert fresh(job).error_code == "job-failed-unexpectedly"

"""A worker that is killed with SIGKILL anywhere in an import leaves all or nothing, and its job starts again.

Real worker processes on real maps: they are stopped at a report of progress and killed from outside.
"""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from openward.foundation.history import integrity, log
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.jobs import interruption
from openward.foundation.jobs.actions import retry
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actor import actor_of
from openward.rooms.places import selectors
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.upload_extract import upload_extract
from openward.rooms.places.models import District, Place, Register, Screening
from tests import factories
from tests.rooms.places.maps import newer_map

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60
KEYS = {"id", "register_id", "owner_id", "place_id", "extract_id", "tiles", "changed_at", "computed_at"}
MOMENTS = {"imported_at", "screened_at", "gone_at"}

pytestmark = pytest.mark.django_db(transaction=True)


class City:
    """An organisation whose officer reads maps."""

    def __init__(self) -> None:
        self.organisation = factories.organisation()
        self.officer = factories.member(self.organisation, Role.COORDINATOR)

    @property
    def actor(self) -> Any:
        return actor_of(self.officer)

    def uploads(self, file: Path) -> Job:
        with log.context(self.officer):
            return upload_extract(
                self.actor, self.organisation, SimpleUploadedFile("city.osm.pbf", file.read_bytes()), ""
            )

    def reads(self, file: Path) -> None:
        """Undisturbed."""
        job = self.uploads(file)
        run_job.call(str(job.id), job.attempt)
        assert fresh(job).state == State.DONE, fresh(job).error_code

    def rows(self, model: Any) -> Any:
        return model.objects.for_system("a test").filter(owner=self.organisation)

    def stored(self, without: set[str] = frozenset()) -> dict[str, list[dict[str, Any]]]:
        """Everything of the register, each table in an order that does not depend on keys."""
        order = {Register: "city_name", District: "code", Place: "source_id", Screening: "place__source_id"}
        return {
            model.__name__: [
                {name: value for name, value in row.items() if name not in without}
                for row in self.rows(model).order_by(by).values()
            ]
            for model, by in order.items()
        }

    def history(self) -> list[tuple[Any, ...]]:
        return list(Event.objects.filter(chain=self.organisation.id).order_by("sequence").values_list("verb", "digest"))


def fresh(job: Job) -> Job:
    return Job.objects.for_system("a test").get(id=job.id)


def killed(job: Job, folder: Path, stage: str, done: int, workers: list[subprocess.Popen[bytes]]) -> Job:
    """The job, after its worker was killed there and after that was found; started again, it waits for a worker."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.rooms.places.held_worker", str(folder), stage, str(done)]
    workers.append(subprocess.Popen(command, cwd=ROOT))
    until = time.monotonic() + PATIENCE
    while not (folder / "reached").exists():
        assert workers[-1].poll() is None, "the worker ended before it came there"
        assert time.monotonic() < until, f"it did not come to {stage}"
        time.sleep(0.02)
    workers[-1].kill()
    assert workers[-1].wait() == -9
    assert fresh(job).state == State.RUNNING
    assert interruption.find(timezone.now() + 2 * interruption.LOST_AFTER) == [job]
    lost = fresh(job)
    assert (lost.state, lost.error_code) == (State.INTERRUPTED, "job-interrupted")
    return lost


def problems(city: City) -> list[object]:
    return [one for one in integrity.check().problems if one.parameters.get("chain") == str(city.organisation.id)]


def test_an_import_that_is_killed_anywhere_is_none_and_succeeds_when_it_starts_again(
    tmp_path: Path, workers: list[subprocess.Popen[bytes]], tiny_map: Path
) -> None:
    city, undisturbed = City(), City()
    undisturbed.reads(tiny_map)
    job = city.uploads(tiny_map)
    for number, (stage, done) in enumerate(
        [
            ("reading-nodes", 0),
            ("comparing-places", 0),
            ("writing-places", 40),
            ("writing-screenings", 40),
        ]
    ):
        job = killed(job, tmp_path / str(number), stage, done, workers)
        assert job.attempt == number + 1
        assert not any(city.rows(model).exists() for model in (Register, District, Place, Screening))
        assert list(selectors.registers(city.actor)) == []
        assert "imported" not in {verb for verb, _digest in city.history()}
        assert problems(city) == []
        with log.context(city.officer):
            job = retry(city.actor, job)
    run_job.call(str(job.id), job.attempt)
    assert (fresh(job).state, fresh(job).attempt) == (State.DONE, 5)
    assert city.stored(KEYS | MOMENTS) == undisturbed.stored(KEYS | MOMENTS)
    register = selectors.registers(city.actor).get()
    assert [file.name for file in Path(register.tiles.path).parent.glob(f"*{register.extract_id}*")] == [
        Path(register.tiles.path).name
    ]
    assert problems(city) == []


def test_a_refresh_that_is_killed_within_its_transaction_leaves_the_former_register_whole(
    tmp_path: Path, workers: list[subprocess.Popen[bytes]], tiny_map: Path, tiny_screened: Any
) -> None:
    points = [place.id for place in tiny_screened.register.places if place.id.startswith("n") and place.name]
    newer = newer_map(tiny_map, tmp_path / "newer.osm.pbf", points)
    city, undisturbed = City(), City()
    for one in (city, undisturbed):
        one.reads(tiny_map)
        place = one.rows(Place).get(source_id=min(newer.moved))
        with log.context(one.officer):
            change_place(one.actor, place, {"name": "As people call it", "last_visit": date(2026, 1, 1)})
    confirmed, told = city.stored(), city.history()
    job = city.uploads(newer.map)
    job = killed(job, tmp_path / "within", "writing-screenings", 0, workers)
    assert city.stored() == confirmed
    assert city.history()[: len(told)] == told
    assert "refreshed" not in {verb for verb, _digest in city.history()}
    assert problems(city) == []
    with log.context(city.officer):
        job = retry(city.actor, job)
    run_job.call(str(job.id), job.attempt)
    undisturbed.reads(newer.map)
    assert fresh(job).state == State.DONE
    assert city.stored(KEYS | MOMENTS) == undisturbed.stored(KEYS | MOMENTS)
    assert city.rows(Place).get(name="As people call it").source_id == min(newer.moved)
    assert problems(city) == []

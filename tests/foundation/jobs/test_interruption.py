"""Jobs whose worker is gone are found, say so, and start again; a worker that only seemed gone cannot write."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from openward.foundation.jobs import interruption
from openward.foundation.jobs.actions import cancel, retry, start
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.registry import work
from openward.foundation.jobs.running import run_job
from openward.foundation.notices.selectors import unread
from openward.foundation.visibility.labels import Label
from tests.foundation.scene import Scene
from tests.sample.models import Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("works")]
LATER = interruption.LOST_AFTER + timedelta(seconds=1)


@pytest.fixture
def job(scene: Scene) -> Job:
    work("test-work", "Test work")(lambda job, progress: {})
    return start(scene.actor("officer"), "test-work", scene.city, Label.GREEN)


def put(job: Job, **fields: Any) -> None:
    Job.objects.for_system("test").filter(id=job.id).update(**fields)


def fresh(job: Job) -> Job:
    return Job.objects.for_system("test").get(id=job.id)


def test_a_running_job_without_a_sign_of_life_is_found_and_its_person_is_told(scene: Scene, job: Job) -> None:
    put(job, state=State.RUNNING, beat_at=timezone.now())
    assert interruption.find() == []
    assert interruption.find(timezone.now() + LATER) == [job]
    assert (fresh(job).state, fresh(job).error_code) == (State.INTERRUPTED, "job-interrupted")
    assert unread(scene.actor("officer"))[0].code == "job-interrupted"
    assert interruption.find(timezone.now() + LATER) == []


def test_a_job_that_waits_for_long_is_not_lost(job: Job) -> None:
    assert interruption.find(timezone.now() + timedelta(days=3)) == []


def test_a_job_whose_worker_died_before_it_claimed_it_is_found(job: Job) -> None:
    DBTaskResult.objects.filter(id=job.task).update(status="RUNNING", started_at=timezone.now())
    assert interruption.find() == []
    assert interruption.find(timezone.now() + LATER) == [job]


def test_an_interrupted_job_starts_again(scene: Scene, job: Job) -> None:
    put(job, state=State.RUNNING, beat_at=timezone.now())
    interruption.find(timezone.now() + LATER)
    again = retry(scene.actor("officer"), fresh(job))
    run_job.call(str(again.id), again.attempt)
    assert fresh(job).state == State.DONE


def test_a_worker_that_comes_back_after_its_job_was_given_up_writes_nothing(scene: Scene) -> None:
    def function(job: Job, progress: Any) -> Any:
        assert interruption.find(timezone.now() + LATER) == [job]
        retry(scene.actor("officer"), fresh(job))
        return lambda: Work.objects.for_system("test").update(name="Twice")

    work("test-work", "Test work")(function)
    job = start(scene.actor("officer"), "test-work", scene.city, Label.GREEN)
    run_job.call(str(job.id), job.attempt)
    assert (fresh(job).state, fresh(job).attempt) == (State.WAITING, 2)
    assert Work.objects.for_system("test").get().name == "Work"


def test_a_worker_that_lost_its_job_stops_at_its_next_report(scene: Scene, monkeypatch) -> None:
    monkeypatch.setattr("openward.foundation.jobs.reporting.WRITE_SECONDS", 0)
    went_on = []

    def function(job: Job, progress: Any) -> Any:
        interruption.find(timezone.now() + LATER)
        progress("reading-extract")
        went_on.append(True)

    work("test-work", "Test work")(function)
    job = start(scene.actor("officer"), "test-work", scene.city, Label.GREEN)
    run_job.call(str(job.id), job.attempt)
    assert not went_on
    assert fresh(job).state == State.INTERRUPTED


def test_a_job_that_is_over_stays_as_it_is_when_somebody_wants_to_stop_it(scene: Scene, job: Job) -> None:
    run_job.call(str(job.id), job.attempt)
    cancel(scene.actor("officer"), fresh(job))
    assert fresh(job).state == State.DONE


def test_looking_for_lost_jobs_costs_one_query(job: Job, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        interruption.find()

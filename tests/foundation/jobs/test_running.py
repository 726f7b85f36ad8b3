"""A job from the wish to its end: done, failed, stopped; by whom, with what in the log."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.utils import translation

from openward.foundation.history import log
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.jobs.actions import cancel, made, retry, start
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.registry import work
from openward.foundation.jobs.running import run_job
from openward.foundation.jobs.selectors import error_sentence, mine
from openward.foundation.notices.models import Notice
from openward.foundation.notices.selectors import unread
from openward.foundation.traces.selectors import traces_of
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import may_read
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Work

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("works")]


def started(scene: Scene, function: Any, **how: Any) -> Job:
    work("test-work", "Test work")(function)
    return start(scene.actor("officer"), "test-work", scene.city, how.pop("label", Label.AMBER_STRICT), **how)


def run(job: Job) -> Job:
    run_job.call(str(job.id), job.attempt)
    return fresh(job)


def fresh(job: Job) -> Job:
    return Job.objects.for_system("test").get(id=job.id)


def rename(scene: Scene, name: str) -> None:
    with log.change(scene.work):
        scene.work.name = name
        scene.work.save()


def test_a_job_runs_as_the_person_who_asked_for_it(scene: Scene) -> None:
    def function(job: Job, progress: Any) -> dict[str, Any]:
        progress("writing-places", 1, 2)
        rename(scene, job.parameters["name"])
        return {"renamed": 1}

    job = started(scene, function, parameters={"name": "By a job"})
    assert job.state == State.WAITING
    job = run(job)
    assert (job.state, job.result) == (State.DONE, {"renamed": 1})
    assert job.started_at is not None
    assert job.ended_at is not None
    changed = Event.objects.get(verb="changed")
    assert (changed.person, changed.request) == (scene.officer, f"job {job.id}")


def test_what_the_work_gives_to_write_is_written_together_with_the_end(scene: Scene) -> None:
    def write() -> dict[str, Any]:
        assert fresh(job).state == State.RUNNING
        rename(scene, "Written last")
        return {"renamed": 1}

    job = started(scene, lambda job, progress: write)
    assert run(job).result == {"renamed": 1}
    assert Work.objects.for_system("test").get().name == "Written last"


def test_what_fails_while_it_writes_leaves_nothing(scene: Scene) -> None:
    def write() -> dict[str, Any]:
        rename(scene, "Half")
        raise OpenwardError("no-places", city="X")

    job = run(started(scene, lambda job, progress: write))
    assert (job.state, job.error_code, job.error_parameters) == (State.FAILED, "no-places", {"city": "X"})
    assert Work.objects.for_system("test").get().name == "Work"


def test_an_error_is_told_in_the_language_of_whoever_reads_it(scene: Scene) -> None:
    def function(job: Job, progress: Any) -> dict[str, Any]:
        raise OpenwardError("undo-conflict", fields=["a", "b"])

    job = run(started(scene, function))
    assert "(a, b)" in error_sentence(job)
    with translation.override("fr"):
        french = error_sentence(job)
    assert french != error_sentence(job)
    assert "(a, b)" in french


def test_a_fault_of_ours_is_logged_without_data_and_told_calmly(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    def function(job: Job, progress: Any) -> dict[str, Any]:
        raise RuntimeError("the weak spot of the market hall")

    job = run(started(scene, function))
    assert job.error_code == "job-failed-unexpectedly"
    assert str(job.id) in error_sentence(job)
    logged = "\n".join(str(record.msg) + str(record.args) for record in caplog.records)
    assert "RuntimeError" in logged
    assert "test_running.py" in logged
    assert "market hall" not in logged + error_sentence(job) + json.dumps(job.error_parameters)


def test_work_that_nobody_registered_is_refused(scene: Scene) -> None:
    with pytest.raises(LookupError):
        start(scene.actor("officer"), "no-such-work", scene.city, Label.GREEN)
    assert not Job.objects.for_system("test").exists()


def test_only_who_may_make_records_of_the_owner_starts_a_job(scene: Scene) -> None:
    work("test-work")(lambda job, progress: {})
    reader = factories.member(scene.city, Role.READER, [scene.work])
    for actor in (actor_of(reader), scene.actor("stranger"), scene.actor("staff")):
        with pytest.raises(Refused):
            start(actor, "test-work", scene.city, Label.GREEN)


@pytest.mark.parametrize("label", [Label.RED, Label.AMBER_STRICT, Label.AMBER, Label.GREEN])
def test_who_starts_a_job_sees_it_and_a_stranger_does_not(scene: Scene, label: str) -> None:
    job = started(scene, lambda job, progress: {}, label=label)
    assert may_read(scene.actor("officer"), job)
    assert list(mine(scene.actor("officer"))) == [job]
    assert not may_read(scene.actor("stranger"), job)


def test_the_history_says_who_is_named_on_a_job_that_is_for_named_people(scene: Scene) -> None:
    job = started(scene, lambda job, progress: {}, label=Label.RED)
    assert list(Event.objects.filter(record=job.id).order_by("sequence").values_list("verb", flat=True)) == [
        "started", "named-reader",
    ]  # fmt: skip


def test_who_is_assigned_to_the_subject_sees_the_job(scene: Scene) -> None:
    job = started(scene, lambda job, progress: {}, subject=scene.work)
    assert may_read(scene.actor("coordinator"), job)
    unassigned = actor_of(factories.member(scene.city, Role.COORDINATOR))
    assert not may_read(unassigned, job)


def test_a_waiting_job_stops_at_once_and_never_runs(scene: Scene) -> None:
    job = started(scene, lambda job, progress: rename(scene, "Ran"))
    with log.context(scene.officer):
        cancel(scene.actor("officer"), job)
    assert run(job).state == State.CANCELLED
    assert Work.objects.for_system("test").get().name == "Work"
    assert Event.objects.get(verb="cancelled").person == scene.officer


def test_a_running_job_stops_at_its_next_report_and_writes_nothing(scene: Scene, monkeypatch) -> None:
    monkeypatch.setattr("openward.foundation.jobs.reporting.WRITE_SECONDS", 0)

    def function(job: Job, progress: Any) -> Any:
        progress("reading-extract")
        cancel(scene.actor("officer"), fresh(job))
        progress("reading-extract", 1)
        raise AssertionError("it went on")

    job = run(started(scene, function))
    assert (job.state, job.error_code) == (State.CANCELLED, "")
    assert job.ended_at is not None


def test_a_wish_to_stop_that_no_report_noticed_still_keeps_the_work_from_writing(scene: Scene) -> None:
    def function(job: Job, progress: Any) -> Any:
        cancel(scene.actor("officer"), fresh(job))
        return lambda: rename(scene, "Too late")

    assert run(started(scene, function)).state == State.CANCELLED
    assert Work.objects.for_system("test").get().name == "Work"


def test_only_who_started_it_or_may_change_it_stops_it(scene: Scene) -> None:
    job = started(scene, lambda job, progress: {}, subject=scene.work)
    reader = actor_of(factories.member(scene.city, Role.READER, [scene.work]))
    with pytest.raises(Refused):
        cancel(reader, job)
    cancel(scene.actor("coordinator"), job)
    assert fresh(job).state == State.CANCELLED


def test_a_job_that_failed_is_started_again_by_one_click(scene: Scene) -> None:
    attempts = []

    def function(job: Job, progress: Any) -> dict[str, Any]:
        attempts.append(job.attempt)
        if len(attempts) == 1:
            raise OpenwardError("no-places", city="X")
        return {"places": 3}

    job = run(started(scene, function))
    again = retry(scene.actor("officer"), job)
    assert (again.state, again.attempt, again.error_code) == (State.WAITING, 2, "")
    # The queue's entry of the first attempt comes once more: it finds nothing to do.
    run_job.call(str(job.id), 1)
    assert fresh(job).state == State.WAITING
    assert run(again).result == {"places": 3}
    assert attempts == [1, 2]
    with pytest.raises(OpenwardError, match="job-not-over"):
        retry(scene.actor("officer"), fresh(job))


def test_the_person_is_told_how_it_ended(scene: Scene) -> None:
    run(started(scene, lambda job, progress: {}))
    [notice] = unread(scene.actor("officer"))
    assert notice.text == "Done: \u2068Test work\u2069"
    assert notice.address.startswith("/jobs/")
    assert Notice.objects.count() == 1


def test_progress_is_written_at_most_twice_a_second(scene: Scene, django_assert_max_num_queries) -> None:
    def function(job: Job, progress: Any) -> dict[str, Any]:
        with django_assert_max_num_queries(2):
            for number in range(20_000):
                progress("reading-extract", number, 20_000)
        return {}

    job = run(started(scene, function))
    assert job.state == State.DONE
    assert (job.stage, job.total) == ("reading-extract", 20_000)


def test_parameters_of_errors_are_kept_as_plain_values(scene: Scene) -> None:
    from pathlib import Path

    def function(job: Job, progress: Any) -> dict[str, Any]:
        raise OpenwardError("no-places", city=Path("a/b"), near=(1, Path("c")), share=0.5, none=None)

    job = run(started(scene, function))
    assert job.error_parameters == {"city": "a/b", "near": [1, "c"], "share": 0.5, "none": None}


def test_what_a_job_made_is_a_link_on_both_pages(scene: Scene) -> None:
    def function(job: Job, progress: Any) -> Any:
        def write() -> dict[str, Any]:
            made(job, scene.work)
            made(job, scene.work)
            return {}

        return write

    job = run(started(scene, function))
    [there] = traces_of(scene.actor("officer"), job)
    [back] = traces_of(scene.actor("officer"), scene.work)
    assert (there.words, there.title) == ("made", "Work")
    assert (back.words, back.address) == ("was made by", f"/jobs/{job.id}/")
    # Who is assigned to the work and not to the job sees no trace of it.
    assert traces_of(scene.actor("coordinator"), scene.work) == []
    theirs = Work.objects.create(owner=scene.other_city, name="Theirs")
    with pytest.raises(ValueError, match="owner"):
        made(job, theirs)

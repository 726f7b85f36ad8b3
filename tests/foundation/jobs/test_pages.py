"""The pages of jobs, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from openward.foundation.jobs import interruption
from openward.foundation.jobs.actions import start
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.registry import work
from openward.foundation.visibility.labels import Label
from tests.foundation.scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("works")]


@pytest.fixture
def job(scene: Scene) -> Iterator[Job]:
    work("test-work", "Test work")(lambda job, progress: {})
    return start(scene.actor("officer"), "test-work", scene.city, Label.AMBER_STRICT)


@pytest.fixture
def officer(scene: Scene, client: Client) -> Client:
    client.force_login(scene.officer)
    return client


def put(job: Job, **fields: object) -> None:
    Job.objects.for_system("test").filter(id=job.id).update(**fields)


def test_the_list_is_of_my_jobs(scene: Scene, job: Job, officer: Client) -> None:
    assert f"/jobs/{job.id}/" in officer.get("/jobs/").content.decode()
    officer.force_login(scene.coordinator)
    assert f"/jobs/{job.id}/" not in officer.get("/jobs/").content.decode()


def test_a_running_job_shows_its_stage_and_asks_for_itself_again(job: Job, officer: Client) -> None:
    put(job, state=State.RUNNING, beat_at=timezone.now(), stage="reading-extract", done=1, total=4)
    page = officer.get(f"/jobs/{job.id}/").content.decode()
    assert "Reading the map extract" in page
    assert 'value="0.250"' in page
    assert f'hx-get="/jobs/{job.id}/progress"' in page
    # Without JavaScript the page reloads itself, and has a link.
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    fragment = officer.get(f"/jobs/{job.id}/progress")
    assert "HX-Refresh" not in fragment
    assert "<html" not in fragment.content.decode()


def test_the_fragment_of_a_job_that_ended_reloads_the_page_around_it(job: Job, officer: Client) -> None:
    put(job, state=State.DONE)
    fragment = officer.get(f"/jobs/{job.id}/progress")
    assert fragment["HX-Refresh"] == "true"
    assert "hx-get" not in fragment.content.decode()
    assert "http-equiv" not in officer.get(f"/jobs/{job.id}/").content.decode()


def test_a_stage_without_a_known_total_shows_no_share(job: Job, officer: Client) -> None:
    put(job, state=State.RUNNING, beat_at=timezone.now(), stage="no-such-stage", done=1200)
    page = officer.get(f"/jobs/{job.id}/").content.decode()
    assert "no-such-stage" in page
    assert "1,200" in page
    assert "value=" not in page.split("<progress")[1].split(">")[0]


def test_a_job_is_stopped_by_a_button_that_posts(job: Job, officer: Client) -> None:
    address = f"/jobs/{job.id}/cancel"
    assert address in officer.get(f"/jobs/{job.id}/").content.decode()
    assert officer.get(address).status_code == 405
    assert officer.post(address)["Location"] == f"/jobs/{job.id}/"
    assert Job.objects.for_system("test").get().state == State.CANCELLED


def test_an_interrupted_job_is_found_when_somebody_looks_and_starts_again_by_one_click(
    job: Job, officer: Client
) -> None:
    put(job, state=State.RUNNING, beat_at=timezone.now() - 2 * interruption.LOST_AFTER)
    page = officer.get(f"/jobs/{job.id}/").content.decode()
    assert "The worker that did this was stopped." in page
    assert f"/jobs/{job.id}/retry" in page
    assert "It is in the queue again." in officer.post(f"/jobs/{job.id}/retry", follow=True).content.decode()
    assert Job.objects.for_system("test").get().state == State.WAITING
    again = officer.post(f"/jobs/{job.id}/retry", follow=True).content.decode()
    assert "cannot be started again" in again


def test_an_error_is_a_sentence_with_the_number_of_the_job(job: Job, officer: Client) -> None:
    put(job, state=State.FAILED, error_code="job-failed-unexpectedly", error_parameters={"job": str(job.id)})
    page = officer.get(f"/jobs/{job.id}/").content.decode()
    assert f"the number of the job: {job.id}" in page


def test_an_error_that_an_older_version_kept_is_shown_as_it_is(job: Job, officer: Client) -> None:
    put(job, state=State.FAILED, error_code="undo-conflict", error_parameters={"former": 1})
    assert "undo-conflict (former=1)" in officer.get(f"/jobs/{job.id}/").content.decode()


def test_a_stranger_finds_no_job_and_stops_none(scene: Scene, job: Job, officer: Client) -> None:
    officer.force_login(scene.stranger)
    for address in ("", "progress"):
        assert officer.get(f"/jobs/{job.id}/{address}").status_code == 404
    for address in ("cancel", "retry"):
        assert officer.post(f"/jobs/{job.id}/{address}").status_code == 404
    officer.logout()
    assert officer.get(f"/jobs/{job.id}/").status_code == 302


def test_many_jobs_are_paged_in_a_number_of_queries_that_does_not_grow(
    scene: Scene, job: Job, officer: Client, django_assert_max_num_queries
) -> None:
    for _ in range(55):
        start(scene.actor("officer"), "test-work", scene.city, Label.GREEN)
    with django_assert_max_num_queries(20):
        first = officer.get("/jobs/")
    second = officer.get(first.context["slice"].later)
    assert [len(page.context["jobs"]) for page in (first, second)] == [50, 6]


def test_home_shows_what_is_under_way(job: Job, officer: Client) -> None:
    assert f"/jobs/{job.id}/progress" in officer.get("/").content.decode()
    put(job, state=State.DONE)
    assert f"/jobs/{job.id}/progress" not in officer.get("/").content.decode()

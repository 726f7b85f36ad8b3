"""The visits of a register are worked out anew: when somebody asks, and without undoing what people do meanwhile."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from openward.foundation.history.models import Event
from openward.foundation.history.selectors import versions_of
from openward.foundation.identity.models import Role
from openward.foundation.jobs.actions import cancel
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.reporting import Report
from openward.foundation.jobs.running import run_job
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.progress import silent
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.screen_register import RegisterScreening
from openward.rooms.places.actions.work_anew import WORK, registers_due, work_anew, work_out_daily
from openward.rooms.places.models import Place, Register, Screening
from openward.rooms.places.selectors import position_of
from tests import factories

pytestmark = pytest.mark.django_db
LONG_AGO = 365 * 20


def places(register):
    return Place.objects.for_system("a test").filter(register=register, gone_at__isnull=True)


def screening(place):
    return Screening.objects.for_system("a test").get(place=place)


def fresh(register):
    return Register.objects.for_system("a test").get(id=register.id)


def run(job):
    run_job.call(str(job.id), job.attempt)
    return Job.objects.for_system("a test").get(id=job.id)


def told(register):
    return list(Event.objects.filter(record=register.id, verb="worked-out-anew").order_by("sequence"))


def visited(register, coordinator, days=0):
    """A school that was visited so many days before the day on which its screening was written."""
    place = places(register).filter(kind="school").first()
    change_place(actor_of(coordinator), place, {"last_visit": timezone.localdate()})
    if days:
        # As if time had gone by: the visit is earlier, and what follows from it is what it was on that day.
        places(register).filter(id=place.id).update(last_visit=timezone.localdate() - timedelta(days=days))
    return place


def test_a_place_that_was_visited_long_ago_is_due_and_moves_up(register, coordinator):
    place = visited(register, coordinator, LONG_AGO)
    before = position_of(screening(place))
    job = run(work_anew(actor_of(coordinator), register))
    assert (job.state, job.error_code) == (State.DONE, "")
    assert job.result == {"register": str(register.id), "due": 1, "reordered": 1, "refigured": 1}
    assert (screening(place).overdue, position_of(screening(place)) < before) == (1.0, True)


def test_the_history_says_what_changed_in_numbers_and_who_visits_is_told(client, register, coordinator):
    assessor = factories.member(register.owner, Role.ASSESSOR, [register])
    reader = factories.member(register.owner, Role.READER, [register])
    visited(register, coordinator, LONG_AGO)
    run(work_anew(actor_of(coordinator), register))
    version = versions_of(actor_of(coordinator), register)[0]
    assert (version.verb, version.counts) == ("worked-out-anew", {"due": 1, "reordered": 1, "refigured": 1})
    client.force_login(coordinator)
    with override("en"):
        page = client.get(f"/history/places.register/{register.id}/").content.decode()
    assert "Places that moved in the order of visits: 1" in page
    due = Notice.objects.filter(code="visits-due", record=register.id)
    assert set(due.values_list("person", flat=True)) == {coordinator.id, assessor.id}
    assert reader.id not in due.values_list("person", flat=True)


def test_a_second_time_changes_nothing_and_tells_nothing(register, coordinator):
    visited(register, coordinator, LONG_AGO)
    run(work_anew(actor_of(coordinator), register))
    rows = list(Screening.objects.for_system("a test").filter(register=register).order_by("id").values())
    first, notices = fresh(register).screened_at, Notice.objects.count()
    job = run(work_anew(actor_of(coordinator), register))
    assert {job.result[name] for name in ("due", "reordered", "refigured")} == {0}
    assert rows == list(Screening.objects.for_system("a test").filter(register=register).order_by("id").values())
    assert fresh(register).screened_at > first
    assert (len(told(register)), Notice.objects.count()) == (1, notices)


def test_what_nobody_asked_for_tells_the_history_only_of_visits(register, coordinator):
    Screening.objects.for_system("a test").filter(register=register).update(method="an older one")
    with transaction.atomic():
        counts = RegisterScreening(register).write(is_asked=False)
    assert (counts["refigured"] > 0, counts["due"], counts["reordered"]) == (True, 0, 0)
    assert told(register) == []


def test_what_someone_changes_while_it_is_calculated_stays_and_counts(register, coordinator):
    place = visited(register, coordinator, LONG_AGO)
    other = places(register).filter(kind="school").exclude(id=place.id).first()
    calculated = RegisterScreening(register)
    change_place(actor_of(coordinator), place, {"last_visit": timezone.localdate(), "name": "Meanwhile"})
    change_place(actor_of(coordinator), other, {"last_visit": date(2000, 1, 1)})
    with transaction.atomic():
        assert calculated.write()["due"] == 0
    assert (screening(place).overdue, screening(other).overdue) == (0.0, 1.0)
    assert places(register).get(id=place.id).name == "Meanwhile"


def test_asking_while_it_is_under_way_gives_the_same_job(register, coordinator):
    practitioner = factories.member(register.owner, Role.PRACTITIONER, [register])
    job = work_anew(actor_of(coordinator), register)
    assert work_anew(actor_of(practitioner), register) == job
    run(job)
    assert work_anew(actor_of(practitioner), register) != job


def test_it_stops_when_it_is_asked_to_and_writes_nothing(register, coordinator, monkeypatch):
    place = visited(register, coordinator, LONG_AGO)
    job, before = work_anew(actor_of(coordinator), register), fresh(register).screened_at
    said = Report.__call__

    def stopped(self, stage, done=0, total=None):
        cancel(actor_of(coordinator), Job.objects.for_system("a test").get(id=job.id))
        self._next_write = 0.0
        said(self, stage, done, total)

    monkeypatch.setattr(Report, "__call__", stopped)
    assert run(job).state == State.CANCELLED
    assert (screening(place).overdue, fresh(register).screened_at) == (0.0, before)


@pytest.mark.parametrize("role", [Role.READER, Role.ASSESSOR])
def test_who_may_not_make_records_has_no_button_and_is_refused(client, register, role):
    person = factories.member(register.owner, role, [register])
    client.force_login(person)
    assert "work-anew" not in client.get(f"/places/registers/{register.id}/").content.decode()
    with pytest.raises(Refused):
        work_anew(actor_of(person), register)
    assert client.post(f"/places/registers/{register.id}/work-anew").status_code == 403


def test_the_page_says_when_and_offers_it_and_shows_how_far_it_is(client, register, coordinator):
    client.force_login(coordinator)
    address = f"/places/registers/{register.id}/"
    with override("en"):
        page = client.get(address).content.decode()
        assert "Visit order worked out on" in page
        assert "Work out the visit order anew" in page
        job = Job.objects.for_system("a test").get(
            id=client.post(f"{address}work-anew").headers["Location"].split("/")[-2]
        )
        page = client.get(address).content.decode()
    assert "Work out the visit order anew" not in page
    assert f"job-{job.id}" in page
    assert address in client.get(f"/jobs/{job.id}/").content.decode()


def test_the_page_says_what_the_import_left_out_and_why(client, register, coordinator):
    register.left_out = {"outside-city": 17, "not-in-use": 0}
    register.save(update_fields=["left_out"])
    client.force_login(coordinator)
    with override("en"):
        page = client.get(f"/places/registers/{register.id}/").content.decode()
    assert "Left out: outside the city</dt><dd>17</dd>" in page
    assert "disused" not in page


def test_every_day_it_is_worked_out_for_every_register_without_anybody_asking(register, coordinator):
    place = visited(register, coordinator, LONG_AGO)
    work_out_daily(register.id, silent)
    assert screening(place).overdue == 1.0
    assert versions_of(actor_of(coordinator), register)[0].person == ""
    assert Notice.objects.filter(code="visits-due", person=coordinator).count() == 1
    assert not Job.objects.for_system("a test").filter(work=WORK).exists()


def test_it_is_due_once_a_day(register):
    assert registers_due() == []
    rows = Register.objects.for_system("a test").filter(id=register.id)
    for moment in (None, timezone.now() - timedelta(days=1)):
        rows.update(screened_at=moment)
        assert registers_due() == [register.id]
    work_out_daily(register.id, silent)
    assert registers_due() == []

"""Nobody browses as superuser: a staff session has a reason, ends within the hour, is told to the owner, and reads."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from openward.foundation.identity.actions.end_staff_session import end_staff_session
from openward.foundation.identity.actions.start_staff_session import start_staff_session
from openward.foundation.identity.models import StaffSession
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db


def reads(city, name="staff") -> set[str]:
    return set(Work.objects.visible_to(city.actor(name)).values_list("label", flat=True))


@pytest.fixture
def works(city):
    for label in Label:
        Work.objects.create(owner=city.organisation, name=str(label), label=label)


def test_staff_reads_what_is_public_until_a_session_runs(city, works, told):
    assert reads(city) == {Label.CLEAR}
    session = start_staff_session(city.actor("staff"), city.organisation, "a fault was reported", 30)
    assert reads(city) == set(Label) - {Label.RED}
    end_staff_session(city.actor("staff"), session)
    assert reads(city) == {Label.CLEAR}
    assert told.verbs(city.organisation) == ["started-staff-session", "ended-staff-session"]


def test_those_in_charge_are_told_at_once_and_can_end_it(city, told):
    session = start_staff_session(city.actor("staff"), city.organisation, "a fault was reported", 30)
    for name in ("coordinator", "administrator"):
        assert told.codes(city.people[name]) == ["staff-session-started"]
    assert told.codes(city.people["reader"]) == []
    for name in ("reader", "coordinator elsewhere", "nobody"):
        with pytest.raises(Refused):
            end_staff_session(city.actor(name), session)
    end_staff_session(city.actor("coordinator"), session)
    assert city.actor("staff").staff_organisation is None
    end_staff_session(city.actor("administrator"), session)


@pytest.mark.parametrize("minutes", [0, -5, 61, 10_000])
def test_a_session_lasts_an_hour_at_most(city, minutes):
    with pytest.raises(OpenwardError, match="session-too-long"):
        start_staff_session(city.actor("staff"), city.organisation, "a fault", minutes)


def test_a_session_ends_by_itself(city, works):
    start_staff_session(city.actor("staff"), city.organisation, "a fault", 60)
    past = timezone.now() - timedelta(minutes=61)
    StaffSession.objects.update(starts_at=past, ends_at=past + timedelta(minutes=60))
    assert reads(city) == {Label.CLEAR}


def test_a_session_needs_a_reason(city):
    with pytest.raises(OpenwardError, match="reason-missing"):
        start_staff_session(city.actor("staff"), city.organisation, "  ", 30)


@pytest.mark.parametrize("name", ["coordinator", "administrator", "secretariat", "nobody"])
def test_only_staff_begins_a_session(city, name):
    with pytest.raises(Refused):
        start_staff_session(city.actor(name), city.organisation, "curious", 30)


def test_one_session_at_a_time(city, works):
    start_staff_session(city.actor("staff"), city.organisation, "a fault", 30)
    other = factories.organisation()
    start_staff_session(city.actor("staff"), other, "another fault", 30)
    assert StaffSession.objects.current().count() == 1
    assert reads(city) == {Label.CLEAR}


def test_a_session_changes_nothing(city, works):
    start_staff_session(city.actor("staff"), city.organisation, "a fault", 30)
    actor = city.actor("staff")
    for record in Work.objects.visible_to(actor):
        for verb in set(Verb) - {Verb.READ}:
            assert not may(actor, verb, record)


def test_reads_in_a_session_name_it_in_the_history(city, works):
    from openward.foundation.history import log
    from openward.foundation.history.models import Event

    session = start_staff_session(city.actor("staff"), city.organisation, "a fault", 30)
    record = Work.objects.visible_to(city.actor("staff")).get(label=Label.AMBER_STRICT)
    with log.context(city.people["staff"]):
        log.read(record)
    assert Event.objects.get(record=record.pk, is_read=True).staff_session == session

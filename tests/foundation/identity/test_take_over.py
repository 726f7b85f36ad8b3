"""Work that everyone left is not lost, and nobody gets at it alone or quickly: it is asked for, told, and refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from openward.foundation.identity.actions.accept_invitation import accept_invitation
from openward.foundation.identity.actions.change_role import change_role
from openward.foundation.identity.actions.end_membership import end_membership
from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.actions.take_over import ask_to_take_over, refuse_take_over, take_over
from openward.foundation.identity.models import Assignment, Membership, Role, TakeOver
from openward.foundation.identity.models.take_over import LAPSES, WAITS
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.orphans import orphans_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(city):
    """Nobody is assigned to it."""
    return Work.objects.create(owner=city.organisation, name="Register")


def asked(city, work, name="coordinator", reason="its people left"):
    return ask_to_take_over(city.actor(name), work, reason)


def days_pass(request, time=WAITS):
    TakeOver.objects.filter(pk=request.pk).update(asked_at=timezone.now() - time)
    request.refresh_from_db()


def reads(person, record) -> bool:
    return type(record).objects.visible_to(actor_of(person)).filter(pk=record.pk).exists()


def test_a_coordinator_asks_for_work_that_everyone_left_and_has_it_after_three_days(city, work, told):
    coordinator = city.people["coordinator"]
    assert orphans_of(city.actor("coordinator"), city.organisation.id) == [work]
    request = asked(city, work)
    assert not reads(coordinator, work)
    with pytest.raises(OpenwardError, match="take-over-waits"):
        take_over(city.actor("coordinator"), request)
    days_pass(request, WAITS - timedelta(minutes=5))
    with pytest.raises(OpenwardError, match="take-over-waits"):
        take_over(city.actor("coordinator"), request)
    days_pass(request)
    take_over(city.actor("coordinator"), request)
    assert reads(coordinator, work)
    assert not orphans_of(city.actor("coordinator"), city.organisation.id)
    assert told.verbs(city.organisation) == ["asked-to-take-over", "took-over", "took-over"]
    assert told.codes(city.people["administrator"]) == ["take-over-asked", "taken-over"]
    with pytest.raises(OpenwardError, match="take-over-closed"):
        take_over(city.actor("coordinator"), request)


def test_asking_needs_a_reason_and_is_done_once(city, work):
    with pytest.raises(OpenwardError, match="reason-missing"):
        asked(city, work, reason=" ")
    asked(city, work)
    with pytest.raises(OpenwardError, match="take-over-asked"):
        asked(city, work)


def test_all_in_charge_are_told_by_mail_too_in_their_language(city, work):
    city.people["administrator"].language = "fr"
    city.people["administrator"].save()
    asked(city, work)
    told = {letter.to[0]: letter for letter in mail.outbox}
    assert set(told) == {city.people[name].email for name in ("administrator", "second administrator")}
    assert "reprendre" in told[city.people["administrator"].email].body
    address = reverse("network:take_overs", args=[city.organisation.id])
    assert all(address in letter.body and "its people left" in letter.body for letter in mail.outbox)
    assert not any("Register" in letter.body + letter.subject for letter in mail.outbox)


def test_a_mail_server_that_is_down_keeps_nobody_from_asking(city, work, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", down)
    assert asked(city, work)


@pytest.mark.parametrize("name", ["administrator", "second administrator", "coordinator"])
def test_everyone_in_charge_can_refuse_and_who_asked_can_think_better_of_it(city, work, told, name):
    request = asked(city, work)
    refuse_take_over(city.actor(name), request)
    days_pass(request)
    with pytest.raises(OpenwardError, match="take-over-closed"):
        take_over(city.actor("coordinator"), request)
    with pytest.raises(OpenwardError, match="take-over-closed"):
        refuse_take_over(city.actor("administrator"), request)
    assert told.verbs(city.organisation) == ["asked-to-take-over", "refused-take-over"]
    assert asked(city, work)


@pytest.mark.parametrize(
    "name", ["reader", "practitioner", "administrator elsewhere", "staff", "secretariat", "nobody"]
)
def test_nobody_else_refuses(city, work, name):
    with pytest.raises(Refused):
        refuse_take_over(city.actor(name), asked(city, work))


def test_only_who_asked_takes_over_and_only_while_a_coordinator(city, work):
    request = asked(city, work)
    days_pass(request)
    other = factories.member(city.organisation, Role.COORDINATOR)
    with pytest.raises(Refused):
        take_over(actor_of(other), request)
    change_role(city.actor("administrator"), city.membership("coordinator"), Role.READER)
    with pytest.raises(Refused):
        take_over(city.actor("coordinator"), request)


def test_a_request_lapses_after_a_month(city, work):
    request = asked(city, work)
    days_pass(request, LAPSES)
    with pytest.raises(OpenwardError, match="take-over-closed"):
        take_over(city.actor("coordinator"), request)


def test_what_somebody_is_assigned_to_by_then_is_not_taken_over(city, work):
    request = asked(city, work)
    days_pass(request)
    factories.assignment(city.membership("assessor"), work)
    with pytest.raises(Refused, match="has-readers"):
        take_over(city.actor("coordinator"), request)


def test_what_somebody_reads_is_not_asked_for(city, work):
    factories.assignment(city.membership("assessor"), work)
    assert not orphans_of(city.actor("coordinator"), city.organisation.id)
    with pytest.raises(Refused, match="has-readers"):
        asked(city, work)


@pytest.mark.parametrize("name", ["administrator", "practitioner", "coordinator elsewhere", "staff"])
def test_nobody_but_a_coordinator_of_the_owner_asks(city, work, name):
    assert not orphans_of(city.actor(name), city.organisation.id)
    with pytest.raises(Refused):
        asked(city, work, name, "curious")


def test_a_record_that_is_red_is_never_taken_over(city):
    work = Work.objects.create(owner=city.organisation, name="Register", label=Label.RED)
    assert not orphans_of(city.actor("coordinator"), city.organisation.id)
    with pytest.raises(Refused):
        asked(city, work)


def test_a_coordinator_who_is_alone_can_take_over_after_the_wait(city):
    alone = factories.organisation()
    person = factories.member(alone, Role.COORDINATOR)
    work = Work.objects.create(owner=alone, name="Register")
    request = ask_to_take_over(actor_of(person), work, "my predecessor left")
    days_pass(request)
    take_over(actor_of(person), request)
    assert reads(person, work)


def test_an_administrator_who_sends_all_away_and_comes_in_again_as_another_is_told_of_and_stopped(city, work, told):
    """With a second account the administrator asks for the work of those whom they have sent away."""
    factories.assignment(city.membership("practitioner"), work)
    villain = city.actor("administrator")
    for name in ("second administrator", "coordinator", "practitioner"):
        end_membership(villain, city.membership(name))
    invitation = invite(villain, city.organisation, "unknown@example.net", Role.COORDINATOR)
    second_self = accept_invitation(invitation, None, "Second Self", "", "a wagon of blue lanterns")
    mail.outbox.clear()
    request = ask_to_take_over(actor_of(second_self), work, "nobody else is here")
    away = [city.people[name] for name in ("second administrator", "coordinator")]
    assert {person.email for person in away} <= {letter.to[0] for letter in mail.outbox}
    refuse_take_over(city.actor("coordinator"), request)
    days_pass(request)
    with pytest.raises(OpenwardError, match="take-over-closed"):
        take_over(actor_of(second_self), request)
    assert not reads(second_self, work)


def test_whoever_was_in_charge_and_was_given_another_role_lately_can_refuse(city, work):
    change_role(city.actor("administrator"), city.membership("second administrator"), Role.READER)
    refuse_take_over(city.actor("second administrator"), asked(city, work))


def test_who_was_in_charge_long_ago_has_no_say(city, work):
    Membership.objects.filter(pk=city.membership("second administrator").pk).update(
        starts_at=timezone.now() - timedelta(days=90), ends_at=timezone.now() - timedelta(days=31)
    )
    request = asked(city, work)
    with pytest.raises(Refused):
        refuse_take_over(city.actor("second administrator"), request)
    assert city.people["second administrator"].email not in {letter.to[0] for letter in mail.outbox}


def test_who_was_sent_away_finds_the_request_on_its_page_and_refuses_there(city, work, client):
    request = asked(city, work)
    end_membership(city.actor("administrator"), city.membership("second administrator"))
    client.force_login(city.people["second administrator"])
    page = client.get(reverse("network:take_overs", args=[city.organisation.id]))
    address = reverse("network:refuse_take_over", args=[request.pk])
    assert address in page.content.decode()
    assert client.post(address).status_code == 302
    assert not TakeOver.objects.open().exists()


def test_the_pages_lead_from_asking_to_having(city, work, client):
    client.force_login(city.people["coordinator"])
    overview = reverse("network:assignments", args=[city.organisation.id])
    ask = reverse("network:ask_to_take_over", args=["sample.work", work.pk])
    assert ask in client.get(overview).content.decode()
    assert client.post(ask, {"reason": "its people left"}).status_code == 302
    shown = client.get(overview).content.decode()
    assert ask not in shown
    requests = reverse("network:take_overs", args=[city.organisation.id])
    assert requests in shown
    request = TakeOver.objects.get()
    complete = reverse("network:take_over", args=[request.pk])
    assert complete not in client.get(requests).content.decode()
    days_pass(request)
    assert complete in client.get(requests).content.decode()
    answer = client.post(complete)
    assert answer.headers["Location"] == reverse("network:record", args=["sample.work", work.pk])
    assert Assignment.objects.get(record=work.pk).membership == city.membership("coordinator")

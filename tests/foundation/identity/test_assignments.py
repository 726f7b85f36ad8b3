"""Coordinators assign members to what they read themselves; work that everyone left can be taken over, and is told."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from openward.foundation.identity.actions.assign import assign
from openward.foundation.identity.actions.unassign import unassign
from openward.foundation.identity.models import Assignment, Membership, Role
from openward.foundation.visibility.orphans import orphans_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Site, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(city):
    made = Work.objects.create(owner=city.organisation, name="Register")
    factories.assignment(city.membership("coordinator"), made)
    return made


def reads(city, name, record) -> bool:
    return type(record).objects.visible_to(city.actor(name)).filter(pk=record.pk).exists()


def test_an_assignment_opens_the_work_and_all_that_is_in_it(city, work, told):
    site = Site.objects.create(owner=city.organisation, name="Hall", work=work)
    assign(city.actor("coordinator"), city.membership("assessor"), work)
    assert reads(city, "assessor", work)
    assert reads(city, "assessor", site)
    assert not reads(city, "practitioner", work)
    assert told.verbs(city.organisation) == ["assigned"]
    assert told.codes(city.people["assessor"]) == ["assigned"]


def test_assigning_twice_is_one_assignment(city, work):
    first = assign(city.actor("coordinator"), city.membership("assessor"), work)
    assert assign(city.actor("coordinator"), city.membership("assessor"), work) == first


def test_an_assignment_can_have_an_end(city, work):
    assign(city.actor("coordinator"), city.membership("assessor"), work, timezone.now() + timedelta(days=1))
    assert reads(city, "assessor", work)
    Assignment.objects.filter(membership=city.membership("assessor")).update(ends_at=timezone.now())
    assert not reads(city, "assessor", work)
    with pytest.raises(OpenwardError, match="end-has-passed"):
        assign(city.actor("coordinator"), city.membership("reader"), work, timezone.now())


@pytest.mark.parametrize("name", ["reader", "practitioner", "assessor", "administrator"])
def test_who_is_no_coordinator_assigns_nobody_even_to_what_they_read(city, work, name):
    factories.assignment(city.membership(name), work)
    with pytest.raises(Refused, match="role-missing"):
        assign(city.actor(name), city.membership("second administrator"), work)


def test_a_coordinator_assigns_nobody_to_what_they_do_not_read(city, work):
    other = factories.member(city.organisation, Role.COORDINATOR)
    from openward.foundation.visibility.actor import actor_of

    with pytest.raises(Refused, match="not-assigned"):
        assign(actor_of(other), other.memberships.get(), work)


def test_a_staff_session_assigns_nobody(city, work):
    from openward.foundation.visibility.actor import actor_of

    insider = factories.member(city.organisation, Role.COORDINATOR, is_staff=True)
    factories.staff_session(insider, city.organisation)
    with pytest.raises(Refused, match="staff-session-reads-only"):
        assign(actor_of(insider), insider.memberships.get(), work)


def test_only_current_members_of_the_owner_are_assigned(city, work):
    stranger = city.people["coordinator elsewhere"].memberships.get()
    with pytest.raises(OpenwardError, match="not-a-member"):
        assign(city.actor("coordinator"), stranger, work)
    Membership.objects.filter(pk=city.membership("reader").pk).update(ends_at=timezone.now())
    with pytest.raises(OpenwardError, match="not-a-member"):
        assign(city.actor("coordinator"), city.membership("reader"), work)


def test_an_assignment_ends_by_a_coordinator_or_by_who_has_it(city, work, told):
    for name in ("assessor", "coordinator"):
        made = assign(city.actor("coordinator"), city.membership("assessor"), work)
        unassign(city.actor(name), made, work, "done")
        assert not reads(city, "assessor", work)
    assert told.codes(city.people["assessor"]) == ["assigned", "assigned", "unassigned"]
    with pytest.raises(OpenwardError, match="not-assigned"):
        unassign(city.actor("coordinator"), made, work)


def test_nobody_else_ends_an_assignment(city, work):
    made = assign(city.actor("coordinator"), city.membership("assessor"), work)
    factories.assignment(city.membership("practitioner"), work)
    with pytest.raises(Refused):
        unassign(city.actor("practitioner"), made, work)


def test_an_assignment_to_the_whole_work_keeps_its_sites_from_being_taken_over(city, work):
    Site.objects.create(owner=city.organisation, name="Hall", work=work)
    assert not orphans_of(city.actor("coordinator"), city.organisation.id)


def test_people_who_left_or_cannot_sign_in_do_not_count_as_readers(city, work):
    city.people["coordinator"].is_active = False
    city.people["coordinator"].save()
    other = factories.member(city.organisation, Role.COORDINATOR)
    from openward.foundation.visibility.actor import actor_of

    assert orphans_of(actor_of(other), city.organisation.id) == [work]

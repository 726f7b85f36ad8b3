"""Administrators look after the people of their own organisation, and read no record by that."""

from __future__ import annotations

import pytest

from openward.foundation.identity.actions.change_role import change_role
from openward.foundation.identity.actions.end_membership import end_membership
from openward.foundation.identity.models import Role
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db

OTHERS = [
    "reader",
    "practitioner",
    "assessor",
    "coordinator",
    "administrator elsewhere",
    "staff",
    "secretariat",
    "nobody",
]


def test_a_new_role_works_at_once_and_its_person_is_told(city, told):
    change_role(city.actor("administrator"), city.membership("reader"), Role.PRACTITIONER)
    assert city.actor("reader").roles_in(city.organisation.id) == {Role.PRACTITIONER}
    assert told.verbs(city.organisation) == ["changed-role"]
    assert told.codes(city.people["reader"]) == ["role-changed"]


@pytest.mark.parametrize("name", OTHERS)
def test_nobody_else_changes_roles_or_ends_memberships(city, name):
    with pytest.raises(Refused):
        change_role(city.actor(name), city.membership("second administrator"), Role.READER)
    with pytest.raises(Refused):
        end_membership(city.actor(name), city.membership("second administrator"))


def test_nobody_changes_their_own_role(city):
    with pytest.raises(Refused, match="own-role"):
        change_role(city.actor("administrator"), city.membership("administrator"), Role.COORDINATOR)


def test_the_last_administrator_stays(city):
    end_membership(city.actor("administrator"), city.membership("second administrator"))
    with pytest.raises(OpenwardError, match="last-administrator"):
        end_membership(city.actor("administrator"), city.membership("administrator"))


def test_the_last_administrator_is_not_made_something_else(city):
    end_membership(city.actor("second administrator"), city.membership("second administrator"))
    newcomer = factories.member(city.organisation, Role.ADMINISTRATOR)
    end_membership(actor_of(newcomer), city.membership("administrator"))
    with pytest.raises(Refused):
        change_role(city.actor("administrator"), newcomer.memberships.get(), Role.READER)
    with pytest.raises(OpenwardError, match="last-administrator"):
        end_membership(actor_of(newcomer), newcomer.memberships.get())


def test_an_administrator_who_cannot_sign_in_does_not_count(city):
    city.people["second administrator"].is_active = False
    city.people["second administrator"].save()
    with pytest.raises(OpenwardError, match="last-administrator"):
        end_membership(city.actor("administrator"), city.membership("administrator"))


def test_an_ended_membership_opens_nothing_from_the_next_click_on(city, told):
    work = Work.objects.create(owner=city.organisation, name="Register")
    membership = city.membership("practitioner")
    factories.assignment(membership, work)
    assert Work.objects.visible_to(city.actor("practitioner")).exists()
    end_membership(city.actor("administrator"), membership, "moved on")
    assert not Work.objects.visible_to(city.actor("practitioner")).exists()
    assert told.verbs(city.organisation) == ["unassigned", "ended-membership"]
    assert told.codes(city.people["practitioner"]) == ["membership-ended"]
    membership.refresh_from_db()
    assert not membership.is_current()
    assert not membership.assignments.current().exists()


def test_who_comes_back_gets_no_old_assignments(city):
    work = Work.objects.create(owner=city.organisation, name="Register")
    factories.assignment(city.membership("practitioner"), work)
    end_membership(city.actor("administrator"), city.membership("practitioner"))
    factories.membership(city.organisation, Role.PRACTITIONER, person=city.people["practitioner"])
    assert not Work.objects.visible_to(city.actor("practitioner")).exists()


def test_a_member_may_leave(city, told):
    end_membership(city.actor("reader"), city.membership("reader"))
    assert not city.actor("reader").memberships
    assert told.codes(city.people["reader"]) == []
    with pytest.raises(OpenwardError, match="membership-ended"):
        end_membership(city.actor("reader"), city.people["reader"].memberships.get())


def test_a_role_that_someone_has_already_is_not_given_twice(city):
    factories.membership(city.organisation, Role.ASSESSOR, person=city.people["reader"])
    membership = city.people["reader"].memberships.get(role=Role.READER)
    with pytest.raises(OpenwardError, match="already-member"):
        change_role(city.actor("administrator"), membership, Role.ASSESSOR)


@pytest.mark.parametrize("label", [Label.RED, Label.AMBER_STRICT, Label.AMBER])
def test_managing_people_reads_no_record(city, label):
    Work.objects.create(owner=city.organisation, name="Register", label=label)
    assert not Work.objects.visible_to(city.actor("administrator")).exists()

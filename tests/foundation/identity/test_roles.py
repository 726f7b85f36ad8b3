"""Administrators look after the people of their own organisation, and read no record by that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from openward.foundation.identity.actions.change_role import change_role
from openward.foundation.identity.actions.end_membership import end_membership
from openward.foundation.identity.models import Role
from openward.foundation.visibility.actions.name_reader import lapsed_readers
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import NamedReader
from openward.foundation.visibility.refusal import Refused
from openward.foundation.visibility.work import take_off_lapsed
from openward.methods.errors import OpenwardError
from openward.methods.progress import silent
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


def test_all_in_charge_are_told_when_a_member_becomes_one_of_them(city, told):
    change_role(city.actor("administrator"), city.membership("reader"), Role.COORDINATOR)
    assert told.codes(city.people["coordinator"]) == ["new-in-charge"]
    assert told.codes(city.people["second administrator"]) == ["new-in-charge"]
    assert told.codes(city.people["administrator"]) == []
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


def red(owner, *readers) -> Work:
    """A TLP:RED record that names these people, each with an organisation."""
    made = Work.objects.create(owner=owner, name="Register", label=Label.RED)
    for person, organisation in readers:
        factories.named_reader(made, person, organisation)
    return made


def test_who_has_left_reads_nothing_that_names_them(city, told):
    reader, coordinator = city.people["reader"], city.people["coordinator"]
    work = red(city.organisation, (reader, city.organisation), (coordinator, city.organisation))
    assert Work.objects.visible_to(city.actor("reader")).exists()
    end_membership(city.actor("administrator"), city.membership("reader"), "moved on")
    assert not Work.objects.visible_to(city.actor("reader")).exists()
    assert list(NamedReader.objects.filter(record=work.pk).values_list("person", flat=True)) == [coordinator.pk]
    assert told.verbs(city.organisation) == ["ended-membership", "unnamed-reader"]
    assert told.codes(coordinator) == []


def test_who_comes_back_is_not_named_still(city):
    red(city.organisation, (city.people["reader"], city.organisation))
    end_membership(city.actor("administrator"), city.membership("reader"))
    factories.membership(city.organisation, Role.READER, person=city.people["reader"])
    assert not Work.objects.visible_to(city.actor("reader")).exists()


def test_who_keeps_another_role_in_the_organisation_stays_named(city, told):
    red(city.organisation, (city.people["reader"], city.organisation))
    factories.membership(city.organisation, Role.ASSESSOR, person=city.people["reader"])
    end_membership(city.actor("administrator"), city.people["reader"].memberships.get(role=Role.READER))
    assert Work.objects.visible_to(city.actor("reader")).exists()
    assert told.verbs(city.organisation) == ["ended-membership"]


def test_coordinators_are_told_of_a_record_that_lost_its_last_reader(city, told):
    red(city.organisation, (city.people["reader"], city.organisation))
    end_membership(city.actor("administrator"), city.membership("reader"))
    assert told.codes(city.people["coordinator"]) == ["lost-last-reader"]


def test_a_reader_of_another_organisation_loses_what_they_read_with_it_and_its_owner_is_told(city, told):
    guest = city.people["coordinator elsewhere"]
    elsewhere = guest.memberships.get().organisation
    red(city.organisation, (guest, elsewhere))
    factories.membership(city.organisation, person=guest)  # of the owner now as well, but named with the other
    end_membership(actor_of(guest), guest.memberships.get(organisation=elsewhere))
    assert not Work.objects.visible_to(city.actor("coordinator elsewhere")).exists()
    assert told.verbs(city.organisation) == ["unnamed-reader"]
    assert told.codes(city.people["coordinator"]) == ["lost-last-reader"]


def runs_out(city, name):
    """The membership ends by its own date, a moment ago."""
    city.people[name].memberships.filter(organisation=city.organisation).update(
        starts_at=timezone.now() - timedelta(days=30), ends_at=timezone.now() - timedelta(seconds=1)
    )


def test_who_is_named_loses_that_within_the_day_when_their_membership_runs_out(city, told):
    reader, coordinator = city.people["reader"], city.people["coordinator"]
    work = red(city.organisation, (reader, city.organisation), (coordinator, city.organisation))
    assert lapsed_readers() == []
    runs_out(city, "reader")
    assert lapsed_readers() == [(reader.pk, city.organisation.pk)]
    take_off_lapsed((reader.pk, city.organisation.pk), silent)
    assert list(NamedReader.objects.filter(record=work.pk).values_list("person", flat=True)) == [coordinator.pk]
    assert (told.verbs(city.organisation), told.codes(coordinator)) == (["unnamed-lapsed"], [])
    assert lapsed_readers() == []


def test_coordinators_are_told_where_the_last_reader_lapsed(city, told):
    red(city.organisation, (city.people["reader"], city.organisation))
    runs_out(city, "reader")
    take_off_lapsed((city.people["reader"].pk, city.organisation.pk), silent)
    assert told.codes(city.people["coordinator"]) == ["lost-last-reader"]


def test_who_belongs_by_another_membership_keeps_their_names(city, told):
    reader = city.people["reader"]
    red(city.organisation, (reader, city.organisation))
    runs_out(city, "reader")
    factories.membership(city.organisation, Role.ASSESSOR, person=reader)
    assert lapsed_readers() == []
    take_off_lapsed((reader.pk, city.organisation.pk), silent)  # as if they had joined after it was found
    assert Work.objects.visible_to(city.actor("reader")).exists()
    assert told.verbs(city.organisation) == []

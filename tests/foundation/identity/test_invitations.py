"""People come by invitation: a mail with an address that works once, for a week, for who holds it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from openward.foundation.identity.actions.accept_invitation import accept_invitation, open_invitation
from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.actions.withdraw_invitation import withdraw_invitation
from openward.foundation.identity.models import Invitation, Membership, Person, Role
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Work

PASSWORD = "a wagon of blue lanterns"


def token_in_mail(number: int = -1) -> str:
    return re.search(r"/network/invitation/([\w-]+)/", mail.outbox[number].body).group(1)


def invited(city, role=Role.PRACTITIONER, email="new@example.org", **more):
    return invite(city.actor("administrator"), city.organisation, email, role, **more)


def test_the_mail_brings_an_address_that_opens_the_invitation(city, told):
    invitation = invited(city)
    assert mail.outbox[0].to == ["new@example.org"]
    assert "Rivermouth" in mail.outbox[0].subject
    assert open_invitation(token_in_mail()) == invitation
    assert told.verbs(city.organisation) == ["invited"]


def test_the_mail_is_in_the_language_that_was_asked_for(city):
    for language, words in (("fr", "vous invite"), ("ar", "يدعوك")):
        with translation.override("en"):
            invited(city, language=language)
        assert words in mail.outbox[-1].body


def test_only_a_digest_of_the_token_is_kept(city):
    from openward.foundation.history.models import RecordChange

    invited(city)
    token = token_in_mail()
    kept = [str(value) for row in Invitation.objects.values() for value in row.values()]
    kept += [str(value) for row in RecordChange.objects.values() for value in row.values()]
    assert not any(token in value for value in kept)
    digest = Invitation.objects.get().token_digest
    assert not any(digest in str(value) for row in RecordChange.objects.values() for value in row.values())


def test_accepting_makes_a_person_with_name_language_and_password(city, told):
    invited(city, Role.COORDINATOR, "New.Person@Example.org")
    person = accept_invitation(open_invitation(token_in_mail()), None, " Ada  Nova ", "ar", PASSWORD)
    assert (person.email, person.name, person.language) == ("new.person@example.org", "Ada Nova", "ar")
    assert person.check_password(PASSWORD)
    assert actor_of(person).has_role(city.organisation.id, {Role.COORDINATOR})
    assert told.verbs(city.organisation) == ["invited", "joined", "accepted-invitation"]
    assert told.codes(city.people["administrator"]) == ["invitation-accepted"]


def test_an_invitation_works_once(city):
    invitation = invited(city)
    token = token_in_mail()
    accept_invitation(invitation, None, "Ada", "", PASSWORD)
    assert open_invitation(token) is None
    with pytest.raises(OpenwardError, match="invitation-closed"):
        accept_invitation(invitation, None, "Eve", "", PASSWORD)
    assert Person.objects.filter(email="new@example.org").count() == 1


def test_an_invitation_ends_after_a_week(city):
    invitation = invited(city)
    assert timedelta(days=6, hours=23) < invitation.ends_at - timezone.now() <= timedelta(days=7)
    Invitation.objects.update(ends_at=timezone.now())
    assert open_invitation(token_in_mail()) is None


def test_a_withdrawn_invitation_opens_nothing(city, told):
    invitation = invited(city)
    withdraw_invitation(city.actor("second administrator"), invitation)
    assert open_invitation(token_in_mail()) is None
    assert told.verbs(city.organisation)[-1] == "withdrew-invitation"
    with pytest.raises(OpenwardError, match="invitation-closed"):
        withdraw_invitation(city.actor("administrator"), invitation)


def test_inviting_again_replaces_the_first_address(city):
    invited(city)
    invited(city)
    assert open_invitation(token_in_mail(0)) is None
    assert open_invitation(token_in_mail(1)) is not None


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012", "new@example.org"])
def test_a_weak_password_is_refused_and_nothing_is_made(city, password):
    invitation = invited(city)
    with pytest.raises(ValidationError):
        accept_invitation(invitation, None, "Ada", "", password)
    assert not Person.objects.filter(email="new@example.org").exists()
    assert open_invitation(token_in_mail()) == invitation


def test_someone_else_who_is_signed_in_cannot_take_it(city):
    invitation = invited(city)
    with pytest.raises(OpenwardError, match="invitation-for-another"):
        accept_invitation(invitation, city.people["nobody"])


def test_a_known_address_must_sign_in_first(city):
    invitation = invited(city, Role.READER, city.people["nobody"].email)
    with pytest.raises(OpenwardError, match="sign-in-first"):
        accept_invitation(invitation, None, "Eve", "", PASSWORD)
    accept_invitation(invitation, city.people["nobody"])
    assert actor_of(city.people["nobody"]).has_role(city.organisation.id, {Role.READER})


def test_who_has_the_role_already_is_not_invited_to_it(city):
    with pytest.raises(OpenwardError, match="already-member"):
        invited(city, Role.READER, city.people["reader"].email.upper())


def test_who_left_can_be_invited_again_and_has_two_memberships(city):
    membership = city.membership("reader")
    Membership.objects.filter(pk=membership.pk).update(ends_at=timezone.now())
    invitation = invited(city, Role.READER, city.people["reader"].email)
    accept_invitation(invitation, city.people["reader"])
    assert city.people["reader"].memberships.count() == 2


@pytest.mark.parametrize(
    "name",
    ["reader", "practitioner", "assessor", "coordinator", "administrator elsewhere", "coordinator elsewhere", "nobody"],
)
def test_only_administrators_of_the_organisation_invite(city, name):
    with pytest.raises(Refused):
        invite(city.actor(name), city.organisation, "new@example.org", Role.READER)
    assert not mail.outbox


@pytest.mark.parametrize("name", ["staff", "secretariat"])
def test_who_founds_organisations_invites_a_first_administrator_and_nobody_else(city, name):
    with pytest.raises(Refused, match="has-administrators"):
        invite(city.actor(name), city.organisation, "new@example.org", Role.ADMINISTRATOR)
    Membership.objects.filter(organisation=city.organisation, role=Role.ADMINISTRATOR).update(ends_at=timezone.now())
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(Refused):
            invite(city.actor(name), city.organisation, "new@example.org", role)
    assert invite(city.actor(name), city.organisation, "new@example.org", Role.ADMINISTRATOR)


def test_a_mail_server_that_is_down_leaves_an_invitation_that_can_be_sent_again(city, monkeypatch):
    def down(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("openward.foundation.identity.actions.invite.send_mail", down)
    with pytest.raises(OpenwardError, match="mail-not-sent"):
        invited(city)
    monkeypatch.undo()
    invited(city)
    assert open_invitation(token_in_mail()) is not None


def add_address(person, email):
    """Another address that the person has proved to be theirs."""
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=False)


@pytest.mark.parametrize("email", ["{own}", "{OWN}", "second@example.org", "tagged"])
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
def test_an_administrator_does_not_invite_an_address_of_their_own(city, email, role):
    administrator = city.people["administrator"]
    add_address(administrator, "second@example.org")
    own = administrator.email
    tagged = own.replace("@", "+coordinator@")
    email = {"{own}": own, "{OWN}": own.upper(), "tagged": tagged}.get(email, email)
    with pytest.raises(OpenwardError, match="own-invitation"):
        invited(city, role, email)
    assert not Invitation.objects.exists()
    assert not mail.outbox


def test_who_invited_does_not_join_by_it_with_an_address_that_became_theirs(city):
    invitation = invited(city, Role.COORDINATOR, "second@example.org")
    add_address(city.people["administrator"], "second@example.org")
    with pytest.raises(OpenwardError, match="own-invitation"):
        accept_invitation(invitation, None, "Second Me", "", PASSWORD)
    with pytest.raises(OpenwardError, match="invitation-for-another"):
        accept_invitation(invitation, city.people["administrator"])
    assert not Person.objects.filter(email="second@example.org").exists()


def test_who_founds_organisations_does_not_make_themselves_administrator_of_one_that_had_people(city):
    Membership.objects.filter(organisation=city.organisation, role=Role.ADMINISTRATOR).update(ends_at=timezone.now())
    with pytest.raises(OpenwardError, match="own-invitation"):
        invite(city.actor("staff"), city.organisation, city.people["staff"].email, Role.ADMINISTRATOR)


def test_who_has_always_been_alone_in_an_organisation_may_coordinate_it_as_well(city):
    alone = factories.organisation()
    person = factories.member(alone, Role.ADMINISTRATOR)
    invitation = invite(actor_of(person), alone, person.email, Role.COORDINATOR)
    accept_invitation(invitation, person)
    assert actor_of(person).roles_in(alone.id) == {Role.ADMINISTRATOR, Role.COORDINATOR}


def test_an_invitation_to_oneself_ends_with_being_alone(city):
    alone = factories.organisation()
    person = factories.member(alone, Role.ADMINISTRATOR)
    invitation = invite(actor_of(person), alone, person.email, Role.COORDINATOR)
    factories.member(alone, Role.READER)
    with pytest.raises(OpenwardError, match="own-invitation"):
        accept_invitation(invitation, person)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR])
def test_all_in_charge_are_told_of_one_more_and_who_let_them_in(city, told, role):
    invited(city, role)
    accept_invitation(open_invitation(token_in_mail()), None, "Ada", "", PASSWORD)
    for name in ("coordinator", "second administrator"):
        assert told.codes(city.people[name]) == ["new-in-charge"]
    assert told.codes(city.people["administrator"]) == ["invitation-accepted"]  # who invited
    assert told.codes(city.people["reader"]) == told.codes(city.people["administrator elsewhere"]) == []


def test_nobody_is_bothered_with_who_joins_in_another_role(city, told):
    invited(city, Role.ASSESSOR)
    accept_invitation(open_invitation(token_in_mail()), None, "Ada", "", PASSWORD)
    assert told.codes(city.people["coordinator"]) == told.codes(city.people["second administrator"]) == []


def test_who_joins_again_after_their_membership_ran_out_has_to_be_named_again(city, told):
    reader = city.people["reader"]
    work = Work.objects.create(owner=city.organisation, name="Register", label=Label.RED)
    factories.named_reader(work, reader, city.organisation)
    reader.memberships.update(starts_at=timezone.now() - timedelta(days=9), ends_at=timezone.now() - timedelta(days=1))
    invited(city, Role.READER, reader.email)
    accept_invitation(open_invitation(token_in_mail()), reader)
    assert not Work.objects.visible_to(city.actor("reader")).exists()
    assert "unnamed-lapsed" in told.verbs(city.organisation)

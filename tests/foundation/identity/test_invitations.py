"""People come by invitation: a mail with an address that works once, for a week, for who holds it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from openward.foundation.identity.actions.accept_invitation import accept_invitation, open_invitation
from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.actions.withdraw_invitation import withdraw_invitation
from openward.foundation.identity.models import Invitation, Membership, Person, Role
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError

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

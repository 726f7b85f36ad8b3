"""Accept an invitation: become a person of this installation, or bring another membership to the one you are.

The token is the proof that the mailbox is yours; no other is asked. Without a password (None) someone signs in by a
sign-in service that vouches for the same address.
"""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.in_charge import tell_of_role
from openward.foundation.identity.models import Invitation, Membership, Person
from openward.foundation.identity.roster import require_someone_else
from openward.foundation.identity.tokens import digest_of
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actions.name_reader import unname_lapsed
from openward.methods.errors import OpenwardError


def open_invitation(token: str) -> Invitation | None:
    """The invitation that this token opens now, or None."""
    invitation = Invitation.objects.select_related("organisation").filter(token_digest=digest_of(token)).first()
    return invitation if invitation and invitation.is_open else None


def accept_invitation(
    invitation: Invitation,
    person: Person | None = None,
    name: str = "",
    language: str = "",
    password: str | None = None,
) -> Person:
    """The person who joined. The caller has the invitation from `open_invitation`. `person` is who is signed in;
    without one, a new person is made.

    Raises invitation-closed; invitation-for-another (someone else is signed in); sign-in-first (the address is known
    here, so it takes more than the link); own-invitation (who invited may not join by it); name-missing;
    ValidationError for a weak password.
    """
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
        if not invitation.is_open:
            raise OpenwardError("invitation-closed")
        if person is not None and person.email != invitation.email:
            raise OpenwardError("invitation-for-another")
        require_someone_else(invitation.invited_by_id, invitation.email, invitation.organisation_id)
        known = Person.objects.filter(email=invitation.email).first()
        if known is not None and person is None:
            raise OpenwardError("sign-in-first")
        joining = known or _new_person(invitation, name, language, password)
        with log.context(joining):
            # Whose membership ran out a moment ago may still be named by it.
            unname_lapsed(joining.pk, invitation.organisation_id)
            membership, made = Membership.objects.get_or_create(
                person=joining, organisation=invitation.organisation, role=invitation.role, ends_at=None
            )
            if made:
                log.created(membership, "joined")
            with log.change(invitation, "accepted-invitation"):
                invitation.accepted_at = timezone.now()
                invitation.save(update_fields=["accepted_at"])
            notify(
                [invitation.invited_by], "invitation-accepted",
                parameters={"person": str(joining.pk), "organisation": str(invitation.organisation_id)},
            )  # fmt: skip
            if made:
                tell_of_role(membership, invitation.invited_by_id)
    return joining


def _new_person(invitation: Invitation, name: str, language: str, password: str | None) -> Person:
    fields = {"name": " ".join(name.split()), "language": language or invitation.language}
    if not fields["name"]:
        raise OpenwardError("name-missing")
    if password is not None:
        validate_password(password, Person(email=invitation.email, **fields))
    person = Person.objects.create_user(invitation.email, password, **fields)
    with log.context(person):
        log.created(person, "joined")
    return person

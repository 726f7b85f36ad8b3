"""Invite someone by e-mail to join an organisation in a role. Inviting the same address again replaces the first
invitation, whose link then opens nothing."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from openward.foundation.history import log
from openward.foundation.identity.models import Invitation, Membership, Organisation, Person, Role
from openward.foundation.identity.models.invitation import VALID_FOR
from openward.foundation.identity.roster import require_someone_else
from openward.foundation.identity.tokens import digest_of, new_token
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_invite
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def invite(actor: Actor, organisation: Organisation, email: str, role: str, language: str = "") -> Invitation:
    """The invitation, its mail sent. `language` of the mail and of the person's first pages; empty is the actor's own.

    Raises Refused; own-invitation; already-member; mail-not-sent (the invitation stands, and can be sent again).
    """
    require(may_invite(actor, organisation.id, role))
    assert actor.person is not None
    role = Role(role)
    email = Person.objects.normalize_email(email).casefold()
    token = new_token()
    with transaction.atomic():
        require_someone_else(actor.person, email, organisation.id)
        if Membership.objects.current().filter(organisation=organisation, role=role, person__email=email).exists():
            raise OpenwardError("already-member", email=email)
        for former in Invitation.objects.filter(
            organisation=organisation, email=email, role=role, accepted_at=None, withdrawn_at=None
        ):
            with log.change(former, "withdrew-invitation"):
                former.withdrawn_at = timezone.now()
                former.save(update_fields=["withdrawn_at"])
        invitation = Invitation.objects.create(
            organisation=organisation,
            email=email,
            role=role,
            language=language or translation.get_language() or "",
            invited_by_id=actor.person,
            token_digest=digest_of(token),
            ends_at=timezone.now() + VALID_FOR,
        )
        log.created(invitation, "invited")
    _send(invitation, token)
    return invitation


def _send(invitation: Invitation, token: str) -> None:
    """After the transaction: a slow mail server must not hold the database."""
    with translation.override(invitation.language or settings.LANGUAGE_CODE):
        text = render_to_string(
            "identity/mail/invitation.txt",
            {
                "invitation": invitation,
                "address": f"{settings.ORIGIN}{reverse('network:accept_invitation', args=[token])}",
            },
        )
        subject = _("Invitation to %(organisation)s on Openward") % {"organisation": invitation.organisation.name}
        try:
            send_mail(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, [invitation.email])
        except (smtplib.SMTPException, OSError) as error:
            raise OpenwardError("mail-not-sent", email=invitation.email) from error

"""Take an invitation back: its link opens nothing from now on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.models import Invitation
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_invite
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def withdraw_invitation(actor: Actor, invitation: Invitation) -> None:
    """Raises Refused; invitation-closed (accepted, withdrawn or run out before)."""
    require(may_invite(actor, invitation.organisation_id, invitation.role))
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if not invitation.is_open:
            raise OpenwardError("invitation-closed")
        with log.change(invitation, "withdrew-invitation"):
            invitation.withdrawn_at = timezone.now()
            invitation.save(update_fields=["withdrawn_at"])

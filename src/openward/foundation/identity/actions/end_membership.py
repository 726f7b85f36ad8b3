"""End a membership, and with it every assignment it carries and every name it put on a record. Nothing of it opens
anything from that second on."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.models import Membership
from openward.foundation.identity.roster import require_another_administrator
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actions.name_reader import unname_who_left
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_manage_people
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def end_membership(actor: Actor, membership: Membership, reason: str = "") -> None:
    """By an administrator, or by the member who leaves. Raises Refused; membership-ended; last-administrator."""
    if membership.person_id != actor.person:
        require(may_manage_people(actor, membership.organisation_id))
    with transaction.atomic():
        membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
        now = timezone.now()
        if membership.ends_at is not None and membership.ends_at <= now:
            raise OpenwardError("membership-ended")
        require_another_administrator(membership)
        carried = list(membership.assignments.current(now).order_by("id").select_for_update())
        for assignment in carried:
            with log.change(assignment, "unassigned", reason):
                assignment.ends_at = now
                assignment.save(update_fields=["ends_at"])
        with log.change(membership, "ended-membership", reason):
            membership.ends_at = max(now, membership.starts_at)
            membership.save(update_fields=["ends_at"])
        theirs = Membership.objects.current().filter(person=membership.person_id)
        if not theirs.filter(organisation=membership.organisation_id).exists():
            unname_who_left(membership, reason)
        if membership.person_id != actor.person:
            notify(
                [membership.person], "membership-ended", parameters={"organisation": str(membership.organisation_id)}
            )

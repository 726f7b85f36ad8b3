"""End an assignment: by a coordinator of the owner who reads the record, or by the one who is assigned."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.models import Assignment
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def unassign(actor: Actor, assignment: Assignment, record: Any, reason: str = "") -> None:
    """`record` is what the assignment is to, as the actor may read it. Raises Refused; not-assigned."""
    if assignment.membership.person_id != actor.person:
        require(may(actor, Verb.ASSIGN, record))
    with transaction.atomic():
        assignment = (
            Assignment.objects.select_for_update(of=("self",))
            .select_related("membership__person")
            .get(pk=assignment.pk)
        )
        now = timezone.now()
        if assignment.record != record.pk or (assignment.ends_at is not None and assignment.ends_at <= now):
            raise OpenwardError("not-assigned")
        with log.change(assignment, "unassigned", reason):
            assignment.ends_at = max(now, assignment.starts_at)
            assignment.save(update_fields=["ends_at"])
        if assignment.membership.person_id != actor.person:
            notify([assignment.membership.person], "unassigned", record)

"""Assign a member to a record: a place, or a piece of work with all that is in it. It opens what is AMBER+STRICT."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.models import Assignment, Membership
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import ROLES_FOR, Verb, may
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def assign(actor: Actor, membership: Membership, record: Any, until: datetime | None = None) -> Assignment:
    """By a coordinator of the owner who reads the record. Assigning twice is one assignment.

    Raises Refused; not-a-member (the membership is not current, or not of the record's owner); end-has-passed.
    """
    require(may(actor, Verb.ASSIGN, record))
    with transaction.atomic():
        assignment, made = open_assignment(membership, record, until)
        if made:
            log.created(assignment, "assigned")
            if membership.person_id != actor.person:
                notify([membership.person], "assigned", record)
    return assignment


def open_assignment(membership: Membership, record: Any, until: datetime | None = None) -> tuple[Assignment, bool]:
    """The current assignment, and whether it is new. For actions that checked who asks, inside their transaction."""
    if until is not None and until <= timezone.now():
        raise OpenwardError("end-has-passed")
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.organisation_id != record.owner_id or not membership.is_current():
        raise OpenwardError("not-a-member")
    current = Assignment.objects.current().filter(membership=membership, record=record.pk).first()
    if current is not None:
        return current, False
    made = Assignment.objects.create(
        membership=membership, record=record.pk, record_kind=kind_of(record), ends_at=until
    )
    return made, True


def assign_maker(actor: Actor, record: Any) -> None:
    """Who makes a record works on it: through each membership in its owner that may make records. Call it within the
    transaction that made the record, after the policy allowed that."""
    roles = {str(role) for role in ROLES_FOR[Verb.CREATE]}
    mine = [m.id for m in actor.memberships if m.organisation == record.owner_id and m.role in roles]
    for membership in Membership.objects.filter(id__in=mine).order_by("id"):
        assignment, made = open_assignment(membership, record)
        if made:
            log.created(assignment, "assigned")

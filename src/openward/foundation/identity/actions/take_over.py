"""Take over work that nobody is assigned to any more, so that it is not lost with the people who left.

Only a coordinator of the owner can, only for themselves, with a reason; the other coordinators and the administrators
are told. It is the one way to a record that does not ask for reading it first.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.actions.assign import open_assignment
from openward.foundation.identity.models import Assignment, Membership, Organisation, Person, Role
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.orphans import nobody_reads
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.refusal import Refused, require
from openward.methods.errors import OpenwardError


def take_over(actor: Actor, record: Any, reason: str) -> Assignment:
    """Raises Refused (also when somebody is assigned); reason-missing."""
    require(may_coordinate(actor, record.owner_id))
    if not reason.strip():
        raise OpenwardError("reason-missing")
    with transaction.atomic():
        # One at a time: the second of two coordinators finds the work taken.
        Organisation.objects.select_for_update().get(pk=record.owner_id)
        if not nobody_reads(record):
            raise Refused("has-readers")
        membership = (
            Membership.objects.current()
            .filter(person=actor.person, organisation=record.owner_id, role=Role.COORDINATOR)
            .get()
        )
        assignment, _made = open_assignment(membership, record)
        log.created(assignment, "took-over", reason)
        told = Person.objects.filter(
            memberships__in=Membership.objects.current().filter(
                organisation=record.owner_id, role__in=[Role.COORDINATOR, Role.ADMINISTRATOR]
            )
        ).exclude(pk=actor.person)
        notify(told, "taken-over", parameters={"person": str(actor.person), "organisation": str(record.owner_id)})
    return assignment

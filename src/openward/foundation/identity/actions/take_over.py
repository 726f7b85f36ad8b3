"""Take over work that nobody is assigned to any more, so that it is not lost with the people who left.

It is the one way to a record that does not ask for reading it first, so nobody goes it alone or quickly: a coordinator
of the owner asks for it with a reason, all who are or lately were in charge are told, by mail as well, and each of them
can refuse. Only after three days does it work, and for the one who asked alone.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.actions.assign import open_assignment
from openward.foundation.identity.in_charge import lately_in_charge
from openward.foundation.identity.models import Assignment, Membership, Organisation, Person, Role, TakeOver
from openward.foundation.identity.take_over_mail import send
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.orphans import orphan
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import Refused, require
from openward.methods.errors import OpenwardError


def ask_to_take_over(actor: Actor, record: Any, reason: str) -> TakeOver:
    """The request, which waits. Raises Refused (also when somebody is assigned); reason-missing; take-over-asked."""
    require(may_coordinate(actor, record.owner_id))
    if not (reason := reason.strip()):
        raise OpenwardError("reason-missing")
    with transaction.atomic():
        # One at a time: the second of two coordinators finds the work asked for.
        organisation = Organisation.objects.select_for_update().get(pk=record.owner_id)
        if orphan(kind_of(record), record.pk) is None:
            raise Refused("has-readers")
        if TakeOver.objects.open().filter(organisation=organisation, record=record.pk).exists():
            raise OpenwardError("take-over-asked")
        request = TakeOver.objects.create(
            organisation=organisation,
            record=record.pk,
            record_kind=kind_of(record),
            reason=reason,
            asked_by_id=actor.person,
        )
        log.created(request, "asked-to-take-over", reason)
        told = list(_others(request, actor))
        notify(told, "take-over-asked", parameters=_parameters(request, actor))
    send(request, told)
    return request


def refuse_take_over(actor: Actor, request: TakeOver) -> None:
    """By anyone who is in charge or was when it was asked for or lately; by who asked, who thinks better of it.
    Raises Refused; take-over-closed."""
    if not lately_in_charge(request.organisation_id, request.asked_at).filter(pk=actor.person).exists():
        raise Refused("role-missing")
    with transaction.atomic():
        request = _open(request)
        with log.change(request, "refused-take-over"):
            request.refused_at, request.refused_by_id = timezone.now(), actor.person
            request.save(update_fields=["refused_at", "refused_by"])
        told = _others(request, actor)
        notify(told, "take-over-refused", parameters=_parameters(request, actor))


def take_over(actor: Actor, request: TakeOver) -> Assignment:
    """Raises Refused (also when somebody is assigned by now); take-over-closed; take-over-waits."""
    require(may_coordinate(actor, request.organisation_id))
    if request.asked_by_id != actor.person:
        raise Refused("role-missing")
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=request.organisation_id)
        request = _open(request)
        if not request.has_waited:
            raise OpenwardError("take-over-waits")
        record = orphan(request.record_kind, request.record)
        if record is None or record.owner_id != request.organisation_id:
            raise Refused("has-readers")
        membership = (
            Membership.objects.current()
            .filter(person=actor.person, organisation=request.organisation_id, role=Role.COORDINATOR)
            .get()
        )
        assignment, _made = open_assignment(membership, record)
        log.created(assignment, "took-over", request.reason)
        with log.change(request, "took-over"):
            request.done_at = timezone.now()
            request.save(update_fields=["done_at"])
        notify(_others(request, actor), "taken-over", parameters=_parameters(request, actor))
    return assignment


def _open(request: TakeOver) -> TakeOver:
    found = TakeOver.objects.open().select_for_update(of=("self",)).filter(pk=request.pk).first()
    if found is None:
        raise OpenwardError("take-over-closed")
    return found


def _others(request: TakeOver, actor: Actor) -> Any:
    everyone: Any = lately_in_charge(request.organisation_id, request.asked_at)
    return everyone.exclude(pk=actor.person) if actor.person else Person.objects.none()


def _parameters(request: TakeOver, actor: Actor) -> dict[str, str]:
    return {"person": str(actor.person), "organisation": str(request.organisation_id), "kind": request.record_kind}

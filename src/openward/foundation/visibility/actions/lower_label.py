"""Lower the label of a record: the only way down. A coordinator of the owner signs it, with a reason; both labels, the
rule of disclosure control and the sources stay with it for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.in_charge import in_charge_of
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label, strictness
from openward.foundation.visibility.models import LabelChange
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.foundation.visibility.signatures import sign
from openward.methods.errors import OpenwardError


def lower_label(
    actor: Actor, record: Any, label: str, reason: str, rule: str = "", sources: Iterable[UUID] = ()
) -> LabelChange:
    """Raises Refused; reason-missing; label-not-lower. What the record is part of keeps its label, and its effect."""
    require(may(actor, Verb.LABEL, record))
    label = Label(label)
    if not reason.strip():
        raise OpenwardError("reason-missing")
    with transaction.atomic():
        stored = type(record).objects.for_system("to lock the record whose label changes").select_for_update(
            of=("self",)
        ).get(pk=record.pk)  # fmt: skip
        former = Label(stored.label)
        if strictness(label) >= strictness(former):
            raise OpenwardError("label-not-lower", label=label.value, former=former.value)
        change = LabelChange(
            record=record.pk,
            record_kind=kind_of(record),
            owner_id=record.owner_id,
            former=former,
            label=label,
            reason=reason.strip(),
            rule=rule.strip(),
            sources=sorted(str(source) for source in sources),
            signed_by_id=actor.person,
            signed_at=timezone.now(),
        )
        change.signature = sign(change)
        change.save(force_insert=True)
        with log.change(record, "lowered-label", reason, {"former": former.value, "label": label.value}):
            record.label = label
            record.save(update_fields=["label"])
        told = in_charge_of(record.owner_id).exclude(pk=actor.person)
        notify(told, "label-lowered", record, {"former": former.value, "label": label.value})
    return change

"""Raise the label of a record: free for those who may change it, for caution needs no permission.

TLP:RED names, beside the people asked for, the one who raises and every coordinator of the owner, and all in charge are
told: nobody hides a record from their own organisation. A coordinator may take names off afterwards. Documents that
tell of the record are shut with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.in_charge import coordinators_of, in_charge_of
from openward.foundation.identity.models import Person
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actions.name_reader import name_readers
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.holding import shut_documents_of
from openward.foundation.visibility.labels import Label, strictness
from openward.foundation.visibility.parts import raise_parts
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def raise_label(actor: Actor, record: Any, label: str, reason: str = "", readers: Iterable[Person] = ()) -> None:
    """`readers` are named on a record that becomes TLP:RED. Raises Refused; label-not-higher; reader-unknown."""
    require(may(actor, Verb.CHANGE, record))
    label, named = Label(label), list(readers)
    with transaction.atomic():
        notes: dict[str, Any] = {}
        with log.change(record, "raised-label", reason, notes):
            record.refresh_from_db(fields=["label"])
            if strictness(label) <= strictness(record.label):
                raise OpenwardError("label-not-higher", label=label.value, former=record.label)
            record.label = label
            record.save(update_fields=["label"])
            notes.update(raise_parts(record))
        if label == Label.RED:
            name_readers(record, [*named, Person.objects.get(pk=actor.person), *coordinators_of(record.owner_id)])
            shut_documents_of(record)
            told = in_charge_of(record.owner_id).exclude(pk=actor.person)
            notify(told, "label-raised-to-red", record, {"person": str(actor.person), "kind": kind_of(record)})

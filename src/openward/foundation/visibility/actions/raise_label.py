"""Raise the label of a record: free for those who may change it, for caution needs no permission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Person
from openward.foundation.visibility.actions.name_reader import name_readers
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label, strictness
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def raise_label(actor: Actor, record: Any, label: str, reason: str = "", readers: Iterable[Person] = ()) -> None:
    """`readers` are the people named on a record that becomes TLP:RED; it needs at least one, or nobody would read it.

    Raises Refused; label-not-higher; label-needs-readers; reader-unknown.
    """
    require(may(actor, Verb.CHANGE, record))
    label, named = Label(label), list(readers)
    if label == Label.RED and not named:
        raise OpenwardError("label-needs-readers")
    with transaction.atomic():
        with log.change(record, "raised-label", reason):
            record.refresh_from_db(fields=["label"])
            if strictness(label) <= strictness(record.label):
                raise OpenwardError("label-not-higher", label=label.value, former=record.label)
            record.label = label
            record.save(update_fields=["label"])
        if label == Label.RED:
            name_readers(record, named)

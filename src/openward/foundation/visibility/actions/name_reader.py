"""Name the people who read a record that is TLP:RED. Nobody else does, not even who runs this installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Membership, Person
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import NamedReader
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def name_reader(actor: Actor, record: Any, person: Person) -> None:
    """By a coordinator of the owner who reads the record. Raises Refused; reader-unknown."""
    require(may(actor, Verb.LABEL, record))
    with transaction.atomic():
        name_readers(record, [person])


def name_readers(record: Any, people: Iterable[Person]) -> None:
    """For actions that have checked who asks, inside their transaction. Named are people of some organisation here."""
    keys = sorted({person.pk for person in people})
    if Membership.objects.current().filter(person__in=keys).values("person").distinct().count() != len(keys):
        raise OpenwardError("reader-unknown")
    for key in keys:
        _reader, made = NamedReader.objects.get_or_create(
            record=record.pk, person_id=key, defaults={"record_kind": kind_of(record)}
        )
        if made:
            log.noted(record, "named-reader", notes={"person": str(key)})


def unname_reader(actor: Actor, record: Any, person: Person) -> None:
    """Raises Refused; label-needs-readers (the last one of a record that is TLP:RED)."""
    require(may(actor, Verb.LABEL, record))
    with transaction.atomic():
        named = NamedReader.objects.filter(record=record.pk).select_for_update()
        if [reader.person_id for reader in named] == [person.pk]:
            raise OpenwardError("label-needs-readers")
        if NamedReader.objects.filter(record=record.pk, person=person).delete()[0]:
            log.noted(record, "unnamed-reader", notes={"person": str(person.pk)})

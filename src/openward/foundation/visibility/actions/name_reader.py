"""Name the people who read a record that is TLP:RED. Nobody else does, not even who runs this installation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from openward.foundation.history import log
from openward.foundation.identity.in_charge import coordinators_of
from openward.foundation.identity.models import Membership, Person
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import NamedReader
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import kind_of, protected_model_of
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def name_reader(actor: Actor, record: Any, person: Person) -> None:
    """By a coordinator of the owner who reads the record. Raises Refused; reader-unknown."""
    require(may(actor, Verb.LABEL, record))
    with transaction.atomic():
        name_readers(record, [person])


def name_readers(record: Any, people: Iterable[Person]) -> None:
    """For actions that have checked who asks, inside their transaction. Named are people of some organisation here: the
    record's owner if they belong to it, else the one that they have belonged to the longest."""
    for key in sorted({person.pk for person in people}):
        theirs = list(
            Membership.objects.current()
            .filter(person=key, person__is_active=True)
            .order_by("starts_at", "id")
            .values_list("organisation", flat=True)
        )
        if not theirs:
            raise OpenwardError("reader-unknown")
        organisation = record.owner_id if record.owner_id in theirs else theirs[0]
        reader, made = NamedReader.objects.get_or_create(
            record=record.pk,
            person_id=key,
            defaults={"record_kind": kind_of(record), "organisation_id": organisation},
        )
        if not made and reader.organisation_id not in theirs:
            # Named before they left and came back, or as a member of where they are no longer.
            reader.organisation_id = organisation
            reader.save(update_fields=["organisation"])
            made = True
        if made:
            log.noted(record, "named-reader", notes={"person": str(key)})


def unname_who_left(membership: Membership, reason: str = "") -> None:
    """Within the end of a membership: take the person off every record that they were named on with it."""
    _take_off(membership.person_id, membership.organisation_id, "unnamed-reader", reason)


def lapsed_readers() -> list[tuple[UUID, UUID]]:
    """(person, organisation) of those who are named on something as members of where they are no longer, since their
    membership ran out by its own date. Their names open nothing, until they become members again."""
    belonging = Membership.objects.current().filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    lapsed = NamedReader.objects.filter(~Exists(belonging), organisation__isnull=False)
    return sorted(set(lapsed.values_list("person", "organisation")))


def unname_lapsed(person: UUID, organisation: UUID) -> None:
    """Take the person off every record that they are named on with that organisation, unless they belong to it. Who
    becomes a member again has to be named again."""
    with transaction.atomic():
        # Locked, so that nobody who is a member by now loses their names.
        theirs = Membership.objects.filter(person=person, organisation=organisation).select_for_update(of=("self",))
        if not any(membership.is_current() for membership in theirs):
            _take_off(person, organisation, "unnamed-lapsed")


def _take_off(person: UUID, organisation: UUID, verb: str, reason: str = "") -> None:
    """Each record is told in its history; coordinators of its owner are told where nobody is left to read it."""
    named = NamedReader.objects.filter(person=person, organisation=organisation)
    for reader in named.select_for_update(of=("self",)).order_by("record"):
        reader.delete()
        model = protected_model_of(reader.record_kind)
        rows = model.objects.for_system("takes off it who left, whoever reads it") if model else None
        if rows is None or (record := rows.filter(pk=reader.record).first()) is None:
            continue
        log.noted(record, verb, reason, notes={"person": str(person)})
        if record.label == Label.RED and not readers_of(record).exists():
            notify(
                coordinators_of(record.owner_id), "lost-last-reader",
                parameters={"kind": kind_of(record), "organisation": str(record.owner_id)},
            )  # fmt: skip


def readers_of(record: Any) -> Any:
    """Who is named on the record and reads it by that now."""
    belonging = Membership.objects.current().filter(person=OuterRef("person"), organisation=OuterRef("organisation"))
    return NamedReader.objects.filter(Exists(belonging), record=record.pk, person__is_active=True)


def unname_reader(actor: Actor, record: Any, person: Person) -> None:
    """Raises Refused; label-needs-readers (the last one of a record that is TLP:RED)."""
    require(may(actor, Verb.LABEL, record))
    with transaction.atomic():
        list(NamedReader.objects.filter(record=record.pk).select_for_update(of=("self",)))
        if not readers_of(record).exclude(person=person).exists():
            raise OpenwardError("label-needs-readers")
        if NamedReader.objects.filter(record=record.pk, person=person).delete()[0]:
            log.noted(record, "unnamed-reader", notes={"person": str(person.pk)})

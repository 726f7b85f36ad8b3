"""What actions call to tell what they do. Always in the transaction of the deed: both happen, or neither.

    with log.change(place, "corrected", reason="the school moved"):
        place.name = name
        place.save()

`context` says who; the middleware and the job runner set it. An event without a context names no person. Changes of
several records are nested (`with log.change(one), log.change(other):`), so that rows are locked before the chain is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from openward.foundation.history import bulk
from openward.foundation.history.chain import Changed, append
from openward.foundation.history.context import Context, entered, of_person
from openward.foundation.history.deletion import what_goes
from openward.foundation.history.models import Act, Event
from openward.foundation.history.notes import COUNTS, QUERY, REASON, ROWS
from openward.foundation.history.owners import label_of, label_of_fields, owner_of
from openward.foundation.history.sealed import Pair
from openward.foundation.history.snapshot import differences, stored_values, values_of
from openward.foundation.history.verbs import ALWAYS_LOGGED, READS
from openward.foundation.identity.models import Organisation, Person
from openward.foundation.visibility.labels import is_sensitive, strictest
from openward.foundation.visibility.references import kind_of


def context(
    person: Person | UUID | None, request_id: str = "", staff_session: Any = None
) -> AbstractContextManager[Context]:
    """Events written inside were done by this person."""
    return entered(of_person(person, request_id, staff_session))


@dataclass
class Told:
    """What `change` gives: its event, once it is over and if anything differed."""

    event: Event | None = None


def _notes(reason: str, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {**({REASON: reason} if reason else {}), **(more or {})}


@contextmanager
def change(
    record: Any, verb: str = "changed", reason: str = "", notes: Mapping[str, Any] | None = None
) -> Iterator[Told]:
    """Change the record inside: one event tells every field that differs then. No difference, no event.

    Before and after are what the database holds, the row locked, so that two changes at once cannot both tell the
    same former value. The event's label is the stricter of the two, since it holds both values; stricter still where a
    field that it tells is.
    """
    with transaction.atomic():
        before, chain, told = stored_values(record), owner_of(record), Told()
        yield told
        after = stored_values(record)
        if pairs := differences(before, after):
            label = label_of(record)
            told.event = append(
                chain,
                verb,
                record=record,
                kind=kind_of(record),
                label=strictest((label, before["label"], label_of_fields(record, pairs))) if label else "",
                notes=_notes(reason, notes),
                changes=[Changed(Act.CHANGED, record.pk, kind_of(record), pairs)],
            )


def created(record: Any, verb: str = "created", reason: str = "", notes: Mapping[str, Any] | None = None) -> Event:
    """Tell that the record, which is saved, is new: with every value that it has."""
    pairs = {name: Pair(None, value) for name, value in values_of(record).items()}
    made = [Changed(Act.CREATED, record.pk, kind_of(record), pairs)]
    return _append(record, verb, reason, notes, made)


def deleted(record: Any, reason: str = "", verb: str = "deleted", notes: Mapping[str, Any] | None = None) -> Event:
    """Tell that the record goes. Call it just before `record.delete()`: what goes with it is told as well, so that
    undo brings all of it back."""
    return _append(record, verb, reason, notes, what_goes(record))


def noted(record: Any, verb: str, reason: str = "", notes: Mapping[str, Any] | None = None) -> Event:
    """Tell a deed that changes no field of the record: a signature, a message sent, a staff session begun."""
    return _append(record, verb, reason, notes)


def _append(
    record: Any, verb: str, reason: str, notes: Mapping[str, Any] | None, changes: Iterable[Changed] = ()
) -> Event:
    return append(
        owner_of(record), verb, record=record, kind=kind_of(record), label=label_of(record),
        notes=_notes(reason, notes), changes=changes,
    )  # fmt: skip


def imported(
    record: Any,
    *,
    is_new: bool,
    counts: Mapping[str, int],
    digest: str,
    reason: str = "",
    changes: Iterable[Changed] = (),
) -> Event:
    """One event for all rows of an import into `record`: how many, and one digest over them, made by the importer.

    `changes` may tell single rows as well: those whose former values an import replaces are worth it, the hundred
    thousand that it adds are not.
    """
    return append(
        owner_of(record),
        "imported" if is_new else "refreshed",
        record=record,
        kind=kind_of(record),
        label=label_of(record),
        count=sum(counts.values()),
        notes=_notes(reason, {COUNTS: dict(counts), ROWS: {"algorithm": "SHA-256", "digest": digest}}),
        changes=changes,
    )


def read(record: Any, how: str = "view", query: str = "") -> Event | None:
    """Tell that the person of the context read the record: if it is TLP:AMBER+STRICT or TLP:RED, or leaves as an
    export, print or download. `how` is a slug of `verbs.READS`. Call it before the record is given out."""
    if how not in READS:
        raise ValueError(f"not a way to read: {how}")
    label = label_of(record)
    if how not in ALWAYS_LOGGED and not (label and is_sensitive(label)):
        return None
    return append(
        owner_of(record), how, record=record, kind=kind_of(record), label=label, is_read=True,
        notes={QUERY: query} if query else None,
    )  # fmt: skip


def read_many(
    model: Any, owner: Organisation | UUID, count: int, how: str, query: str = "", label: str = ""
) -> Event | None:
    """Tell that the person read `count` records of a kind at once: a list, a search, an export. One event, however
    many; many that leave raise a notice to the owner's coordinators. A list is told unless `label`, the strictest of
    its rows, is known to be below TLP:AMBER+STRICT."""
    if how not in READS:
        raise ValueError(f"not a way to read: {how}")
    if how == "view" and (count == 0 or (label and not is_sensitive(label))):
        return None
    with transaction.atomic():
        event = append(
            owner if isinstance(owner, UUID) else owner.id,
            how,
            kind=kind_of(model),
            label=label,
            count=count,
            is_read=True,
            notes={QUERY: query} if query else None,
        )
        if how in ALWAYS_LOGGED:
            bulk.tell_coordinators(event)
    return event

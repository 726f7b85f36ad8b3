"""Appending to a chain: each event's digest covers all of it and the digest of the event before.

One chain an owner, so that cities do not wait for each other, and a city's history verifies alone. Its head row is the
lock: on PostgreSQL writers of one chain wait for that row, on SQLite the IMMEDIATE transaction is the lock. The hard
part is the order of locks: records first, the chain last and until commit. So an import that has locked many places
for seconds blocks those who change these places, not all who write history of the city, and nobody waits in a circle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from openward.foundation.batches import batched
from openward.foundation.history import signing
from openward.foundation.history.context import current
from openward.foundation.history.models import ChainHead, Event, RecordChange
from openward.foundation.history.sealed import Pair, digest, digests, seal
from openward.foundation.identity.keys import new_key

BATCH = 1000


class Changed(NamedTuple):
    """What is to be written of one record: its act, key, kind ("app.model") and field -> values before and after."""

    act: str
    record: UUID
    kind: str
    pairs: Mapping[str, Pair]


def hold(chain: UUID) -> ChainHead:
    """The chain's head, locked until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("write history in the transaction of what it tells")
    if not (held := ChainHead.objects.select_for_update().filter(chain=chain).first()):
        ChainHead.objects.get_or_create(chain=chain)
        held = ChainHead.objects.select_for_update().get(chain=chain)
    return held


def change_digest(change: RecordChange) -> str:
    return digest([change.position, change.act, str(change.record), change.record_kind, digests(change.values)])


def event_digest(event: Event) -> str:
    """Over everything that the row says; of notes and changes their digests, so that values can be shredded."""

    def key(value: UUID | None) -> str | None:
        return None if value is None else str(value)

    return digest(
        {
            "id": str(event.id),
            "chain": str(event.chain),
            "sequence": event.sequence,
            "at": event.at.isoformat(),
            "person": key(event.person_id),
            "organisation": key(event.organisation_id),
            "staff_session": key(event.staff_session_id),
            "request": event.request,
            "verb": event.verb,
            "is_read": event.is_read,
            "record": key(event.record),
            "record_kind": event.record_kind,
            "label": event.label,
            "count": event.count,
            "notes": digests(event.notes),
            "changes_count": event.changes_count,
            "changes_digest": event.changes_digest,
            "previous": event.previous,
        }
    )


def append(
    chain: UUID,
    verb: str,
    *,
    record: Any = None,
    kind: str = "",
    label: str = "",
    count: int = 1,
    is_read: bool = False,
    notes: Mapping[str, Any] | None = None,
    changes: Iterable[Changed] = (),
) -> Event:
    """Write one event and what it changed. Its signed head leaves the database when the transaction commits."""
    with transaction.atomic():
        context = current()
        event = Event(
            id=new_key(),
            chain=chain,
            person_id=context.actor.person,
            organisation_id=context.organisation(chain, record),
            staff_session_id=context.staff_session(chain),
            request=context.request,
            verb=verb,
            is_read=is_read,
            record=record.pk if record is not None else None,
            record_kind=kind,
            label=label,
            count=count,
            notes=seal({name: Pair(None, value) for name, value in sorted((notes or {}).items())}),
        )
        # Foreign keys are checked at commit, so the many rows of an import need not wait behind the chain's lock.
        _write_changes(event, changes)
        head = hold(chain)
        event.at = timezone.now()
        event.sequence, event.previous = head.sequence + 1, head.digest
        event.digest = event_digest(event)
        event.save(force_insert=True)
        head.sequence, head.digest = event.sequence, event.digest
        head.save(update_fields=["sequence", "digest"])
        transaction.on_commit(lambda: signing.export(chain, event.sequence, event.digest, event.at), robust=True)
    return event


def _write_changes(event: Event, changes: Iterable[Changed]) -> None:
    total = hashlib.sha256()
    for batch in batched(_rows(event, changes), BATCH):
        RecordChange.objects.bulk_create(batch)
        for row in batch:
            total.update(row.digest.encode())
        event.changes_count += len(batch)
    event.changes_digest = total.hexdigest() if event.changes_count else ""


def _rows(event: Event, changes: Iterable[Changed]) -> Iterator[RecordChange]:
    for position, changed in enumerate(changes, start=1):
        row = RecordChange(
            event_id=event.id,
            position=position,
            act=changed.act,
            record=changed.record,
            record_kind=changed.kind,
            values=seal(changed.pairs),
        )
        row.digest = change_digest(row)
        yield row

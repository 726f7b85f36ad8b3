"""Erase values of a record from its history for good. Their digests stay, so the chain still verifies; an event says
which fields, why and who. What the record holds now is not touched: the room's own action empties that first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

from openward.foundation.history import log
from openward.foundation.history.models import Event, RecordChange
from openward.foundation.history.notes import FIELDS, QUERY, REASON
from openward.foundation.history.owners import owner_of
from openward.foundation.history.sealed import shredded, unseal
from openward.foundation.identity.models import Person
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import Verb, Verdict, may
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError

# Beside fields: the reasons that people wrote, and what they searched for.
NOTES = frozenset({REASON, QUERY})


def shred(actor: Actor, record: Any, fields: Iterable[str], reason: str) -> Event:
    """The event that tells it. `record` may be deleted already. `fields` are names of its fields, or REASON and QUERY
    for the notes of its events.

    Raises Refused unless the actor may delete the record, OpenwardError("shred-without-reason") or ("shred-unknown").
    """
    require(_may_shred(actor, record))
    names = sorted(set(fields))
    if not reason.strip():
        raise OpenwardError("shred-without-reason")
    known = {field.name for field in record._meta.get_fields()} | NOTES
    if not names or not known.issuperset(names):
        raise OpenwardError("shred-unknown", fields=sorted(set(names) - known))
    with transaction.atomic():
        _overwrite_freed_pages()
        count = 0
        for row in RecordChange.objects.select_for_update().filter(record=record.pk).order_by("id"):
            count += _emptied(row, "values", names)
        for event in Event.objects.select_for_update(of=("self",)).filter(record=record.pk).order_by("sequence"):
            count += _emptied(event, "notes", [name for name in names if name in NOTES])
        told = log.noted(record, "shredded", reason, {FIELDS: names, "@count": count})
        transaction.on_commit(_empty_journal)
    return told


def _may_shred(actor: Actor, record: Any) -> Verdict:
    if isinstance(record, Protected):
        return may(actor, Verb.DELETE, record)
    if isinstance(record, Person) and record.pk == actor.person:
        return Verdict(True, "role")
    is_theirs = owner_of(record) in actor.organisations and actor.has_role(owner_of(record), {"coordinator"})
    return Verdict(is_theirs, "role" if is_theirs else "role-missing")


def _emptied(row: Any, column: str, names: list[str]) -> int:
    """How many values of the row went."""
    held = getattr(row, column)
    going = [name for name, pair in unseal(held).items() if pair is not None and name in names]
    if going:
        setattr(row, column, shredded(held, going))
        row.save(update_fields=[column])
    return len(going)


def _overwrite_freed_pages() -> None:
    """SQLite otherwise leaves what was deleted in free pages of its file. (PostgreSQL: until the next VACUUM.)"""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON").fetchone()


def _empty_journal() -> None:
    """The write-ahead log still holds pages as they were."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

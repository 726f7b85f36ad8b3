"""Reads of the history, all through the visibility policy: versions of a record, and who looked at it.

Each takes a number of queries that does not grow with the events it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from openward.foundation.history import verbs
from openward.foundation.history.access import (
    may_read_history,
    may_read_values,
    may_see_who_looked,
    sees_names,
)
from openward.foundation.history.actions.undo import can_be_restored, needs_reason, verb_to_restore
from openward.foundation.history.models import Event, RecordChange
from openward.foundation.history.notes import COUNTS, QUERY, REASON
from openward.foundation.history.owners import owner_of
from openward.foundation.history.sealed import Pair, unseal
from openward.foundation.history.shown import Difference, Shower
from openward.foundation.history.snapshot import values_of
from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import address_of, kind_of, model_of, visible_records
from openward.foundation.visibility.refusal import require

PAGE = 50


@dataclass(frozen=True)
class Version:
    """One event of a record as its reader sees it. `is_closed`: that it happened is shown, what it said is not, because
    it stands under a stricter label. `person` is empty for who may not know names."""

    event: UUID
    at: datetime
    verb: str
    words: str
    person: str
    organisation: str
    is_staff_session: bool
    reason: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    differences: Sequence[Difference] = ()
    is_closed: bool = False
    may_be_undone: bool = False
    needs_reason: bool = False


@dataclass(frozen=True)
class Look:
    """One read as the owner's coordinator sees it. `title` is empty where they may not read the record themselves."""

    event: UUID
    sequence: int
    at: datetime
    how: str
    words: str
    person: str
    organisation: str
    staff_reason: str
    is_staff_session: bool
    kind: str
    title: str
    address: str
    label: str
    count: int
    query: str


def _named(events: Any) -> Any:
    return events.select_related("person", "organisation", "staff_session")


def versions_of(actor: Actor, record: Any, limit: int = PAGE) -> list[Version]:
    """The latest versions of the record, newest first. Empty for who may not read it."""
    return versions(actor, record, events_of(actor, record).order_by("-id")[:limit])


def events_of(actor: Actor, record: Any) -> QuerySet[Event]:
    """What was done to the record, for a page of `versions`. Their keys are in order of time.

    Imports into a work that the record is part of are among them: they touched it with all others.
    """
    if not may_read_history(actor, record, owner_of(record)):
        return Event.objects.none()
    changed_in = RecordChange.objects.filter(record=record.pk).values("event")
    touched = Q(record=record.pk, is_read=False) | Q(id__in=changed_in)
    if works := _works_of(record):
        touched |= Q(record__in=works, verb__in=("imported", "refreshed"), at__gte=_made_at(record.pk))
    return _named(Event.objects.filter(touched))


def versions(actor: Actor, record: Any, events: Iterable[Event]) -> list[Version]:
    """Events of `events_of` as the actor may see them."""
    rows = list(events)
    changes = _changes_of(rows, record.pk)
    shower = Shower(actor, [(kind_of(record), pairs) for _act, pairs in changes.values()])
    owner = owner_of(record)
    restorable = {}
    if rows and isinstance(record, Protected):
        may_do = {verb: bool(may(actor, verb, record)) for verb in (Verb.CHANGE, Verb.LABEL)}
        now = values_of(record, {"label", *(name for _act, pairs in changes.values() for name in pairs)})
        restorable = {
            row.id: can_be_restored(row, act, pairs, now) and may_do[verb_to_restore(type(record), pairs)]
            for row in rows
            for act, pairs in [changes.get(row.id, ("", {}))]
        }
    return [
        _version(actor, record, owner, row, changes.get(row.id), shower, restorable.get(row.id, False)) for row in rows
    ]


def _works_of(record: Any) -> list[UUID]:
    """Keys of what the record is part of, by the paths that assignments go."""
    if not isinstance(record, Protected):
        return []
    paths = [path for path in record.visibility.assignment_paths if "__" not in path and path != "id"]
    return [key for path in paths if isinstance(key := getattr(record, path, None), UUID)]


def _made_at(key: UUID) -> datetime:
    """The moment that a version 7 UUID tells (RFC 9562): its first 48 bits are milliseconds."""
    return datetime.fromtimestamp((key.int >> 80) / 1000, tz=UTC)


def _changes_of(events: Iterable[Event], record: UUID) -> dict[UUID, tuple[str, dict[str, Pair | None]]]:
    """Event -> what it did to the record: act and values."""
    rows = RecordChange.objects.filter(event__in=[event.id for event in events], record=record)
    return {row.event_id: (row.act, unseal(row.values)) for row in rows.order_by("position")}


def _noted(event: Event, name: str) -> Any:
    pair = unseal(event.notes).get(name)
    return pair.after if pair else None


def _version(
    actor: Actor,
    record: Any,
    owner: UUID,
    event: Event,
    change: tuple[str, dict[str, Pair | None]] | None,
    shower: Shower,
    is_restorable: bool,
) -> Version:
    pairs = change[1] if change else {}
    is_open = may_read_values(actor, record, event.label, owner, _told(pairs))
    may_be_undone = is_open and is_restorable
    return Version(
        event=event.id,
        at=event.at,
        verb=event.verb,
        words=verbs.shown(event.verb),
        person=_person(event) if sees_names(actor, owner) else "",
        organisation=str(event.organisation or ""),
        is_staff_session=event.staff_session_id is not None,
        reason=(_noted(event, REASON) or "") if is_open else "",
        counts=(_noted(event, COUNTS) or {}) if is_open else {},
        differences=shower.differences(kind_of(record), pairs) if is_open else (),
        is_closed=not is_open,
        may_be_undone=may_be_undone,
        needs_reason=may_be_undone and needs_reason(type(record), pairs),
    )


def _told(pairs: Mapping[str, Pair | None]) -> list[str]:
    """Fields of which an event tells something: what is made without a value says nothing of it."""
    return [name for name, pair in pairs.items() if pair is None or pair != Pair(None, None)]


def _person(event: Event) -> str:
    return str(event.person) if event.person else ""


def who_looked(
    actor: Actor, organisation: Organisation, how: str = "", staff_only: bool = False, record: UUID | None = None
) -> QuerySet[Event]:
    """Readings of records of the organisation that are TLP:AMBER+STRICT or TLP:RED, searches, exports, prints and
    downloads, for a page of `looks` in order of `sequence`; of one record alone where its key is given. Raises Refused
    unless the actor is its coordinator."""
    require(may_see_who_looked(actor, organisation.id))
    events = Event.objects.filter(chain=organisation.id, is_read=True)
    if how:
        events = events.filter(verb=how)
    if staff_only:
        events = events.filter(staff_session__isnull=False)
    if record:
        events = events.filter(record=record)
    return _named(events)


def who_changed(actor: Actor, organisation: Organisation) -> QuerySet[Event]:
    """What was done to the organisation's records, for a page of `looks` in order of `sequence`, without values: these
    stand in each record's versions. Raises Refused unless the actor is its coordinator."""
    require(may_see_who_looked(actor, organisation.id))
    return _named(Event.objects.filter(chain=organisation.id, is_read=False))


def looks(actor: Actor, events: Iterable[Event]) -> list[Look]:
    """Events of `who_looked` or `who_changed` in words; one query for each kind of record among them."""
    rows = list(events)
    records = visible_records(actor, [(row.record_kind, row.record) for row in rows if row.record])
    return [_look(row, records.get((row.record_kind, row.record))) for row in rows]


def _look(event: Event, record: Any) -> Look:
    model = model_of(event.record_kind)
    kind = "" if model is None else model._meta.verbose_name if event.record else model._meta.verbose_name_plural
    return Look(
        event=event.id,
        sequence=event.sequence,
        at=event.at,
        how=event.verb,
        words=verbs.shown(event.verb),
        person=_person(event),
        organisation=str(event.organisation or ""),
        staff_reason=event.staff_session.reason if event.staff_session else "",
        is_staff_session=event.staff_session_id is not None,
        kind=str(kind),
        title=str(record) if record is not None else "",
        address=address_of(record) if record is not None else "",
        label=event.label,
        count=event.count,
        query=_noted(event, QUERY) or "",
    )

"""Traces of a record, both directions, to what the actor may read now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from openward.foundation.traces.models import Trace
from openward.foundation.traces.registry import kind_of_trace
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import effective_label, may_read
from openward.foundation.visibility.references import address_of, visible_records

# A page shows no more; who needs all of them looks in the room that made them.
AT_MOST = 500


@dataclass(frozen=True)
class Link:
    """One end of a trace as seen from the other."""

    id: UUID
    kind: str
    words: str
    record: Any
    title: str
    address: str
    label: str
    is_forward: bool


def traces_of(actor: Actor, record: Any) -> list[Link]:
    """In order of kind, direction and time. One query, and one for each kind of record at the other ends."""
    if not may_read(actor, record):
        return []
    rows = list(Trace.objects.filter(Q(source=record.pk) | Q(target=record.pk)).order_by("kind", "id")[:AT_MOST])
    ends = {row.id: _other_end(row, record.pk) for row in rows}
    seen = visible_records(actor, ends.values())
    red_wholes: dict[Any, frozenset[UUID]] = {}
    return [
        _link(row, found, effective_label(found, red_wholes), row.source == record.pk)
        for row in rows
        if (found := seen.get(ends[row.id]))
    ]


def _other_end(trace: Trace, key: UUID) -> tuple[str, UUID]:
    is_source = trace.source == key
    return (trace.target_kind, trace.target) if is_source else (trace.source_kind, trace.source)


def _link(trace: Trace, record: Any, label: str, is_forward: bool) -> Link:
    kind = kind_of_trace(trace.kind)
    words = (kind.forward if is_forward else kind.backward) if kind else trace.kind
    return Link(trace.id, trace.kind, str(words), record, str(record), address_of(record), label, is_forward)

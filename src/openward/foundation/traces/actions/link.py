"""Make a trace between two records, and remove it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.traces.models import Trace
from openward.foundation.traces.registry import kind_of_trace
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may, may_read
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require


def link(actor: Actor, source: Any, target: Any, kind: str) -> Trace:
    """The trace; the same one when it is there already. The actor must be allowed to change the source and to read the
    target. Raises LookupError for a kind that nobody declared."""
    if kind_of_trace(kind) is None:
        raise LookupError(f"no kind of trace: {kind}")
    require(may(actor, Verb.CHANGE, source))
    require(may_read(actor, target))
    with transaction.atomic():
        trace, is_new = Trace.objects.get_or_create(
            source=source.pk,
            target=target.pk,
            kind=kind,
            defaults={
                "owner_id": source.owner_id,
                "source_kind": kind_of(source),
                "target_kind": kind_of(target),
                "made_by_id": actor.person,
            },
        )
        if is_new:
            log.created(trace, "linked")
    return trace


def unlink(actor: Actor, source: Any, trace: Trace) -> None:
    """Remove a trace that leads from `source`."""
    require(may(actor, Verb.CHANGE, source))
    if trace.source != source.pk:
        raise LookupError("the trace does not lead from this record")
    with transaction.atomic():
        log.deleted(trace, verb="unlinked")
        trace.delete()

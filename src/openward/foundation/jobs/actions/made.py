"""Tell what a job made: a trace from its page to the record, and back. Call it where the work writes."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.jobs.models import Job
from openward.foundation.traces.models import Trace
from openward.foundation.visibility.references import kind_of


def made(job: Job, record: Any) -> Trace:
    """The trace; the same one when the job made the record anew. Nobody asks: the work runs for who started the job,
    and a trace opens neither of its ends. Raises ValueError when job and record have not the same owner."""
    if job.owner_id != record.owner_id:
        raise ValueError("a job makes records of its owner")
    with transaction.atomic():
        trace, is_new = Trace.objects.get_or_create(
            source=job.pk,
            target=record.pk,
            kind="made",
            defaults={
                "owner_id": job.owner_id,
                "source_kind": kind_of(job),
                "target_kind": kind_of(record),
                "made_by_id": job.started_by_id,
            },
        )
        if is_new:
            log.created(trace, "linked")
    return trace

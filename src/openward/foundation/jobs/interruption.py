"""Find jobs whose worker is gone: killed, crashed, or cut off. Nothing half-written is theirs; they can start again.

A worker that only seemed gone (a machine that slept) cannot finish its attempt: its last transaction is fenced by the
state that is written here.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.reporting import BEAT_SECONDS
from openward.foundation.notices.actions import notify

# Twelve beats without a sign of life. A pause of the machine or of the database is shorter.
LOST_AFTER = timedelta(seconds=12 * BEAT_SECONDS)


def find(now: datetime | None = None) -> list[Job]:
    """Mark the jobs that are lost at `now` and tell who started them. One quick query where there is none."""
    since = (now or timezone.now()) - LOST_AFTER
    # A worker may die after it took the task from the queue and before it claimed the job.
    taken = DBTaskResult.objects.exclude(status="READY").filter(started_at__lt=since).values("id")
    lost = Q(state=State.RUNNING, beat_at__lt=since) | Q(state=State.WAITING, asked_at__lt=since, task__in=taken)
    rows = Job.objects.for_system("jobs that lost their worker")
    if not rows.filter(lost).exists():
        return []
    found = []
    with transaction.atomic():
        for job in rows.filter(lost).select_for_update(of=("self",), skip_locked=True).order_by("id"):
            job.state, job.ended_at = State.INTERRUPTED, timezone.now()
            job.error_code, job.error_parameters = "job-interrupted", {}
            job.save(update_fields=["state", "ended_at", "error_code", "error_parameters"])
            if job.started_by:
                notify([job.started_by], "job-interrupted", record=job)
            found.append(job)
    return found

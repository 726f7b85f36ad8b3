"""Ask for a job, or for another attempt at one. It enters the queue when the transaction commits, never sooner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.actions.assign import assign_maker
from openward.foundation.identity.models import Organisation, Person
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.registry import work_of
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actions.name_reader import name_readers
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import may_create, may_read
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def start(
    actor: Actor,
    slug: str,
    owner: Organisation,
    label: str,
    subject: Any = None,
    parameters: Mapping[str, Any] | None = None,
) -> Job:
    """The waiting job. `label` is its label of the Traffic Light Protocol, `parameters` are JSON.

    Raises Refused when the actor may not make records of the owner, LookupError for unknown work.
    """
    require(may_create(actor, owner.id))
    work_of(slug)
    with transaction.atomic():
        job = Job.objects.create(
            owner=owner,
            label=label,
            work=slug,
            subject=subject.pk if subject is not None else None,
            subject_kind=kind_of(subject) if subject is not None else "",
            parameters=dict(parameters or {}),
            started_by_id=actor.person,
        )
        log.created(job, "started")
        _open_to_starter(actor, job)
        _enqueue(job)
    return job


def retry(actor: Actor, job: Job) -> Job:
    """Another attempt at a job that failed, was cancelled or lost its worker. Raises OpenwardError("job-not-over")
    while it is under way or when it is done."""
    require(may_create(actor, job.owner_id))
    with transaction.atomic():
        with log.change(job, "retried"):
            job = Job.objects.visible_to(actor).select_for_update(of=("self",)).get(id=job.id)
            if not job.may_start_again:
                raise OpenwardError("job-not-over")
            job.state, job.attempt = State.WAITING, job.attempt + 1
            job.asked_at, job.started_at, job.ended_at, job.cancel_asked_at = timezone.now(), None, None, None
            job.error_code, job.error_parameters = "", {}
            job.stage, job.done, job.total = "", 0, None
            job.save()
        _enqueue(job)
    return job


def _enqueue(job: Job) -> None:
    # The queue is a table of the same database, so the entry commits, or not, together with the job.
    queued = run_job.enqueue(str(job.id), job.attempt)
    job.task = queued.id
    job.save(update_fields=["task"])


def _open_to_starter(actor: Actor, job: Job) -> None:
    """Who starts a piece of work is assigned to it, unless they see it anyway."""
    if may_read(actor, job):
        return
    if job.label == Label.RED:
        name_readers(job, [Person.objects.get(pk=actor.person)])
    else:
        assign_maker(actor, job)

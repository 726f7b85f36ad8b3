"""Jobs that an actor may see, and the sentence of what went wrong."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from openward.foundation.jobs.models import UNDER_WAY, Job
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import record_or_404
from openward.foundation.visibility.references import visible_records
from openward.methods.errors import OpenwardError
from openward.wording import words


def mine(actor: Actor) -> QuerySet[Job]:
    """Jobs that the actor started; their keys are in order of time."""
    jobs = Job.objects.visible_to(actor).filter(started_by=actor.person)
    return jobs if actor.person else jobs.none()


def under_way(actor: Actor) -> list[Job]:
    """Jobs of the actor that wait or run, newest first."""
    return list(mine(actor).filter(state__in=UNDER_WAY).order_by("-id"))


def about(actor: Actor, record: object) -> QuerySet[Job]:
    """Jobs about a record, newest first."""
    return Job.objects.visible_to(actor).filter(subject=record.pk).order_by("-id")


def subject_of(actor: Actor, job: Job) -> Any:
    """The record that the job is about, where the actor may read it."""
    subject = (job.subject_kind, job.subject)
    return visible_records(actor, [subject]).get(subject) if job.subject else None


def job_or_404(actor: Actor, key: UUID) -> Job:
    return record_or_404(Job.objects.select_related("owner"), actor, id=key)


def error_sentence(job: Job) -> str:
    """What is wrong and how to mend it, in the language of this moment; empty where nothing is."""
    if not job.error_code:
        return ""
    error = OpenwardError(job.error_code, **job.error_parameters)
    try:
        return words(get_language() or "en").error(error)
    except (KeyError, TypeError, ValueError):
        return str(error)  # kept by an older version, whose sentence had other parameters

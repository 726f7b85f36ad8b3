"""{% load jobs %}: the words of a job's stage and of what went wrong, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import get_language

from openward.foundation.jobs.models import Job
from openward.foundation.jobs.registry import facts_of
from openward.foundation.jobs.selectors import error_sentence
from openward.wording import words
from openward.wording.stages import STAGES

register = template.Library()
register.filter("job_error", error_sentence)


@register.filter
def job_stage(job: Job) -> str:
    """A stage that nobody named is shown as its slug."""
    return words(get_language() or "en").gettext(STAGES.get(job.stage, job.stage))


@register.filter
def job_facts(job: Job) -> Sequence[tuple[Any, Any]]:
    """Labels and numbers of what it did, once it is done."""
    return facts_of(job.work, job.result)


@register.filter
def job_share(job: Job) -> float | None:
    """0..1, None while it is unknown."""
    return min(1.0, job.done / job.total) if job.total else None

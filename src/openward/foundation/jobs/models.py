"""The table of jobs: progress is written by the worker that runs it, everything else by actions. And which work of the
day is done (`daily.py`)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.jobs.registry import title_of
from openward.foundation.visibility.models import Protected, Visibility


class State(models.TextChoices):
    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    INTERRUPTED = "interrupted", _("interrupted")


UNDER_WAY = frozenset({State.WAITING, State.RUNNING})
MAY_START_AGAIN = frozenset({State.FAILED, State.CANCELLED, State.INTERRUPTED})


class Job(Protected):
    """`subject` is the record that it is about: who is assigned to that sees the job. `error_code` and
    `error_parameters` are those of an OpenwardError; pages make the sentence, in the reader's language."""

    visibility: ClassVar[Visibility] = Visibility(assignment_paths=("id", "subject"))
    not_in_history: ClassVar[frozenset[str]] = frozenset({"stage", "done", "total", "beat_at", "task"})

    work = models.CharField(_("work"), max_length=60)
    subject = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=80, blank=True)
    parameters = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    attempt = models.PositiveIntegerField(default=1)
    task = models.UUIDField(null=True, help_text="key in the queue of the worker")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    beat_at = models.DateTimeField(null=True, help_text="when the worker last said that it lives")
    cancel_asked_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_parameters = models.JSONField(default=dict)
    result = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [
            models.Index(fields=["started_by", "id"], name="job_started_by"),
            models.Index(fields=["subject"], name="job_subject"),
            models.Index(
                fields=["state", "beat_at"], name="job_under_way", condition=models.Q(state__in=["waiting", "running"])
            ),
        ]

    def __str__(self) -> str:
        return str(title_of(self.work))

    def get_absolute_url(self) -> str:
        return reverse("jobs:job", args=[self.id])

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_being_cancelled(self) -> bool:
        return self.state == State.RUNNING and self.cancel_asked_at is not None

    @property
    def may_start_again(self) -> bool:
        return self.state in MAY_START_AGAIN


class DailyWork(models.Model):
    """`claimed_at`: when the process that does it now last said that it lives."""

    slug = models.CharField(primary_key=True, max_length=60)
    done_on = models.DateField(null=True)
    claimed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("daily work")
        verbose_name_plural = _("daily works")

    def __str__(self) -> str:
        return self.slug

"""One attempt at a job, in a worker process: claim it, run its work as the person who asked, write how it ended.

What goes wrong never leaves this module: an OpenwardError is kept as code and parameters, anything else is logged by
type and place, without its message, which may hold data. The queue's own table so never holds a traceback.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from openward.foundation.history import log
from openward.foundation.jobs import interruption
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.registry import work_of
from openward.foundation.jobs.reporting import Report, mine
from openward.foundation.notices.actions import notify
from openward.methods.errors import Cancelled, OpenwardError

logger = structlog.get_logger(__name__)


@task()
def run_job(key: str, attempt: int) -> None:
    """What the queue calls. Jobs whose worker died are found on the way."""
    interruption.find()
    if job := _claimed(UUID(key), attempt):
        with log.context(job.started_by_id, request_id=f"job {job.id}"):
            _carry_out(job)


def _claimed(key: UUID, attempt: int) -> Job | None:
    """The job, now running; None if it was cancelled, or if this call is of an attempt that is over."""
    rows = Job.objects.for_system("a worker takes the next job")
    now = timezone.now()
    taken = rows.filter(id=key, attempt=attempt, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, beat_at=now, stage="", done=0, total=None
    )
    return rows.select_related("started_by").get(id=key) if taken else None


def _carry_out(job: Job) -> None:
    report = Report(job)
    try:
        with report.running():
            result = work_of(job.work).function(job, report)
        _finish(job, result)
    except Cancelled:
        _end(job, State.CANCELLED)
    except OpenwardError as error:
        _end(job, State.FAILED, error)
    except Exception as error:
        logger.error("job-failed", job=str(job.id), work=job.work, attempt=job.attempt, exc_info=error)
        _end(job, State.FAILED, OpenwardError("job-failed-unexpectedly", job=str(job.id)))
    except BaseException:
        # The worker is told to stop at once: the job can be started again.
        _end(job, State.INTERRUPTED, OpenwardError("job-interrupted"))
        raise


def _finish(job: Job, result: dict[str, Any] | Callable[[], dict[str, Any]]) -> None:
    """Write the result and the end in one transaction, held by the lock on the job's row. A wish to stop that comes
    after the work wrote by itself is too late."""
    with transaction.atomic():
        held = mine(job).select_for_update().first()
        if held is None or (callable(result) and held.cancel_asked_at):
            raise Cancelled
        written = result() if callable(result) else result
        _end(job, State.DONE, result=written)


def _end(job: Job, state: State, error: OpenwardError | None = None, result: dict[str, Any] | None = None) -> None:
    with transaction.atomic():
        ended = mine(job).update(
            state=state,
            ended_at=timezone.now(),
            error_code=error.code if error else "",
            error_parameters=plain(error.parameters) if error else {},
            result=result or {},
        )
        is_told = work_of(job.work).tells_when_done if state == State.DONE else state != State.CANCELLED
        if ended and is_told:
            notify([job.started_by], f"job-{state}", record=job)


def plain(parameters: dict[str, object]) -> dict[str, Any]:
    """Parameters of an error as JSON; what is neither text, number nor a list of these is shown as text."""

    def one(value: object) -> Any:
        if isinstance(value, (list, tuple)):
            return [one(held) for held in value]
        return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)

    return {name: one(value) for name, value in parameters.items()}

"""The progress of a running job, and its heart: a thread with a database connection of its own.

So progress shows even while the work is inside a transaction (on PostgreSQL; SQLite has one writer at a time, and shows
it afterwards), a long calculation that reports nothing still counts as alive, and a wish to cancel is noticed at the
next call of the work. Each write is fenced by attempt and state: a job that was given up and started again elsewhere
cannot be written to by the worker that lost it; that worker's next call raises Cancelled.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.utils import timezone

from openward.foundation.jobs.models import Job, State
from openward.methods.errors import Cancelled

logger = logging.getLogger(__name__)

WRITE_SECONDS = 0.5
BEAT_SECONDS = 5.0


def mine(job: Job) -> QuerySet[Job]:
    """The job's row while this attempt holds it and nobody asked to stop."""
    rows = Job.objects.for_system("a worker writes to the job that it runs")
    return rows.filter(id=job.id, attempt=job.attempt, state=State.RUNNING)


class Report:
    """The `Progress` that work is given. It never waits for the database unless there is no thread to do so."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._said: tuple[str, int, int | None] = ("", 0, None)
        self._written: tuple[str, int, int | None] = self._said
        self._next_write = self._next_beat = 0.0
        self._stop = threading.Event()
        self._wakened = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None:
        if self._stop.is_set():
            raise Cancelled
        self._said = (stage, done, total)
        if self._thread is None and time.monotonic() >= self._next_write:
            self.write()
            if self._stop.is_set():
                raise Cancelled

    def write(self) -> None:
        """Write what was said last, and look whether the work should stop."""
        now = time.monotonic()
        said = self._said
        if said != self._written or now >= self._next_beat:
            stage, done, total = said
            held = mine(self._job).filter(cancel_asked_at__isnull=True)
            if not held.update(stage=stage, done=done, total=total, beat_at=timezone.now()):
                self._stop.set()
            self._written, self._next_beat = said, now + BEAT_SECONDS
        elif not mine(self._job).filter(cancel_asked_at__isnull=True).exists():
            self._stop.set()
        self._next_write = now + WRITE_SECONDS

    def _keep_writing(self) -> None:
        try:
            while not self._wakened.wait(WRITE_SECONDS) and not self._stop.is_set():
                try:
                    self.write()
                except DatabaseError:
                    # The work holds SQLite's only write lock, or the database is away for a moment: it comes again.
                    logger.debug("progress could not be written", exc_info=True)
        finally:
            connection.close()

    @contextmanager
    def running(self) -> Iterator[Report]:
        """While the work runs. Inside a test's transaction a second connection would wait for ever: no thread then."""
        if not connection.in_atomic_block:
            self._thread = threading.Thread(target=self._keep_writing, name="job-progress", daemon=True)
            self._thread.start()
        try:
            yield self
        finally:
            if self._thread is not None:
                self._wakened.set()
                self._thread.join()
                self._thread = None

"""What is due once a day although nobody asks for it, such as what follows from how long ago something was.

    @daily("visits", _("Order of visits"), due=keys_of_registers)
    def work_out(key, progress): ...

An app registers its own in `work.py`. `due` gives what is to be done today, piece by piece: a piece that fails does not
keep the others from being done, and is tried again within the hour. The hard part is that every machine and every
worker may look whether something is due (`openward daily`), and one alone does it: who claims the row of the day, and
keeps renewing the claim. A claim that was not renewed is of a process that is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db.models import Q
from django.utils import timezone

from openward.foundation.jobs.models import DailyWork
from openward.foundation.jobs.registry import discover
from openward.methods.errors import Cancelled
from openward.methods.progress import Progress

logger = structlog.get_logger(__name__)

GONE_AFTER = timedelta(minutes=30)
RENEW_SECONDS = 60.0

Piece = Callable[[Any, Progress], None]


@dataclass(frozen=True)
class Daily:
    slug: str
    title: Any
    due: Callable[[], Iterable[Any]]
    function: Piece


_works: dict[str, Daily] = {}


def daily(slug: str, title: Any, due: Callable[[], Iterable[Any]]) -> Callable[[Piece], Piece]:
    """Register `function(piece, progress)`, in transactions of its own. It may report to `progress` outside of these,
    which raises Cancelled where another process does the work by now. `title` is a lazy translation."""

    def register(function: Piece) -> Piece:
        _works[slug] = Daily(slug, title, due, function)
        return function

    return register


@dataclass(frozen=True)
class Outcome:
    """What became of a work that was due: pieces that were done, and that failed."""

    title: str
    done: int
    failed: int


class _Claim:
    """The day's work, held by this process alone; renewed by every report of progress, once a minute."""

    def __init__(self, slug: str) -> None:
        self._slug, self._today, self._at = slug, timezone.localdate(), timezone.now()
        DailyWork.objects.get_or_create(slug=slug)
        is_due = Q(done_on__isnull=True) | Q(done_on__lt=self._today)
        is_free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=self._at - GONE_AFTER)
        # One statement: of two that come at once, the second finds it claimed.
        taken = DailyWork.objects.filter(is_due, is_free, slug=slug).update(claimed_at=self._at)
        self.is_mine = bool(taken)
        self._renewed = time.monotonic()

    def __call__(self, stage: str = "", done: int = 0, total: int | None = None) -> None:
        if time.monotonic() - self._renewed >= RENEW_SECONDS:
            now = timezone.now()
            self._write(claimed_at=now)
            self._at, self._renewed = now, time.monotonic()

    def end(self, is_done: bool) -> None:
        self._write(claimed_at=None, **({"done_on": self._today} if is_done else {}))

    def _write(self, **values: Any) -> None:
        if not DailyWork.objects.filter(slug=self._slug, claimed_at=self._at).update(**values):
            raise Cancelled


def do_what_is_due() -> list[Outcome]:
    """Do today's work, as far as nobody did it or is doing it. Gives what was done here, in the order of the slugs."""
    discover()
    return [outcome for slug in sorted(_works) if (outcome := _do(_works[slug]))]


def _do(work: Daily) -> Outcome | None:
    claim = _Claim(work.slug)
    if not claim.is_mine:
        return None
    done = failed = 0
    try:
        for piece in work.due():
            claim()
            try:
                work.function(piece, claim)
                done += 1
            except Cancelled:
                raise
            except Exception as error:
                failed += 1
                logger.error("daily-work-failed", work=work.slug, exc_info=error)
    except Cancelled:
        # Another process thought that this one was gone, and does the rest.
        return Outcome(str(work.title), done, failed)
    except Exception as error:
        failed += 1
        logger.error("daily-work-failed", work=work.slug, exc_info=error)
    with suppress(Cancelled):
        claim.end(is_done=not failed)
    return Outcome(str(work.title), done, failed)

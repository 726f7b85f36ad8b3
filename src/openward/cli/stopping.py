"""Ctrl-C as a wish to have the best so far: the first is passed to the work, the second stops it at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from openward.methods.errors import Cancelled
from openward.methods.progress import Progress


@contextmanager
def gently_stopped(progress: Progress) -> Iterator[Progress]:
    """A progress that raises Cancelled once SIGINT has come."""
    former = signal.getsignal(signal.SIGINT)
    asked = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True
        signal.signal(signal.SIGINT, former)

    def report(stage: str, done: int = 0, total: int | None = None) -> None:
        if asked:
            raise Cancelled
        progress(stage, done, total)

    signal.signal(signal.SIGINT, note)
    try:
        yield report
    finally:
        signal.signal(signal.SIGINT, former)

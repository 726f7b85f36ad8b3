"""The protocol that long work reports to: a terminal line, a job row, or nothing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called with a stage (a stable slug such as `reading-extract`) and how much of it is done.

    `total` is None while it is unknown. An implementation may raise `openward.methods.errors.Cancelled` to stop.
    """

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None: ...


def silent(stage: str, done: int = 0, total: int | None = None) -> None:
    """Report to nobody."""

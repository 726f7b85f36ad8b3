"""Progress on a terminal: one line that is written over. Nothing where stderr is no terminal."""

from __future__ import annotations

import sys
import time
from typing import Self, TextIO

from openward.wording import Words
from openward.wording.stages import STAGES

BETWEEN = 0.1  # seconds between two writings of the same stage


class TerminalProgress:
    """A `Progress` that names the stage in the reader's language. As a context it clears the line at its end."""

    def __init__(self, words: Words, stream: TextIO | None = None) -> None:
        self._words = words
        self._stream = sys.stderr if stream is None else stream
        self._shown = self._stream.isatty()
        self._stage, self._last = "", 0.0

    def __call__(self, stage: str, done: int = 0, total: int | None = None) -> None:
        now = time.monotonic()
        if not self._shown or (stage == self._stage and now - self._last < BETWEEN):
            return
        self._stage, self._last = stage, now
        sentence = self._words.gettext(STAGES.get(stage, stage))
        much = self._words.percent(min(done / total, 1.0)) if total else self._words.number(done) if done else ""
        self._write(f"{sentence} {much}".rstrip())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        if self._shown and self._stage:
            self._write("")

    def _write(self, text: str) -> None:
        self._stream.write(f"\r\x1b[2K{text}")
        self._stream.flush()

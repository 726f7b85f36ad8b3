"""Exit codes of the command, as docs/reference/cli.md promises them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    NEGATIVE = 1  # the command worked, and its answer is no: a check that found something
    BAD_INPUT = 2  # something the caller can mend; nothing was written
    FAULT = 70  # a fault of ours
    INTERRUPTED = 130  # Ctrl-C
    TERMINATED = 143  # asked to stop by the system

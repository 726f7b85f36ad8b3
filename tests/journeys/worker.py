"""The worker of a journey: a real one in a process of its own, that a test can hold at whatever its job says first.

While the file `hold` stands in the installation's folder the job goes on saying the same, as long work does, so that
there is time to look at it and to stop it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent


def hold_file() -> Path:
    from django.conf import settings

    return Path(settings.HOME) / "hold"


def start() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.journeys.worker"], cwd=ROOT)


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from openward.foundation.jobs.reporting import Report

    say = Report.__call__

    def say_for_as_long_as_held(report: Any, stage: str, done: int = 0, total: int | None = None) -> None:
        say(report, stage, done, total)
        while hold_file().exists():
            time.sleep(0.05)
            say(report, stage, done, total)

    Report.__call__ = say_for_as_long_as_held  # type: ignore[method-assign]
    call_command("db_worker", interval=0.1, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main()

"""A real worker that stops where a test wants to kill it: `python -m tests.rooms.places.held_worker FOLDER STAGE DONE`.

It runs what is in the queue. At the first report of STAGE with at least DONE it leaves a file `reached` in FOLDER, and
stays there until it is killed. Rows are written few at a time, so that a small city is caught in the middle as well.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

FEW = 20


def main(folder: Path, stage: str, done: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from openward.foundation.jobs.reporting import Report
    from openward.rooms.places import rows

    report = Report.__call__

    def held(self: Report, said: str, so_far: int = 0, total: Any = None) -> None:
        report(self, said, so_far, total)
        if said == stage and so_far >= done:
            (folder / "reached").touch()
            while True:
                time.sleep(1)

    Report.__call__ = held
    rows.BATCH = FEW
    call_command("db_worker", batch=True, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))

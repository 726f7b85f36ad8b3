"""A process that changes one site again and again, and says each number once it is confirmed. Tests kill it.

python -m tests.foundation.history.saving SITE HOME NAME TIMES
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(site: str, home: str, name: str, times: str) -> None:
    import django

    django.setup()
    from django.conf import settings

    from openward.foundation.history import log
    from tests.sample.models import Site

    settings.HOME = Path(home)
    record = Site.objects.for_system("a process of a test").get(id=site)
    for number in range(int(times)):
        with log.change(record, reason=f"{name} {number}"):
            record.name = f"{name} {number}"
            record.save()
        print(number, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

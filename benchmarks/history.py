"""What the history costs: a logged change and a logged reading beside the bare write, and the check of a long chain.

On SQLite in a new folder (or the database of OPENWARD_DATABASE_URL), with the settings of the site: each write is its
own durable transaction. The peer is the same save without a log, in turns in the same run.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.measure import RUNS, Row, medians, publish

ROOT = Path(__file__).resolve().parent.parent
WRITES = 100
EVENTS = 5_000
IMPORTED = 100_000


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(OPENWARD_HOME=home, DJANGO_SETTINGS_MODULE="tests.settings", OPENWARD_LOG_LEVEL="ERROR")
        sys.path[:0] = [str(ROOT), str(ROOT / "src")]
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        return publish("history", measured())


def measured() -> list[Row]:
    from django.db import transaction
    from tests.foundation.scene import a_city

    from openward.foundation.history import integrity, log
    from openward.foundation.history.chain import Changed
    from openward.foundation.history.sealed import Pair
    from openward.foundation.identity.keys import new_key

    scene = a_city()
    count = iter(range(10**9))

    def save(logged: bool) -> None:
        for _ in range(WRITES):
            if logged:
                with log.change(scene.site):
                    scene.site.name = str(next(count))
                    scene.site.save()
            else:
                scene.site.name = str(next(count))
                scene.site.save()

    def read() -> None:
        for _ in range(WRITES):
            log.read(scene.site)

    def rows(number: int) -> Any:
        return (Changed("changed", new_key(), "sample.site", {"name": Pair("a", str(n))}) for n in range(number))

    with log.context(scene.officer):
        times = medians({"bare": lambda: save(False), "change": lambda: save(True), "read": read})
        imports = medians(
            {
                "import": lambda: log.imported(scene.work, is_new=False, counts={}, digest=""),
                "rows": lambda: log.imported(
                    scene.work, is_new=False, counts={}, digest="", changes=rows(IMPORTED // RUNS)
                ),
            }
        )
        with transaction.atomic():
            for _ in range(EVENTS):
                log.read(scene.site)
    report = integrity.check()
    assert report.is_intact
    checked = medians({"check": integrity.check})["check"]
    return [
        Row("bare save, durable", times["bare"] / WRITES * 1000, "ms"),
        Row("save in log.change", times["change"] / WRITES * 1000, "ms"),
        Row("  times the bare save", times["change"] / times["bare"], "x"),
        Row("logged reading", times["read"] / WRITES * 1000, "ms"),
        Row("import without single rows, one event", imports["import"] * 1000, "ms"),
        Row(f"import that tells {IMPORTED // RUNS} changed rows", imports["rows"], "s"),
        Row(f"check of {report.events} events and {report.changes} changes", checked, "s"),
        Row("  events and changes a second", (report.events + report.changes) / checked, "/s"),
    ]


if __name__ == "__main__":
    sys.exit(main())

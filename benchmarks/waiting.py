"""How long others wait while the map of 100,000 places is read: someone saves the last visit of a place every 100 ms.

On SQLite, where one writer at a time is all there is. The saves come from a process of their own, through the action of
the page; their peer is one bare durable UPDATE of the same row, with nobody else about. First a register is read anew,
then the same map again into a register that people are working on, then its visits are worked out where all differ.
"""

from __future__ import annotations

import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import large_register
from benchmarks.measure import Row, publish

ROOT = Path(__file__).resolve().parent.parent
EVERY = 0.1
PATIENCE_S = 30.0  # after so long a writer gives up
BARE = 200


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        (home / "static").mkdir(parents=True)
        os.environ.update(large_register.environment(home))
        _django("migrate", "--verbosity", "0")
        import django

        django.setup()
        return publish("waiting", measured(Path(folder)))


def measured(folder: Path) -> list[Row]:
    from openward.rooms.places.models import Place

    city = large_register.City()
    small, large = large_register.screened(1_000), large_register.screened(large_register.PLACES)
    small_register, _seconds = city.reads(small, "A small city")
    place = Place.objects.for_system("a benchmark").filter(register=small_register).order_by("id").first()
    bare = _bare(place.id)
    first = _during(folder, [place.id], lambda: city.reads(large))
    register = first.pop("result")
    keys = Place.objects.for_system("a benchmark").filter(register=register).order_by("id").values_list("id", flat=True)
    again = _during(folder, list(keys[:500]), lambda: city.reads(large))
    visited(register)
    anew = _during(folder, list(keys[:500]), lambda: city.works_out(register))
    rows = [Row("a bare UPDATE, durable, nobody else about", bare * 1000, "ms")]
    for what, found in (
        ("reading 100,000 places", first),
        ("reading them again", again),
        ("working out all visits", anew),
    ):
        waits = found["waits"]
        rows += [
            Row(f"{what}, in all", found["seconds"], "s"),
            Row("  of that within the transaction", found["locked"], "s"),
            Row("  longest wait of a save", max(waits), "s", PATIENCE_S),
            Row("  median of the saves", statistics.median(waits) * 1000, "ms"),
            Row("  median / bare UPDATE", statistics.median(waits) / bare, "x"),
            Row("  saves that gave up", found["failed"], "saves", 0),
        ]
    return rows


def visited(register: Any) -> None:
    """All its places were visited some time in the last ten years, and what follows from it is not worked out yet."""
    from datetime import timedelta

    from django.utils import timezone

    from openward.rooms.places.models import Place

    rows, today = Place.objects.for_system("a benchmark").filter(register=register), timezone.localdate()
    keys = list(rows.order_by("id").values_list("id", flat=True))
    for number in range(365):
        rows.filter(id__in=keys[number::365]).update(last_visit=today - timedelta(days=10 * number))


def _bare(key: Any) -> float:
    from django.db import connection

    times = []
    for number in range(BARE):
        begun = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE places_place SET levels = %s WHERE id = %s", [number, key.hex])
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _during(folder: Path, keys: list[Any], read: Any) -> dict[str, Any]:
    """What `read` took, and the waits of a process that saved all the while."""
    stop, told = folder / "stop", folder / "waits.json"
    stop.unlink(missing_ok=True)
    (folder / "keys.pickle").write_bytes(pickle.dumps(keys))
    saver = subprocess.Popen([sys.executable, "-m", __spec__.name, str(folder)], cwd=ROOT)
    while not (folder / "started").exists():
        time.sleep(0.05)
    begun = time.perf_counter()
    result, locked = read()
    seconds = time.perf_counter() - begun
    stop.touch()
    assert saver.wait(60) == 0
    (folder / "started").unlink()
    return {"result": result, "seconds": seconds, "locked": locked, **json.loads(told.read_text())}


def save(folder: Path) -> None:
    """Save a visit every 100 ms until told to stop."""
    import django

    django.setup()
    from datetime import date, timedelta

    from django.db import OperationalError

    from openward.foundation.history import log
    from openward.foundation.identity.models import Person
    from openward.foundation.visibility.actor import actor_of
    from openward.rooms.places.actions.change_place import change_place
    from openward.rooms.places.models import Place

    person = Person.objects.get(email=large_register.COORDINATOR)
    actor, waits, failed = actor_of(person), [], 0
    keys = pickle.loads((folder / "keys.pickle").read_bytes())
    (folder / "started").touch()
    while not (folder / "stop").exists():
        place = Place.objects.for_system("a benchmark").get(id=keys[len(waits) % len(keys)])
        begun = time.perf_counter()
        try:
            with log.context(person):
                change_place(actor, place, {"last_visit": date(2026, 1, 1) + timedelta(days=len(waits) % 300)})
        except OperationalError:
            failed += 1
        waits.append(time.perf_counter() - begun)
        time.sleep(max(0.0, EVERY - waits[-1]))
    (folder / "waits.json").write_text(json.dumps({"waits": waits, "failed": failed}))


def _django(*command: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *command], check=True)


if __name__ == "__main__":
    save(Path(sys.argv[1])) if len(sys.argv) > 1 and not sys.argv[1].startswith("-") else sys.exit(main())

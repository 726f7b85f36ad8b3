"""A data folder whose database holds one city of 100,000 places, made once and kept in build/ for the page benchmarks.

The places are those of an invented city of 10,000, ten times over: other map ids, other positions, numbered names. It
is written by the same action as an import, and what that took (time, memory) stands beside the database.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build/registers"
PLACES = 100_000
MADE = 10_300  # some places of a map are duplicates, or outside the city
SEED = 11
FACTS = "written.json"
COORDINATOR = "coordinator@openward.example"


def home(places: int = PLACES) -> Path:
    """The data folder to set as OPENWARD_HOME before Django starts."""
    folder = KEPT / f"{places}-{_digest()}"
    if not folder.is_dir():
        partial = folder.with_name(f".{folder.name}")
        shutil.rmtree(partial, ignore_errors=True)
        (partial / "static").mkdir(parents=True)
        variables = {**os.environ, **environment(partial)}
        subprocess.run(
            [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"], check=True, env=variables
        )
        subprocess.run([sys.executable, "-m", __spec__.name, str(places)], check=True, env=variables, cwd=ROOT)
        partial.replace(folder)
    return folder


def environment(folder: Path) -> dict[str, str]:
    """What Django reads from the environment to work on that folder."""
    return {
        "OPENWARD_HOME": str(folder),
        "OPENWARD_SECRET_KEY": "a key for benchmarks",
        "OPENWARD_LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
    }


def written(folder: Path) -> dict[str, float]:
    """What `write_register` took when the folder was made: seconds, and MB above what was there before."""
    return json.loads((folder / FACTS).read_text(encoding="utf-8"))


def _digest() -> str:
    """Another schema or another way to write a register: another database."""
    digest = sha256()
    files = [
        *(ROOT / "src").rglob("migrations/*.py"),
        *(ROOT / "src/openward/rooms/places/models").glob("*.py"),
        Path(__file__),
    ]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _repeated(screened: Any, places: int) -> Any:
    """The register's places over again until there are `places`, each time elsewhere in the city."""
    facts = screened.register
    west, south, east, north = _bounds(facts.places)
    chance = random.Random(SEED)
    made, help_by_place = [], {}
    for number, place in _over_and_over(facts.places, places):
        if number:
            kind_of_object, key = re.fullmatch(r"([nwr])(\d+)", place.id).groups()
            again = f"{kind_of_object}{int(key) + number * 10_000_000_000}"
            place_again = replace(
                place,
                id=again,
                source_ids=(again,),
                name=f"{place.name} {number + 1}" if place.name else None,
                names={code: f"{name} {number + 1}" for code, name in place.names.items()},
                longitude=round(chance.uniform(west, east), 7),
                latitude=round(chance.uniform(south, north), 7),
            )
        else:
            place_again = place
        made.append(place_again)
        help_by_place[place_again.id] = screened.help[place.id]
    return replace(screened, register=replace(facts, places=tuple(made)), help=help_by_place)


def _over_and_over(places: Any, wanted: int) -> Iterator[tuple[int, Any]]:
    for index in range(wanted):
        number, position = divmod(index, len(places))
        yield number, places[position]


def _bounds(places: Any) -> tuple[float, float, float, float]:
    longitudes, latitudes = [place.longitude for place in places], [place.latitude for place in places]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def screened(places: int) -> Any:
    """A city of so many places as the reader of maps gives it."""
    from benchmarks.cities import map_of

    from openward.brief.screen import screen

    return _repeated(screen(map_of(MADE), None), places)


class City:
    """An organisation with a coordinator, in the database of OPENWARD_HOME."""

    def __init__(self) -> None:
        from openward.foundation.identity.models import Membership, Organisation, OrganisationKind, Person, Role

        self.owner = Organisation.objects.create(
            name="Benchmark", kind=OrganisationKind.CITY, country="ZZ", is_invented=True
        )
        self.person = Person.objects.create_user(COORDINATOR, None, name="Coordinator")
        Membership.objects.create(person=self.person, organisation=self.owner, role=Role.COORDINATOR)

    def reads(self, found: Any, name: str = "") -> tuple[Any, float]:
        """The register, written as the job of an import does, and the seconds within its transaction."""
        from django.core.files.base import ContentFile
        from django.db import transaction

        from openward.foundation.history import log
        from openward.foundation.identity.actions.assign import assign_maker
        from openward.foundation.visibility.actor import actor_of
        from openward.rooms.places.actions.write_register import RegisterPlan
        from openward.rooms.places.models import Extract

        if name:
            found = replace(found, register=replace(found.register, city=replace(found.register.city, name=name)))
        extract = Extract(owner=self.owner, name="city.osm.pbf", bytes=0, sha256="0" * 64, uploaded_by=self.person)
        extract.file.save(extract.name, ContentFile(b""), save=False)
        extract.save()
        plan = RegisterPlan(extract, found)
        with log.context(person=self.person):
            with transaction.atomic():
                begun = time.perf_counter()
                register, _counts = plan.write()
                assign_maker(actor_of(self.person), register)
            return register, time.perf_counter() - begun

    def works_out(self, register: Any) -> tuple[dict[str, int], float]:
        """What came of working its visits out anew, as the job does, and the seconds within its transaction."""
        from django.db import transaction

        from openward.foundation.history import log
        from openward.rooms.places.actions.screen_register import RegisterScreening

        screening = RegisterScreening(register)
        with log.context(person=self.person):
            with transaction.atomic():
                begun = time.perf_counter()
                counts = screening.write()
            return counts, time.perf_counter() - begun


def write(places: int) -> None:
    """Write the register into the database of OPENWARD_HOME, as an import does."""
    import django

    django.setup()
    from django.db import connection

    found = screened(places)
    city = City()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    _register, locked = city.reads(found)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    _register, refresh_locked = city.reads(found)
    refreshed = time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    facts = {
        "seconds": seconds,
        "locked_seconds": locked,
        "refresh_seconds": refreshed,
        "refresh_locked_seconds": refresh_locked,
        "megabytes": (after - before) / 1024,
    }
    (Path(os.environ["OPENWARD_HOME"]) / FACTS).write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    write(int(sys.argv[1]))

"""Processes that write at once, and processes that are killed: what was confirmed is there, and the chain verifies."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, transaction

from openward.foundation.history import integrity, log
from openward.foundation.history.models import ChainHead, Event
from openward.foundation.history.notes import REASON
from openward.foundation.history.sealed import unseal
from tests.foundation.scene import Scene, a_city
from tests.sample.models import Site

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.django_db(transaction=True)


def saving(scene: Scene, home: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.foundation.history.saving", str(scene.site.id), str(home), name, str(times)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def told() -> list[str]:
    return [unseal(event.notes)[REASON].after for event in Event.objects.order_by("sequence")]


def test_a_save_that_is_killed_loses_nothing_that_was_confirmed(home: Path) -> None:
    scene = a_city()
    confirmed: list[str] = []
    for killing in range(2):
        process = saving(scene, home, f"run {killing}", 100_000)
        assert process.stdout
        for line in process.stdout:
            confirmed.append(f"run {killing} {line.strip()}")
            if line.strip() == "5":
                process.kill()
        assert process.wait() == -9
        process.stdout.close()
        report = integrity.check()
        assert report.problems == []
    assert len(confirmed) >= 12
    assert set(confirmed) <= set(told())
    # At most the one save of each run that was under way when it was killed came through unconfirmed.
    assert len(told()) <= len(confirmed) + 2
    assert Site.objects.for_system("test").get().name == told()[-1]


def test_processes_that_write_at_once_wait_for_each_other_and_tell_what_was_there(home: Path) -> None:
    scene = a_city()
    processes = [saving(scene, home, name, 15) for name in ("one", "two")]
    for process in processes:
        process.communicate()
    assert [process.returncode for process in processes] == [0, 0]
    assert sorted(told()) == sorted(f"{name} {number}" for name in ("one", "two") for number in range(15))
    assert ChainHead.objects.get().sequence == 30
    assert integrity.check().problems == []
    left = "Site"
    for event in Event.objects.order_by("sequence"):
        pair = unseal(event.changes.get().values)["name"]
        assert pair.before == left
        left = pair.after


def test_an_import_and_someone_who_changes_one_of_its_rows_do_not_wait_in_a_circle(home: Path) -> None:
    scene = a_city()
    has_row, may_end = threading.Event(), threading.Event()

    def import_rows() -> None:
        try:
            with transaction.atomic():
                Site.objects.for_system("test").filter(id=scene.site.id).update(name="From the map")
                has_row.set()
                may_end.wait(5)
                log.imported(scene.work, is_new=False, counts={"changed": 1}, digest="")
        finally:
            connection.close()

    importing = threading.Thread(target=import_rows)
    importing.start()
    has_row.wait(5)
    threading.Timer(0.3, may_end.set).start()
    with log.change(scene.site):
        scene.site.name = "By hand"
        scene.site.save()
    importing.join()
    assert list(Event.objects.order_by("sequence").values_list("verb", flat=True)) == ["refreshed", "changed"]
    assert unseal(Event.objects.get(verb="changed").changes.get().values)["name"].before == "From the map"
    assert integrity.check().problems == []

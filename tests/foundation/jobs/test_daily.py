"""What is due once a day is done once, by one process of many, and again if it failed."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from openward.foundation.jobs import daily
from openward.foundation.jobs.daily import do_what_is_due
from openward.foundation.jobs.models import DailyWork
from openward.methods.errors import Cancelled

TITLE = "A work of a test"


class Done:
    """What a daily work did; `failing` pieces raise."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.failing: set[str] = set()
        self.due = ["one", "two"]

    def __call__(self, piece: str, progress: Any) -> None:
        if piece in self.failing:
            raise ValueError(piece)
        self.pieces.append(piece)


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Done:
    """A daily work that is the only one."""
    made = Done()
    daily.discover()
    monkeypatch.setattr(daily, "_works", {})
    daily.daily("a-test", TITLE, due=lambda: made.due)(made)
    return made


def told() -> list[tuple[int, int]]:
    return [(outcome.done, outcome.failed) for outcome in do_what_is_due()]


def row() -> DailyWork:
    return DailyWork.objects.get(slug="a-test")


@pytest.mark.django_db
def test_it_is_done_once_a_day(done: Done) -> None:
    assert told() == [(2, 0)]
    assert told() == []
    assert done.pieces == ["one", "two"]
    DailyWork.objects.update(done_on=timezone.localdate() - timedelta(days=1))
    assert told() == [(2, 0)]


@pytest.mark.django_db
def test_a_piece_that_fails_keeps_no_other_from_being_done_and_is_tried_again(
    done: Done, caplog: pytest.LogCaptureFixture
) -> None:
    done.due, done.failing = ["a secret", "two"], {"a secret"}
    assert told() == [(1, 1)]
    logged = "".join(str(record.msg) for record in caplog.records)
    assert ("daily-work-failed" in logged, "a secret" in logged) == (True, False)
    assert (done.pieces, row().done_on, row().claimed_at) == (["two"], None, None)
    done.failing, done.due = set(), ["one"]
    assert told() == [(1, 0)]
    assert row().done_on == timezone.localdate()


@pytest.mark.django_db
def test_who_cannot_even_say_what_is_due_keeps_no_other_work_from_being_done(done: Done) -> None:
    def unknown() -> list[str]:
        raise ValueError

    daily.daily("a-broken-one", TITLE, due=unknown)(done)
    assert told() == [(0, 1), (2, 0)]


@pytest.mark.django_db
def test_what_another_process_is_doing_is_left_to_it_until_it_is_gone(done: Done) -> None:
    DailyWork.objects.create(slug="a-test", claimed_at=timezone.now())
    assert told() == []
    DailyWork.objects.update(claimed_at=timezone.now() - 2 * daily.GONE_AFTER)
    assert told() == [(2, 0)]


@pytest.mark.django_db
def test_a_process_that_was_thought_gone_stops_and_leaves_the_day_to_the_other(
    done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "RENEW_SECONDS", 0.0)
    taken = timezone.now()

    def loses(piece: str, progress: Any) -> None:
        done(piece, progress)
        DailyWork.objects.update(claimed_at=taken)
        with pytest.raises(Cancelled):
            progress("ordering-visits")
        progress("ordering-visits")

    daily.daily("a-test", TITLE, due=lambda: done.due)(loses)
    assert told() == [(0, 0)]
    assert (done.pieces, row().done_on, row().claimed_at) == (["one"], None, taken)


@pytest.mark.django_db(transaction=True)
def test_of_many_that_come_at_once_one_does_it(done: Done) -> None:
    barrier, found = threading.Barrier(6), []

    def comes() -> None:
        try:
            barrier.wait()
            found.append(told())
        finally:
            connection.close()

    threads = [threading.Thread(target=comes) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [[], [], [], [], [], [(2, 0)]]
    assert done.pieces == ["one", "two"]


@pytest.mark.django_db
def test_every_daily_work_of_the_rooms_runs(db: None) -> None:
    assert all(outcome.failed == 0 for outcome in do_what_is_due())
    assert {"queue", "visits"} <= set(DailyWork.objects.filter(done_on__isnull=False).values_list("slug", flat=True))

"""The head of a chain leaves the database signed, when and only when the transaction commits."""

from __future__ import annotations

import stat
import threading
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from openward.foundation.history import integrity, log, signing
from openward.foundation.history.models import Event
from tests.foundation.scene import a_city

CHAIN = UUID(int=7)
AT = datetime(2026, 1, 1, tzinfo=UTC)


def exported(home: Path) -> signing.SignedHead:
    return signing.read(home / "history/heads" / f"{CHAIN}.json")


def test_the_private_key_is_for_its_owner_alone(home: Path) -> None:
    signing.export(CHAIN, 1, "ab", AT)
    assert stat.S_IMODE((home / "history" / signing.PRIVATE_KEY).stat().st_mode) == 0o600
    assert stat.S_IMODE((home / "history").stat().st_mode) == 0o700


def test_a_signed_head_is_verified_by_the_public_key_beside_it(home: Path) -> None:
    signing.export(CHAIN, 1, "ab", AT)
    key = signing.public_key(home / "history" / signing.PUBLIC_KEY)
    assert exported(home).is_signed_by(key)


def test_an_older_head_does_not_replace_a_newer_one(home: Path) -> None:
    signing.export(CHAIN, 2, "cd", AT)
    signing.export(CHAIN, 1, "ab", AT)
    assert exported(home).sequence == 2


def test_many_first_users_agree_on_one_key(home: Path) -> None:
    keys = []
    signing.folder()
    file = home / "history" / signing.PRIVATE_KEY

    def use() -> None:
        keys.append(signing.private_key.__wrapped__(file).public_key().public_bytes_raw())

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert sorted(found.name for found in (home / "history").iterdir()) == [
        "heads",
        signing.PRIVATE_KEY,
        signing.PUBLIC_KEY,
    ]


@pytest.mark.django_db(transaction=True)
def test_heads_are_exported_at_commit_and_never_for_what_is_rolled_back(home: Path) -> None:
    scene = a_city()
    file = home / "history/heads" / f"{scene.city.id}.json"

    def fail() -> None:
        with transaction.atomic():
            log.read(scene.site)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not file.exists()
    with transaction.atomic():
        log.read(scene.site)
        assert not file.exists()
    assert signing.read(file).digest == Event.objects.get().digest
    assert integrity.check().is_intact


@pytest.mark.django_db(transaction=True)
def test_a_head_that_cannot_be_written_stops_nobodys_work(home: Path, settings) -> None:  # type: ignore[no-untyped-def]
    scene = a_city()
    (home / "file").write_text("")
    settings.HOME = home / "file"
    log.read(scene.site)
    assert Event.objects.count() == 1

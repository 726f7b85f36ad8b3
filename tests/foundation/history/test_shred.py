"""Erasing for good: the values are nowhere any more, and the chain still verifies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from openward.foundation.history import integrity, log
from openward.foundation.history.actions.shred import shred
from openward.foundation.history.models import Event, RecordChange
from openward.foundation.history.notes import FIELDS, REASON
from openward.foundation.history.sealed import unseal
from openward.foundation.history.selectors import versions_of
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests.foundation.scene import Scene, a_city


def write(scene: Scene, secret: str) -> None:
    with log.context(scene.officer):
        for name in (secret, "Site"):
            with log.change(scene.site, reason=f"{secret} said so"):
                scene.site.name = name
                scene.site.save()


def everything_stored() -> str:
    texts = [*RecordChange.objects.values_list("values", flat=True), *Event.objects.values_list("notes", flat=True)]
    return "\n".join(texts)


@pytest.mark.django_db
def test_erased_values_are_gone_and_the_chain_verifies(scene: Scene) -> None:
    write(scene, "Zebedee")
    with log.context(scene.coordinator):
        event = shred(scene.actor("coordinator"), scene.site, ["name", REASON], "asked by the person")
    assert "Zebedee" not in everything_stored()
    assert integrity.check().is_intact
    assert unseal(event.notes)[FIELDS].after == [REASON, "name"]
    assert unseal(event.notes)[REASON].after == "asked by the person"


@pytest.mark.django_db
def test_other_fields_and_records_keep_their_values(scene: Scene) -> None:
    with log.change(scene.site), log.change(scene.work):
        scene.site.name, scene.site.operator, scene.work.name = "Zebedee", scene.other_city, "Kept"
        scene.site.save()
        scene.work.save()
    shred(scene.actor("coordinator"), scene.site, ["name"], "a mistake")
    assert "Kept" in everything_stored()
    assert str(scene.other_city.id) in everything_stored()


@pytest.mark.django_db
def test_its_history_says_that_something_was_erased(scene: Scene) -> None:
    write(scene, "Zebedee")
    shred(scene.actor("coordinator"), scene.site, ["name"], "a mistake")
    newest, *others = versions_of(scene.actor("officer"), scene.site)
    assert newest.verb == "shredded"
    assert all(difference.is_erased for version in others for difference in version.differences)


@pytest.mark.django_db
def test_a_deleted_record_can_be_erased_as_well(scene: Scene) -> None:
    write(scene, "Zebedee")
    site = scene.site
    log.deleted(site)
    key = site.id
    site.delete()
    site.id = key
    shred(scene.actor("coordinator"), site, ["name", REASON], "a mistake")
    assert "Zebedee" not in everything_stored()
    assert integrity.check().is_intact


@pytest.mark.django_db
def test_only_a_coordinator_erases_and_says_why_and_what(scene: Scene) -> None:
    write(scene, "Zebedee")
    with pytest.raises(Refused):
        shred(scene.actor("officer"), scene.site, ["name"], "a mistake")
    with pytest.raises(OpenwardError, match="shred-without-reason"):
        shred(scene.actor("coordinator"), scene.site, ["name"], "  ")
    for fields in ([], ["colour"]):
        with pytest.raises(OpenwardError, match="shred-unknown"):
            shred(scene.actor("coordinator"), scene.site, fields, "a mistake")
    assert "Zebedee" in everything_stored()


# PostgreSQL frees such pages at its next VACUUM, which the operator's guide tells.
if connection.vendor == "sqlite":

    @pytest.mark.django_db(transaction=True)
    def test_not_even_the_database_file_holds_them_afterwards() -> None:
        scene = a_city()
        write(scene, "Zebedee of the reservoir")
        file = Path(settings.DATABASES["default"]["NAME"])
        parts = [file, file.with_name(file.name + "-wal")]

        def is_there() -> bool:
            # A process that closes a file of its own database loses SQLite's locks on it: another one reads.
            command = ["grep", "--quiet", "--fixed-strings", "Zebedee of the reservoir", *filter(Path.exists, parts)]
            return subprocess.run(command, check=False).returncode == 0

        assert is_there()
        shred(scene.actor("coordinator"), scene.site, ["name", REASON], "asked by the person")
        assert not is_there()

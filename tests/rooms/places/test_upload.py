"""Whatever someone uploads, they get a job or a sentence that says what is wrong; never a broken page."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from openward.foundation.identity.models import Role
from openward.foundation.jobs.models import Job
from openward.rooms.places.models import Extract
from tests import factories

pytestmark = pytest.mark.django_db

MALFORMED = 500


@pytest.fixture
def signed_in(client, city):
    client.force_login(factories.member(city, Role.COORDINATOR))
    return client


def upload(client, city, data, name="city.osm.pbf"):
    form = {"owner": city.id, "city": "", "extract": SimpleUploadedFile(name, data)}
    return client.post("/places/upload/", form)


def test_a_map_starts_a_job(signed_in, city, tiny_map):
    answer = upload(signed_in, city, tiny_map.read_bytes(), tiny_map.name)
    assert answer.status_code == 302
    assert Job.objects.for_system("a test").count() == 1


def test_who_may_not_make_registers_is_told_so(client, city, tiny_map):
    client.force_login(factories.member(city, Role.READER))
    assert "Your role does not make registers" in client.get("/places/upload/").content.decode()
    assert upload(client, city, tiny_map.read_bytes()).status_code == 400
    assert not Extract.objects.for_system("a test").exists()


def malformed(seed: int, good: bytes) -> tuple[str, bytes]:
    """A name and bytes that are no map: cut, flipped, random, or another format under a map's name."""
    chance = random.Random(seed)
    name = chance.choice(
        ["a.osm.pbf", "a.osm", "a.osm.gz", "a.osm.bz2", "a.pbf", "a.txt", "a", "..osm", "é.osm.pbf", "a.zip"]
    )
    match chance.randrange(5):
        case 0:
            return name, good[: chance.randrange(1, len(good) - 1)]
        case 1:
            broken = bytearray(good)
            for _ in range(chance.randrange(1, 60)):
                broken[chance.randrange(min(len(broken), 4000))] = chance.randrange(256)
            return name, bytes(broken)
        case 2:
            return name, chance.randbytes(chance.randrange(1, 3000))
        case 3:
            return name, chance.choice(
                [b"<osm", b"<osm></osm>", b"<html></html>", b"PK\x03\x04", b"{}", b"%PDF-1.7", b"\0" * 99]
            )
        case _:
            return name, good[chance.randrange(1, 200) :]


def test_five_hundred_malformed_uploads_each_get_a_sentence(signed_in, city, tiny_map):
    good = tiny_map.read_bytes()
    taken = 0
    for seed in range(MALFORMED):
        name, data = malformed(seed, good)
        answer = upload(signed_in, city, data, name)
        if answer.status_code == 302:
            # Flipped bytes may leave a map that can be read: a name changed, a position moved.
            taken += 1
            continue
        assert answer.status_code == 400, (seed, name, answer.status_code)
        assert 'class="field-error"' in answer.content.decode(), (seed, name)
    assert taken < MALFORMED // 20
    assert Extract.objects.for_system("a test").count() == taken

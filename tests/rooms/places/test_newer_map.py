"""A newer map of the same city brings the register up to date; what people did stays with its place."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from openward.brief.screen import Screened, screen
from openward.foundation.history.selectors import versions_of
from openward.foundation.identity.models import Assignment
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actor import actor_of
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.upload_extract import upload_extract
from openward.rooms.places.actions.write_register import RegisterPlan, write_register
from openward.rooms.places.models import Place, Register, Screening
from tests import factories
from tests.rooms.places.maps import newer_map

pytestmark = pytest.mark.django_db
STREETLESS = b'<osm version="0.6"><node id="1" lat="1" lon="1"><tag k="amenity" v="school"/></node></osm>'


@pytest.fixture
def newer(tiny_map, tiny_screened, tmp_path):
    places = tiny_screened.register.places
    return newer_map(tiny_map, tmp_path / "newer.osm.pbf", [p.id for p in places if p.source_ids == (p.id,) and p.name])


def places(register):
    return Place.objects.for_system("a test").filter(register=register)


def read(register, screened):
    with transaction.atomic():
        return write_register(factories.extract(register.owner), screened)


def uploaded(person, owner, name, data):
    job = upload_extract(actor_of(person), owner, SimpleUploadedFile(name, data), "")
    run_job.call(str(job.id), job.attempt)
    job = Job.objects.for_system("a test").get(id=job.id)
    assert job.state == State.DONE, job.error_code
    return job


def test_it_tells_what_appeared_moved_and_vanished(register, newer, tiny_name):
    former = {place.source_id: place for place in places(register)}
    again, counts = read(register, screen(newer.map, tiny_name))
    assert again.id == register.id
    now = {place.id: place for place in places(register)}
    assert min(map(len, (newer.gone, newer.moved, newer.renamed, newer.redrawn))) > 0
    assert all(now[former[key].id].gone_at is not None for key in newer.gone)
    stay = [key for key in newer.moved if now[former[key].id].gone_at is None]
    assert counts["moved"] == len(stay) > 0
    assert all(now[former[key].id].latitude > former[key].latitude for key in stay)
    assert all(now[former[key].id].name == "A new sign" for key in newer.renamed)
    assert all(now[former[key].id].source_id == drawn for key, drawn in newer.redrawn.items())
    assert counts["added"] == 0
    assert sum(counts.values()) == len(former)


def test_what_people_did_stays_with_its_place(register, coordinator, newer, tiny_name):
    key = min(newer.redrawn)
    place = places(register).get(source_id=key)
    member = factories.membership(register.owner)
    factories.assignment(member, place)
    counted = {"low": 10, "likely": 20, "high": 30, "basis": "evidence", "source": "the doorkeeper"}
    change_place(actor_of(coordinator), place, {"name": "The Name On The Door", "last_visit": date(2026, 1, 1)})
    Place.objects.for_system("a test").filter(id=place.id).update(counted=counted)
    read(register, screen(newer.map, tiny_name))
    kept = places(register).get(source_id=newer.redrawn[key])
    assert (kept.id, kept.name, kept.last_visit, kept.counted) == (
        place.id, "The Name On The Door", date(2026, 1, 1), counted,
    )  # fmt: skip
    assert (kept.sort_name, "the name on the door" in kept.search_text) == ("the name on the door", True)
    assert Assignment.objects.current().filter(record=kept.id).count() == 1
    assert Screening.objects.for_system("a test").get(place=kept).peak_likely == 20


def test_the_history_of_a_place_tells_what_the_map_changed(register, coordinator, newer, tiny_name):
    key = min(newer.renamed)
    place = places(register).get(source_id=key)
    read(register, screen(newer.map, tiny_name))
    latest = versions_of(actor_of(coordinator), places(register).get(id=place.id))[0]
    assert latest.verb == "refreshed"
    assert ("name", place.name, "A new sign") in {(one.field, one.before, one.after) for one in latest.differences}


def test_an_object_that_was_merged_does_not_take_the_place_of_its_host(register, tiny_screened):
    """A point inside its building becomes a place of its own: the building stays what it was."""
    first, *others = tiny_screened.register.places
    merged = replace(first, source_ids=(first.id, "n1"))
    read(register, Screened(replace(tiny_screened.register, places=(merged, *others)), tiny_screened.help))
    key = places(register).get(source_id=first.id).id
    apart = replace(first, id="n1", source_ids=("n1",), kind="square", name="Another")
    read(register, Screened(replace(tiny_screened.register, places=(apart, first, *others)), tiny_screened.help))
    assert places(register).get(source_id=first.id).id == key
    assert places(register).get(source_id="n1").id != key


def test_what_someone_changes_while_the_map_is_compared_stays(register, coordinator, newer, tiny_name):
    plan = RegisterPlan(factories.extract(register.owner), screen(newer.map, tiny_name))
    renamed, gone = min(newer.renamed), min(newer.gone)
    for key in (renamed, gone):
        change_place(actor_of(coordinator), places(register).get(source_id=key), {"name": "Meanwhile"})
    with transaction.atomic():
        plan.write()
    assert places(register).get(source_id=renamed).name == "Meanwhile"
    assert places(register).get(source_id=gone).gone_at is not None


def test_one_city_is_one_register_however_its_name_is_written(register, tiny_screened):
    facts = tiny_screened.register
    for name in ("Another spelling", facts.city.name.upper()):
        again, _counts = read(
            register, replace(tiny_screened, register=replace(facts, city=replace(facts.city, name=name)))
        )
        assert again.id == register.id
    other = replace(facts.city, name="Another city", source_id="r999999999")
    apart, _counts = read(register, replace(tiny_screened, register=replace(facts, city=other)))
    assert apart.id != register.id


def test_a_map_without_streets_has_no_base_map_and_its_pages_answer(client, city, coordinator):
    job = uploaded(coordinator, city, "points.osm", STREETLESS)
    register = Register.objects.for_system("a test").get(id=job.result["register"])
    assert register.tiles.name == ""
    client.force_login(coordinator)
    page = client.get(f"/places/registers/{register.id}/")
    assert page.status_code == 200
    assert "base-map.pmtiles" not in page.content.decode()
    assert client.get(f"/places/registers/{register.id}/base-map.pmtiles").status_code == 404
    place = places(register).get()
    assert "base-map.pmtiles" not in client.get(f"/places/{place.id}/").content.decode()


def test_the_job_tells_what_was_read_and_what_was_left_out(client, city, coordinator, tiny_map):
    job = uploaded(coordinator, city, "city.osm.pbf", tiny_map.read_bytes())
    client.force_login(coordinator)
    page = client.get(f"/jobs/{job.id}/").content.decode()
    for label, number in (
        ("Places added", job.result["added"]),
        ("drawn twice", job.result["left_out"]["merged-duplicate"]),
    ):
        assert label in page
        assert f"<dd>{number}</dd>" in page

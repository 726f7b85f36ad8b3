"""A brief is shut when something that it was made of becomes TLP:RED, and a new one leaves that out."""

import json
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from openward.foundation.history import log
from openward.foundation.history.models import Event
from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models import Role
from openward.foundation.jobs.models import Job, State
from openward.foundation.jobs.running import run_job
from openward.foundation.notices.selectors import unread
from openward.foundation.visibility.actions.raise_label import raise_label
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.holding import documents_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import effective_label
from openward.rooms.places.models import District, Place, Screening
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
from openward.rooms.plans.actions.make_brief import make_brief
from openward.rooms.plans.contents import is_among
from openward.rooms.plans.models import Brief, BriefContents, BriefFile
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def practitioner(city, register):
    """Assigned to the register, and who asks for the briefs."""
    return factories.member(city, Role.PRACTITIONER, assigned_to=[register])


def asked(person, register):
    with log.context(person):
        return ask_for_brief(actor_of(person), register, Decimal(60_000), "EUR", 2024, "en")


def made(person, register):
    brief, job = asked(person, register)
    run_job.func(str(job.id), job.attempt)
    assert Job.objects.for_system("a test").get(id=job.id).state == State.DONE
    return Brief.objects.for_system("a test").get(id=brief.id)


def a_place(register):
    return Place.objects.for_system("a test").filter(register=register, kind="school").first()


def becomes_red(person, record):
    with log.context(person):
        raise_label(actor_of(person), record, Label.RED, "a threat")


def seen_by(person, brief):
    """Whether they find the brief, and how many of its documents."""
    actor = actor_of(person)
    return (
        Brief.objects.visible_to(actor).filter(id=brief.id).exists(),
        BriefFile.objects.visible_to(actor).filter(brief=brief).count(),
    )


@pytest.mark.parametrize("model", [Place, Screening, District])
def test_what_becomes_red_shuts_the_brief_and_all_its_documents(register, coordinator, practitioner, model):
    brief = made(practitioner, register)
    documents = BriefFile.objects.for_system("a test").filter(brief=brief).count()
    assert seen_by(practitioner, brief) == (True, documents)
    becomes_red(coordinator, model.objects.for_system("a test").filter(register=register).order_by("id").first())
    assert seen_by(practitioner, brief) == (False, 0)
    assert seen_by(coordinator, brief) == (True, documents)
    file = BriefFile.objects.for_system("a test").select_related("brief").filter(brief=brief).first()
    assert (effective_label(brief), effective_label(file)) == (Label.RED, Label.RED)


def test_its_pages_and_documents_answer_as_what_does_not_exist(client, register, coordinator, practitioner):
    brief = made(practitioner, register)
    becomes_red(coordinator, a_place(register))
    client.force_login(practitioner)
    for path in ("", "frontier.svg", "files/brief.pdf", "files/annex.json"):
        assert client.get(f"/plans/briefs/{brief.id}/{path}").status_code == 404
    client.force_login(coordinator)
    for page in ("/plans/", f"/places/registers/{register.id}/"):
        assert "TLP:RED" in client.get(page).content.decode()
    response = client.get(f"/plans/briefs/{brief.id}/files/brief.pdf")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "TLP-RED" in response.headers["Content-Disposition"]


def test_who_asked_for_it_is_told_and_makes_it_anew_without_that(client, register, coordinator, practitioner):
    made(practitioner, register)
    place = a_place(register)
    becomes_red(coordinator, place)
    with override("en"):
        [notice] = [one for one in unread(actor_of(practitioner)) if one.code == "brief-shut"]
    assert notice.address == f"/plans/ask/?register={register.id}"
    client.force_login(practitioner)
    assert client.get(notice.address).status_code == 200
    again = made(practitioner, register)
    assert seen_by(practitioner, again)[0]
    with BriefFile.objects.for_system("a test").get(brief=again, name="annex.json").file.open() as annex:
        assert place.source_id not in {visit["place"] for visit in json.load(annex)["visits"]}
    assert again not in documents_of(place)


def test_a_brief_that_does_not_tell_of_it_stays_open(register, coordinator, practitioner):
    place, other = Place.objects.for_system("a test").filter(register=register).order_by("id")[:2]
    becomes_red(coordinator, place)
    brief = made(practitioner, register)
    assert seen_by(practitioner, brief)[0]
    becomes_red(coordinator, other)
    assert not seen_by(practitioner, brief)[0]


def test_what_becomes_red_while_the_brief_is_being_made_shuts_it(register, coordinator, practitioner):
    brief, job = asked(practitioner, register)
    write = make_brief(job, lambda *_: None)
    becomes_red(coordinator, a_place(register))
    write()
    assert (seen_by(practitioner, brief)[0], seen_by(coordinator, brief)[0]) == (False, True)
    assert [notice.code for notice in unread(actor_of(practitioner))] == ["brief-shut"]


def test_a_brief_from_before_contents_were_kept_counts_as_made_of_all_that_was_there(register, practitioner):
    brief = made(practitioner, register)
    BriefContents.objects.all().delete()
    place = a_place(register)
    assert documents_of(place) == [brief]
    place.id = new_key()  # one that is made later
    assert documents_of(place) == []


def test_who_may_raise_a_place_is_told_before_and_after_which_briefs_it_shuts(client, register, coordinator):
    assessor = factories.member(register.owner, Role.ASSESSOR, assigned_to=[a_place(register)])
    brief, place = made(coordinator, register), a_place(register)
    address = f"/network/records/places.place/{place.id}/"
    for person, shown in ((coordinator, f"/plans/briefs/{brief.id}/"), (assessor, "1 that you may not see")):
        client.force_login(person)
        page = client.get(address).content.decode()
        assert "If it becomes TLP:RED, they are shut" in page
        assert shown in page
    becomes_red(coordinator, place)
    client.force_login(coordinator)
    page = client.get(address).content.decode()
    assert "They are shut to all who are not named on it" in page
    page = client.get(f"/plans/briefs/{brief.id}/").content.decode()
    assert "Make it anew without that" in page
    assert f"register={register.id}&amp;budget=60000.00&amp;currency=EUR&amp;price_year=2024&amp;language=en" in page


def test_the_history_of_the_brief_says_so_to_those_who_read_it(register, coordinator, practitioner):
    brief = made(practitioner, register)
    becomes_red(coordinator, a_place(register))
    assert Event.objects.get(record=brief.id, verb="shut-document").label == Label.RED


@given(st.lists(st.uuids(), max_size=40), st.uuids())
def test_a_key_is_among_others_where_it_is_one_of_them(keys, other):
    packed = b"".join(key.bytes for key in keys)
    assert all(is_among(packed, key) for key in keys)
    assert is_among(packed, other) == (other in keys)


def test_a_key_that_lies_across_two_others_is_not_among_them():
    first, second = new_key(), new_key()
    across = type(first)(bytes=first.bytes[8:] + second.bytes[:8])
    assert not is_among(first.bytes + second.bytes, across)
    assert is_among(first.bytes + second.bytes + across.bytes, across)

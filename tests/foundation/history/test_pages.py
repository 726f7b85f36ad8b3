"""The pages of the history, by the addresses that people use."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from openward.foundation.history import log
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.visibility.labels import Label
from tests import factories
from tests.foundation.scene import Scene
from tests.sample.models import Site

pytestmark = pytest.mark.django_db


def rename(scene: Scene, name: str) -> Event:
    with log.context(scene.officer), log.change(scene.site, reason="it moved") as told:
        scene.site.name = name
        scene.site.save()
    assert told.event
    return told.event


def page_of(client: Client, person: object, address: str, **query: str) -> str:
    client.force_login(person)  # type: ignore[arg-type]
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_history_of_a_record_shows_its_versions_to_who_may_read_it(scene: Scene, client: Client) -> None:
    rename(scene, "Market hall")
    address = f"/history/sample.site/{scene.site.id}/"
    page = page_of(client, scene.officer, address)
    assert "Market hall" in page
    assert "it moved" in page
    client.force_login(scene.stranger)
    assert client.get(address).status_code == 404
    assert Event.objects.filter(is_read=True).get().person == scene.officer


@pytest.mark.parametrize("kind", ["identity.person", "identity.organisation", "no.such", "nonsense", "history.event"])
def test_what_is_no_record_of_a_room_has_no_history_here(scene: Scene, client: Client, kind: str) -> None:
    client.force_login(scene.coordinator)
    assert client.get(f"/history/{kind}/{scene.city.id}/").status_code == 404


def test_long_histories_are_paged(scene: Scene, client: Client) -> None:
    for number in range(53):
        rename(scene, f"Name {number}")
    client.force_login(scene.officer)
    first = client.get(f"/history/sample.site/{scene.site.id}/")
    second = client.get(first.context["slice"].later)
    assert [len(page.context["versions"]) for page in (first, second)] == [50, 3]


def test_a_print_is_told_whatever_the_label(scene: Scene, client: Client) -> None:
    scene.site.label = Label.CLEAR
    scene.site.save()
    address = f"/history/sample.site/{scene.site.id}/printed"
    page = page_of(client, scene.officer, f"/history/sample.site/{scene.site.id}/")
    assert f'data-printed="{address}"' in page
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 204
    event = Event.objects.get()
    assert (event.verb, event.record, event.person) == ("print", scene.site.id, scene.officer)


def test_undo_is_a_button_that_posts(scene: Scene, client: Client) -> None:
    event = rename(scene, "Market hall")
    address = f"/history/events/{event.id}/undo"
    assert address in page_of(client, scene.officer, f"/history/sample.site/{scene.site.id}/")
    assert client.get(address).status_code == 405
    assert client.post(address, {"reason": "a mistake"}).status_code == 302
    assert Site.objects.for_system("test").get().name == "Site"
    assert Event.objects.get(verb="undone").person == scene.officer


def test_a_conflict_is_told_field_by_field_with_both_values(scene: Scene, client: Client) -> None:
    event = rename(scene, "Market hall")
    rename(scene, "Covered market")
    client.force_login(scene.officer)
    answer = client.post(f"/history/events/{event.id}/undo")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Market hall" in page
    assert "Covered market" in page
    assert Site.objects.for_system("test").get().name == "Covered market"


def test_what_cannot_be_undone_says_why(scene: Scene, client: Client) -> None:
    event = log.noted(scene.site, "signed")
    client.force_login(scene.coordinator)
    answer = client.post(f"/history/events/{event.id}/undo", follow=True)
    assert "nothing in this event that can be undone" in answer.content.decode()


def test_who_may_not_undo_is_refused_and_a_stranger_finds_nothing(scene: Scene, client: Client) -> None:
    event = rename(scene, "Market hall")
    client.force_login(factories.member(scene.city, Role.READER, [scene.work]))
    assert client.post(f"/history/events/{event.id}/undo").status_code == 403
    client.force_login(scene.stranger)
    assert client.post(f"/history/events/{event.id}/undo").status_code == 404
    assert client.post(f"/history/events/{uuid4()}/undo").status_code == 404


def test_a_deletion_that_is_undone_leads_back_to_the_record(scene: Scene, client: Client) -> None:
    site = scene.site.id
    event = log.deleted(scene.site)
    scene.site.delete()
    client.force_login(scene.coordinator)
    answer = client.post(f"/history/events/{event.id}/undo")
    assert answer["Location"] == f"/history/sample.site/{site}/"


def test_who_looked_shows_the_owner_every_reading_and_staff_sessions(scene: Scene, client: Client) -> None:
    factories.staff_session(scene.staff, scene.city, reason="a fault in the map")
    for person in (scene.staff, scene.officer):
        with log.context(person):
            log.read(scene.site)
    log.read_many(Site, scene.city, 3, "search", query="school")
    address = f"/history/who-looked/{scene.city.id}/"
    page = page_of(client, scene.coordinator, address)
    assert "a fault in the map" in page
    assert "Officer" in page
    assert "school" in page
    assert "Officer" not in page_of(client, scene.coordinator, address, staff="1")
    assert "school" not in page_of(client, scene.coordinator, address, how="view")
    assert "school" in page_of(client, scene.coordinator, address, how="nonsense")
    assert "school" in page_of(client, scene.coordinator, address, record="nonsense")
    of_one = page_of(client, scene.coordinator, address, record=str(scene.site.id))
    assert ("Officer" in of_one, "school" in of_one) == (True, False)


def test_who_looked_is_a_404_for_everyone_else(scene: Scene, client: Client) -> None:
    for person in (scene.officer, scene.stranger, scene.staff):
        client.force_login(person)
        for page in ("who-looked", "who-changed"):
            assert client.get(f"/history/{page}/{scene.city.id}/").status_code == 404
    client.logout()
    assert client.get(f"/history/who-looked/{scene.city.id}/").status_code == 302


def test_a_coordinator_is_led_to_their_own_organisation(scene: Scene, client: Client) -> None:
    client.force_login(scene.coordinator)
    assert client.get("/history/who-looked/")["Location"] == f"/history/who-looked/{scene.city.id}/"
    factories.membership(scene.other_city, Role.COORDINATOR, person=scene.coordinator)
    assert str(scene.other_city) in page_of(client, scene.coordinator, "/history/who-looked/")
    assert "coordinators" in page_of(client, scene.officer, "/history/who-looked/")


def test_who_changed_what_names_deeds_and_leads_to_records(scene: Scene, client: Client) -> None:
    rename(scene, "Market hall")
    page = page_of(client, scene.coordinator, f"/history/who-changed/{scene.city.id}/")
    assert "Market hall" in page
    assert "Officer" in page


@pytest.mark.parametrize("after", ["", "x", "WyJ4Il0", "1; drop"])
def test_a_cursor_that_means_nothing_is_the_first_page(scene: Scene, client: Client, after: str) -> None:
    log.read(scene.site)
    assert "Site" in page_of(client, scene.coordinator, f"/history/who-looked/{scene.city.id}/", after=after)


def test_a_request_is_the_context_of_what_is_logged_in_it(scene: Scene, client: Client) -> None:
    client.force_login(scene.officer)
    client.get(f"/history/sample.site/{scene.site.id}/")
    event = Event.objects.get()
    assert (event.person, event.organisation) == (scene.officer, scene.city)
    assert len(event.request) == 36


def test_under_a_lowered_label_the_page_closes_the_past(scene: Scene, client: Client) -> None:
    rename(scene, "The weak side door")
    with log.change(scene.site):
        scene.site.name, scene.site.label = "Market hall", Label.CLEAR
        scene.site.save()
    page = page_of(client, scene.stranger, f"/history/sample.site/{scene.site.id}/")
    assert "weak side door" not in page
    assert "stricter label" in page

"""Whoever comes to look finds on home and on the page of places what is open to them, register or single place."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openward.foundation.history.models import Event
from openward.foundation.identity.models import OrganisationKind, Role
from openward.foundation.visibility.labels import Label
from openward.rooms.places.models import Place, Register
from tests import factories

pytestmark = pytest.mark.django_db
NEW_REGISTER = "Read a map extract"


def places_of(register: Any) -> list[Any]:
    rows = Place.objects.for_system("a test").filter(register=register, gone_at__isnull=True)
    return list(rows.order_by("sort_name", "id"))


@pytest.fixture
def seen(client: Any) -> Any:
    def page(person: Any, address: str = "/") -> str:
        client.force_login(person)
        return str(client.get(address).content.decode())

    return page


@pytest.fixture
def police(city: Any, register: Any) -> Any:
    """The city shares its register with them."""
    made = factories.organisation(OrganisationKind.POLICE_AND_EMERGENCY)
    for model in (Register, Place):
        model.objects.for_system("a test").update(sharing_group=factories.sharing_group(city, clients=[made]))
    return factories.member(made)


@pytest.fixture
def operator(register: Any) -> Any:
    """They run one of its places."""
    made = factories.organisation(OrganisationKind.SITE_OPERATOR)
    Place.objects.for_system("a test").filter(id=places_of(register)[0].id).update(site_operator=made)
    return factories.member(made)


def test_police_find_the_register_that_is_shared_with_them_on_home(seen: Any, police: Any, register: Any) -> None:
    home = seen(police)
    assert register.get_absolute_url() in home
    assert "All quiet" not in home
    assert "What needs you" not in home
    assert NEW_REGISTER not in home


def test_a_site_operator_finds_their_site_on_home_and_among_places(seen: Any, operator: Any, register: Any) -> None:
    site, other, *_ = places_of(register)
    home, places = seen(operator), seen(operator, "/places/")
    for page in (home, places):
        assert site.get_absolute_url() in page
        assert other.get_absolute_url() not in page
        assert register.get_absolute_url() not in page
    assert NEW_REGISTER not in home


def test_who_keeps_a_register_may_begin_one_from_home(seen: Any, city: Any) -> None:
    assert NEW_REGISTER in seen(factories.member(city, Role.PRACTITIONER))
    assert NEW_REGISTER not in seen(factories.member(city, Role.READER))


def test_what_one_is_assigned_to_stands_on_home_once(seen: Any, coordinator: Any, register: Any) -> None:
    assert seen(coordinator).count(register.get_absolute_url()) == 1


def test_an_assessor_finds_the_places_that_they_are_assigned_to(seen: Any, city: Any, register: Any) -> None:
    mine, other, *_ = places_of(register)
    page = seen(factories.member(city, Role.ASSESSOR, assigned_to=[mine]), "/places/")
    assert mine.get_absolute_url() in page
    assert other.get_absolute_url() not in page
    assert "No register that you work on" not in page


def test_a_place_of_an_open_register_stands_in_that_alone(seen: Any, city: Any, register: Any) -> None:
    mine = places_of(register)[0]
    page = seen(factories.member(city, Role.ASSESSOR, assigned_to=[mine, register]), "/places/")
    assert mine.get_absolute_url() not in page
    assert register.get_absolute_url() in page


def test_a_list_of_sensitive_places_is_told_to_their_owner(seen: Any, city: Any, register: Any) -> None:
    mine = places_of(register)[:2]
    Place.objects.for_system("a test").filter(id=mine[0].id).update(label=Label.AMBER_STRICT)
    assessor = factories.member(city, Role.ASSESSOR, assigned_to=mine)
    seen(assessor, "/places/")
    event = Event.objects.filter(organisation=city, is_read=True).latest("id")
    assert (event.verb, event.count, event.label) == ("view", 2, Label.AMBER_STRICT)


@pytest.mark.parametrize("address", ["/", "/places/"])
def test_queries_do_not_grow_with_what_is_open(client: Any, city: Any, register: Any, address: str) -> None:
    def queries(places: int) -> int:
        client.force_login(factories.member(city, Role.ASSESSOR, assigned_to=places_of(register)[:places]))
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as taken:
            assert client.get(address).status_code == 200
        return len(taken)

    assert queries(1) == queries(7)


def test_places_without_a_name_do_not_hide_those_that_have_one_from_who_assigns(
    seen: Any, city: Any, register: Any, coordinator: Any
) -> None:
    rows = Place.objects.for_system("a test").filter(register=register)
    unnamed = [place.id for place in places_of(register)[:25]]
    rows.filter(id__in=unnamed).update(name="", search_text="")
    page = seen(coordinator, f"/network/organisations/{city.id}/assignments/")
    assert "without a name" not in page
    assert page.count("/network/records/places.place/") == 2 * 20  # a link and a button each

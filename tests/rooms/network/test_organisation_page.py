"""The page of an organisation shows the cards of other rooms, to those whom these concern, at a cost that stays."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openward.foundation.identity.models import Person, Role
from tests import factories

pytestmark = pytest.mark.django_db


def page(person: Person, address: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get(address, headers={"accept-language": "en"}).content.decode()


def test_a_coordinator_finds_who_looked_and_what_can_be_told_others_do_not() -> None:
    city = factories.organisation()
    address = f"/network/organisations/{city.id}/"
    shown = page(factories.member(city, Role.COORDINATOR), address)
    assert "Last reading" in shown
    assert "What you can tell others" in shown
    for other in (factories.member(city, Role.READER), factories.member(factories.organisation(), Role.COORDINATOR)):
        assert "Last reading" not in page(other, address)
        assert "What you can tell others" not in page(other, address)


def test_its_queries_do_not_grow_with_people_and_records() -> None:
    city = factories.organisation()
    coordinator = factories.member(city, Role.COORDINATOR)
    address = f"/network/organisations/{city.id}/"

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            page(coordinator, address)
        return len(captured)

    queries()  # what is kept for the process is asked for once
    before = queries()
    for _ in range(5):
        factories.member(city, Role.ASSESSOR)
        factories.extract(city)
    assert queries() == before

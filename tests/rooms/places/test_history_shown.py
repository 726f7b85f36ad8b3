"""The history of places in words that a coordinator reads: names, not keys, and nothing that only a machine noted."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from openward.foundation.history import log
from openward.foundation.history.selectors import looks, versions_of, who_looked
from openward.foundation.visibility.actions.share import share
from openward.foundation.visibility.actor import actor_of
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.models import Place, Register, Screening
from tests import factories

pytestmark = pytest.mark.django_db


def screenings(register: Any) -> list[Any]:
    rows = Screening.objects.for_system("a test").filter(register=register).select_related("place")
    return list(rows.order_by("visit_key", "place_id"))


def test_who_looked_names_the_place_whose_figures_were_read(city: Any, register: Any, coordinator: Any) -> None:
    actor, first, *others = actor_of(coordinator), *screenings(register)
    with log.context(person=coordinator):
        log.read(first)

    def told() -> list[Any]:
        return looks(actor, who_looked(actor, city).order_by("-sequence"))

    assert (told()[0].title, told()[0].address) == (str(first.place), first.place.get_absolute_url())
    with CaptureQueriesContext(connection) as for_one:
        told()
    with log.context(person=coordinator):
        for other in others[:5]:
            log.read(other)
    with CaptureQueriesContext(connection) as for_six:
        assert len(told()) == 6
    assert len(for_six) == len(for_one)


def test_a_change_does_not_tell_that_the_clock_went_on(register: Any, coordinator: Any) -> None:
    place = Place.objects.for_system("a test").filter(register=register).order_by("id").first()
    with log.context(person=coordinator):
        change_place(actor_of(coordinator), place, {"levels": 7.0}, "counted on site")
    changed = versions_of(actor_of(coordinator), place)[0]
    fields = {difference.field for difference in changed.differences}
    assert "levels" in fields
    assert "changed_at" not in fields


def test_those_who_share_by_a_group_read_its_name_in_the_history(city: Any, register: Any, coordinator: Any) -> None:
    police = factories.organisation("police-and-emergency")
    group = factories.sharing_group(city, clients=[police], name="Neighbours")
    with log.context(person=coordinator), transaction.atomic():
        share(actor_of(coordinator), register, group, "they plan with us")

    def after(person: Any) -> set[str]:
        found = Register.objects.for_system("a test").get(id=register.id)
        versions = versions_of(actor_of(person), found)
        return {one.after for version in versions for one in version.differences if one.field == "sharing_group"}

    assert after(coordinator) == {"Neighbours"}
    assert "Neighbours" not in after(factories.member(police))

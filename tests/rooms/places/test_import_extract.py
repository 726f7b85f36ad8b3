"""Reading a map again brings the register up to date and never undoes what people did."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import timezone

from openward.brief.screen import Screened
from openward.foundation.history.actions.undo import undo
from openward.foundation.history.models import Event
from openward.foundation.visibility.actor import actor_of
from openward.methods.progress import silent
from openward.rooms.places.actions.change_place import change_place
from openward.rooms.places.actions.screen_register import screen_register
from openward.rooms.places.actions.write_register import write_register
from openward.rooms.places.models import Place, Screening
from openward.rooms.places.selectors import position_of
from openward.rooms.places.stored import SCREENED, SPAN
from tests import factories

pytestmark = pytest.mark.django_db


def places(register):
    return Place.objects.for_system("a test").filter(register=register)


def read_again(register, screened):
    with transaction.atomic():
        return write_register(factories.extract(register.owner), screened, silent)


def changed(screened: Screened, places) -> Screened:
    return Screened(replace(screened.register, places=tuple(places)), screened.help)


def test_the_same_map_changes_nothing(register, tiny_screened):
    before = list(places(register).order_by("id").values())
    again, counts = read_again(register, tiny_screened)
    assert again.id == register.id
    assert counts == {"added": 0, "changed": 0, "moved": 0, "unchanged": len(before), "gone": 0}
    kept = list(places(register).order_by("id").values())
    assert [row["id"] for row in kept] == [row["id"] for row in before]


def test_a_place_keeps_its_key_when_the_map_draws_it_anew(register, tiny_screened):
    first = tiny_screened.register.places[0]
    drawn_anew = replace(first, id="w999999", source_ids=("w999999", *first.source_ids))
    key = places(register).get(source_id=first.id).id
    read_again(register, changed(tiny_screened, [drawn_anew, *tiny_screened.register.places[1:]]))
    assert places(register).get(source_id="w999999").id == key


def test_what_a_person_changed_stays(register, coordinator, tiny_screened):
    place = places(register).first()
    change_place(actor_of(coordinator), place, {"name": "The name on the door", "levels": 3.0})
    read_again(register, tiny_screened)
    place.refresh_from_db()
    assert (place.name, place.levels, place.edited) == ("The name on the door", 3.0, ["levels", "name"])


def test_a_place_that_left_the_map_is_marked_and_not_deleted(register, tiny_screened):
    gone = tiny_screened.register.places[0].id
    _register, counts = read_again(register, changed(tiny_screened, tiny_screened.register.places[1:]))
    assert counts["gone"] == 1
    assert places(register).get(source_id=gone).gone_at is not None
    assert not Screening.objects.for_system("a test").filter(place__source_id=gone).exists()


def test_a_place_that_comes_back_is_the_same_place(register, tiny_screened):
    first = tiny_screened.register.places[0]
    key = places(register).get(source_id=first.id).id
    read_again(register, changed(tiny_screened, tiny_screened.register.places[1:]))
    read_again(register, tiny_screened)
    back = places(register).get(source_id=first.id)
    assert (back.id, back.gone_at) == (key, None)


def test_every_place_is_in_the_order_of_visits_once_and_within_its_span(register, tiny_screened):
    rows = Screening.objects.for_system("a test").filter(register=register)
    positions = {row.place_id: position_of(row) for row in rows}
    assert sorted(positions.values()) == list(range(1, len(tiny_screened.register.places) + 1))
    assert all(row.visit_earliest <= positions[row.place_id] <= row.visit_latest for row in rows)
    in_order = [row.place_id for row in rows.order_by("visit_key", "place_id")]
    assert in_order == sorted(positions, key=positions.__getitem__)


def test_a_change_of_one_place_screens_it_as_a_screening_of_all_would(register, coordinator):
    place = places(register).filter(kind="school").first()
    change_place(actor_of(coordinator), place, {"last_visit": timezone.localdate(), "levels": 9.0})
    alone = Screening.objects.for_system("a test").get(place=place)
    others = list(Screening.objects.for_system("a test").exclude(place=place).order_by("id").values("id", "visit_key"))
    with transaction.atomic():
        screen_register(register)
    of_all = Screening.objects.for_system("a test").get(place=place)
    for column in (*SCREENED, *SPAN):
        assert getattr(of_all, column) == getattr(alone, column), column
    assert others == list(
        Screening.objects.for_system("a test").exclude(place=place).order_by("id").values("id", "visit_key")
    )


def test_undoing_a_change_gives_the_place_its_former_screening(register, coordinator):
    place = places(register).filter(kind="school").first()
    before = Screening.objects.for_system("a test").get(place=place)
    actor = actor_of(coordinator)
    change_place(actor, place, {"last_visit": timezone.localdate(), "name": "Another name"})
    assert Screening.objects.for_system("a test").get(place=place).visit_key > before.visit_key
    undo(actor, Event.objects.get(record=place.id, verb="changed"))
    after = Screening.objects.for_system("a test").get(place=place)
    for column in (*SCREENED, *SPAN):
        assert getattr(after, column) == getattr(before, column), column

"""A register that was stored and loaded again is the one that the reader gave, to the last digit."""

import pytest

from openward.rooms.places.compute import folded, help_of, register_of
from openward.rooms.places.models import District, Place, Register, Screening

pytestmark = pytest.mark.django_db


def loaded(register):
    row = Register.objects.for_system("a test").get(id=register.id)
    return register_of(
        row,
        list(District.objects.for_system("a test").filter(register=row)),
        list(Place.objects.for_system("a test").filter(register=row)),
    )


def test_a_stored_register_equals_the_one_that_was_read(register, tiny_screened):
    assert loaded(register) == tiny_screened.register


def test_stored_help_equals_the_times_that_were_found(register, tiny_screened):
    rows = Screening.objects.for_system("a test").filter(register=register).select_related("place")
    assert {row.place.source_id: help_of(row.help) for row in rows} == dict(tiny_screened.help)


@pytest.mark.parametrize(
    ("typed", "written"), [("ECOLE", "École"), ("strasse", "Straße"), ("medina", "Médina"), ("مدرسه", "مدرسه")]
)
def test_search_minds_neither_case_nor_accents(typed, written):
    assert folded(typed) in folded(written)

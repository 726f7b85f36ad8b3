"""Going through a list by its pages shows every row once, in order, there and back, whatever comes meanwhile."""

import base64
import json
from uuid import uuid4

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openward.foundation.identity.models import Organisation
from openward.foundation.ui.paging import keyset
from tests import factories

pytestmark = pytest.mark.django_db

KEYS = ["place_name", "name", "id"]


def rows():
    return Organisation.objects.filter(country="ZZ")


def page(address, **options):
    return keyset(RequestFactory().get(address), rows(), KEYS, size=3, **options)


def walk(**options):
    """All rows from the first page to the last, and then the pages back."""
    here = page("/list?kind=city", **options)
    there, back = list(here.rows), []
    while here.later:
        here = page(here.later, **options)
        there += here.rows
    back = list(here.rows)
    while here.earlier:
        here = page(here.earlier, **options)
        back = [*here.rows, *back]
    return there, back


@given(names=st.lists(st.sampled_from("abc"), max_size=12), descending=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_row_is_shown_once_in_order_there_and_back(names, descending):
    rows().delete()
    for number, name in enumerate(names):
        factories.organisation(name=f"Town {number % 3} {number}", place_name=name, country="ZZ")
    order = [f"-{key}" for key in KEYS] if descending else KEYS
    there, back = walk(descending=descending)
    assert there == list(rows().order_by(*order))
    assert back == there


def test_filters_stay_in_the_addresses_of_the_pages_beside():
    for number in range(7):
        factories.organisation(name=f"Town {number}", country="ZZ")
    second = page(page("/list?kind=city").later)
    assert "kind=city" in second.earlier
    assert "after=" not in second.earlier


def test_a_row_that_comes_meanwhile_repeats_no_other():
    for number in range(6):
        factories.organisation(name=f"Town {number}", country="ZZ")
    first = page("/list")
    factories.organisation(name="Town 0 before all others that follow", country="ZZ")
    assert not set(first.rows) & set(page(first.later).rows)


def test_a_cursor_of_another_list_is_the_first_page():
    factories.organisation(country="ZZ")
    forged = base64.urlsafe_b64encode(json.dumps(["a", "b", str(uuid4())]).encode()).decode()
    request = RequestFactory().get(f"/list?after={forged}")
    assert len(keyset(request, rows(), ["latitude", "name", "id"]).rows) == 1


@pytest.mark.parametrize("cursor", ["x", "W10", "bnVsbA", "WzEsMiwzXQ", "%00", "a" * 5000])
def test_a_cursor_that_cannot_be_read_is_the_first_page(cursor):
    factories.organisation(country="ZZ")
    assert page(f"/list?after={cursor}").rows == page("/list").rows

"""A list of protected records that says for nobody in particular is a fault of ours, and stops there."""

from __future__ import annotations

import pytest
from django.db.models import Count

from openward.foundation.visibility.actor import NOBODY
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import UnscopedQuery
from tests import factories
from tests.sample.models import Finding, Site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    return Site.objects.create(owner=factories.organisation(), name="Hall")


READS = {
    "a list": lambda rows: list(rows),
    "a length": lambda rows: len(rows),
    "whether any": lambda rows: bool(rows),
    "a slice": lambda rows: list(rows[:3]),
    "one": lambda rows: rows.get(name="Hall"),
    "the first": lambda rows: rows.first(),
    "the last": lambda rows: rows.last(),
    "a count": lambda rows: rows.count(),
    "existence": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(Site(pk="0190f0c0-0000-7000-8000-000000000000")),
    "values": lambda rows: list(rows.values("name")),
    "values list": lambda rows: list(rows.values_list("name", flat=True)),
    "dates": lambda rows: list(rows.datetimes("owner__created_at", "day")),
    "in bulk": lambda rows: rows.in_bulk(),
    "iterator": lambda rows: list(rows.iterator()),
    "an aggregate": lambda rows: rows.aggregate(number=Count("pk")),
    "an update": lambda rows: rows.update(name="Other"),
    "a deletion": lambda rows: rows.delete(),
    "get or create": lambda rows: rows.get_or_create(name="Hall"),
    "own SQL": lambda rows: list(rows.raw("SELECT * FROM sample_site")),
    "a union from outside": lambda rows: list(rows.visible_to(NOBODY).union(rows)),
    "a union to outside": lambda rows: list(rows.union(rows.visible_to(NOBODY))),
    "or": lambda rows: list(rows.visible_to(NOBODY) | rows),
    "xor": lambda rows: list(rows.visible_to(NOBODY) ^ rows),
    "an empty one or all": lambda rows: list(rows.none() | rows),
    "prefetched": lambda rows: list(Site.objects.for_system("test").prefetch_related("findings")),
}


@pytest.mark.parametrize("read", sorted(READS))
def test_no_read_or_write_goes_without_saying_for_whom(site, read):
    with pytest.raises(UnscopedQuery):
        READS[read](Site.objects.all())


def test_the_related_list_of_a_record_asks_as_well(site):
    Finding.objects.create(owner=site.owner, site=site, label=Label.CLEAR)
    hidden = Finding.objects.create(owner=site.owner, site=site)
    with pytest.raises(UnscopedQuery):
        list(site.findings.all())
    Site.objects.for_system("test").update(label=Label.CLEAR)
    assert hidden not in site.findings.visible_to(NOBODY)
    assert site.findings.visible_to(NOBODY).count() == 1


def test_a_list_for_the_system_says_why(site):
    with pytest.raises(ValueError, match="say why"):
        Site.objects.for_system("")
    assert list(Site.objects.for_system("a check of integrity")) == [site]


def test_what_is_filtered_further_stays_for_the_same_person(site):
    Site.objects.for_system("test").update(label=Label.CLEAR)
    assert list(Site.objects.visible_to(NOBODY).filter(name="Hall").order_by("name")[:1]) == [site]
    assert not Site.objects.none()

"""Who may see what: the table of the product, in literal names of a cast for each label, as rows and as verdicts."""

from __future__ import annotations

import pytest

from openward.foundation.visibility import policy
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from tests import cast as casting
from tests.sample.models import Finding, Site, Submission, Work

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return casting.build()


def who_reads(cast, record) -> set[str]:
    """Names of those whose list holds the record; the verdict must say the same of each."""
    found = set()
    for name, person in cast.people.items():
        actor = actor_of(person)
        in_list = type(record).objects.visible_to(actor).filter(pk=record.pk).exists()
        verdict = policy.may_read(actor, record)
        assert bool(verdict) == in_list, f"{name}: the list says {in_list}, the verdict {verdict}"
        if in_list:
            found.add(name)
    return found


def site(cast, label, **fields):
    return Site.objects.create(
        owner=cast.city, label=label, sharing_group=cast.circle, operator=cast.operator, name="Hall", **fields
    )


@pytest.mark.parametrize("closed", [False, True], ids=["open to police", "closed to police"])
@pytest.mark.parametrize("label", list(Label))
def test_a_record_is_read_by_whom_the_table_names(cast, label, closed):
    record = cast.joins(site(cast, label, closed_to_police=closed))
    assert who_reads(cast, record) == casting.readers(label, closed=closed)


@pytest.mark.parametrize("label", list(Label))
def test_an_assignment_to_the_work_opens_its_sites(cast, label):
    work = Work.objects.create(owner=cast.city, label=Label.AMBER_STRICT, name="Register")
    record = cast.joins(site(cast, label, work=work), targets=[work])
    assert who_reads(cast, record) == casting.readers(label)


@pytest.mark.parametrize("label", list(Label))
def test_a_submission_is_also_for_un_bodies_and_secretariats(cast, label):
    record = cast.joins(Submission.objects.create(owner=cast.city, label=label, sharing_group=cast.circle))
    assert who_reads(cast, record) == casting.readers(label, submission=True)


@pytest.mark.parametrize("of_the_site", list(Label))
@pytest.mark.parametrize("label", list(Label))
def test_a_finding_on_a_site_is_read_by_those_whom_both_labels_let_in(cast, label, of_the_site):
    parent = cast.joins(site(cast, of_the_site))
    record = Finding.objects.create(owner=cast.city, label=label, sharing_group=cast.circle, site=parent)
    for name in casting.NAMED:
        cast.names(record, name)
    assert who_reads(cast, record) == casting.readers(label) & casting.readers(of_the_site)


def test_without_a_sharing_group_nobody_outside_reads_what_is_not_public(cast):
    for label in (Label.AMBER, Label.GREEN):
        record = site(cast, label)
        Site.objects.for_system("test").filter(pk=record.pk).update(sharing_group=None, operator=None)
        record = cast.joins(record)
        record.refresh_from_db()
        outsiders = {"client", "community", "operator", "police"}
        assert who_reads(cast, record) == casting.readers(label) - outsiders


@pytest.mark.parametrize("label", ["TLP:VIOLET", "", "tlp:clear", "TLP:WHITE"])
def test_a_label_that_is_not_in_the_table_is_read_by_nobody(cast, label):
    record = cast.joins(site(cast, Label.CLEAR))
    Site.objects.for_system("test").filter(pk=record.pk).update(label=label)
    record.refresh_from_db()
    assert who_reads(cast, record) == set()


def test_nothing_lies_on_a_label_that_no_rule_opens(cast, monkeypatch):
    """Take the rules away one by one: what no rule opens is shut."""
    from openward.foundation.visibility import rules

    monkeypatch.setattr(policy, "RULES", ())
    record = cast.joins(site(cast, Label.CLEAR))
    assert who_reads(cast, record) == set()
    assert rules.RULES


def test_the_label_of_a_record_is_the_strictest_of_what_it_is_part_of(cast):
    parent = site(cast, Label.AMBER_STRICT)
    record = Finding.objects.create(owner=cast.city, label=Label.GREEN, site=parent)
    assert policy.effective_label(record) == Label.AMBER_STRICT
    assert policy.effective_label(parent) == Label.AMBER_STRICT

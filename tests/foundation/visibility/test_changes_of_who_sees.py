"""Labels go up freely and down in one way only; readers, groups and closings change by those who may, and are told."""

from __future__ import annotations

import pytest

from openward.foundation.history.models import Event
from openward.foundation.identity.models import Role
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.actions.lower_label import lower_label
from openward.foundation.visibility.actions.name_reader import name_reader, unname_reader
from openward.foundation.visibility.actions.raise_label import raise_label
from openward.foundation.visibility.actions.share import close_to_police, share
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import STRICTEST_FIRST, Label, is_sensitive, stricter, strictness
from openward.foundation.visibility.models import LabelChange, NamedReader
from openward.foundation.visibility.refusal import Refused
from openward.foundation.visibility.signatures import is_signed
from openward.methods.errors import OpenwardError
from tests import cast as casting
from tests import factories
from tests.sample.models import Site

pytestmark = pytest.mark.django_db

COORDINATOR = "assigned coordinator"
MAY_CHANGE = {f"assigned {role}" for role in (Role.ASSESSOR, Role.PRACTITIONER, Role.COORDINATOR)} | {
    "police and assigned"  # a practitioner of the city who is assigned
}


@pytest.fixture
def cast():
    return casting.build()


@pytest.fixture
def site(cast):
    return cast.joins(
        Site.objects.create(owner=cast.city, name="Hall", operator=cast.operator, sharing_group=cast.circle)
    )


def actor(cast, name):
    return actor_of(cast.people[name])


def test_a_coordinator_lowers_a_label_and_signs_for_it(cast, site):
    source = Site.objects.create(owner=cast.city, name="Source")
    change = lower_label(
        actor(cast, COORDINATOR), site, Label.AMBER, "shared with the ministry", "no scores are left in it", [source.pk]
    )
    site.refresh_from_db()
    assert site.label == Label.AMBER
    assert (change.former, change.label, change.reason) == (Label.AMBER_STRICT, Label.AMBER, "shared with the ministry")
    assert (change.rule, change.sources) == ("no scores are left in it", [str(source.pk)])
    assert change.signed_by == cast.people[COORDINATOR]
    assert Event.objects.filter(record=site.pk).values_list("verb", flat=True).get() == "lowered-label"
    told = set(Notice.objects.filter(code="label-lowered").values_list("person__name", flat=True))
    assert told == {"coordinator", "administrator", "assigned administrator"}


@pytest.mark.parametrize("field", ["reason", "rule", "former", "label", "record_kind"])
def test_a_signed_change_that_was_edited_is_found_out(cast, site, field):
    change = LabelChange.objects.get(pk=lower_label(actor(cast, COORDINATOR), site, Label.AMBER, "shared").pk)
    assert is_signed(change)
    setattr(change, field, Label.CLEAR)
    assert not is_signed(change)


@pytest.mark.parametrize("name", sorted(casting.EVERYONE - {COORDINATOR}))
def test_nobody_else_lowers_a_label(cast, site, name):
    with pytest.raises(Refused):
        lower_label(actor(cast, name), site, Label.GREEN, "because")
    site.refresh_from_db()
    assert site.label == Label.AMBER_STRICT
    assert not LabelChange.objects.exists()


def test_lowering_needs_a_reason_and_a_lower_label(cast, site):
    with pytest.raises(OpenwardError, match="reason-missing"):
        lower_label(actor(cast, COORDINATOR), site, Label.GREEN, "  ")
    for label in (Label.AMBER_STRICT, Label.RED):
        with pytest.raises(OpenwardError, match="label-not-lower"):
            lower_label(actor(cast, COORDINATOR), site, label, "because")


@pytest.mark.parametrize("name", sorted(casting.EVERYONE))
def test_a_label_is_raised_by_whoever_may_change_the_record(cast, site, name):
    Site.objects.for_system("test").filter(pk=site.pk).update(label=Label.AMBER)
    site.refresh_from_db()
    if name in MAY_CHANGE:
        raise_label(actor(cast, name), site, Label.AMBER_STRICT)
        site.refresh_from_db()
        assert site.label == Label.AMBER_STRICT
    else:
        with pytest.raises(Refused):
            raise_label(actor(cast, name), site, Label.AMBER_STRICT)


@pytest.mark.parametrize("label", [Label.AMBER_STRICT, Label.AMBER, Label.GREEN, Label.CLEAR])
def test_raising_never_lowers(cast, site, label):
    with pytest.raises(OpenwardError, match="label-not-higher"):
        raise_label(actor(cast, COORDINATOR), site, label)


def readers_of(cast):
    return {name for name, person in cast.people.items() if Site.objects.visible_to(actor_of(person)).exists()}


def test_nobody_hides_a_record_from_the_coordinators_of_its_owner_by_making_it_red(cast, site):
    NamedReader.objects.filter(record=site.pk).delete()
    raise_label(actor(cast, "assigned assessor"), site, Label.RED, "a tip", readers=[cast.people["client"]])
    assert readers_of(cast) == {"assigned assessor", COORDINATOR, "coordinator", "client"}
    told = set(Notice.objects.filter(code="label-raised-to-red").values_list("person__name", flat=True))
    assert told == {COORDINATOR, "coordinator", "administrator", "assigned administrator"}


def test_raising_below_red_names_and_tells_nobody(cast, site):
    NamedReader.objects.filter(record=site.pk).delete()
    Site.objects.for_system("test").filter(pk=site.pk).update(label=Label.GREEN)
    site.refresh_from_db()
    raise_label(actor(cast, "assigned assessor"), site, Label.AMBER)
    assert not NamedReader.objects.exists()
    assert not Notice.objects.exists()


def test_a_red_record_names_its_readers(cast, site):
    NamedReader.objects.filter(record=site.pk).delete()
    raise_label(actor(cast, COORDINATOR), site, Label.RED, readers=[cast.people["named"]])
    assert readers_of(cast) == {COORDINATOR, "coordinator", "named"}
    for name in ("coordinator", "named"):
        unname_reader(actor(cast, COORDINATOR), site, cast.people[name])
    assert readers_of(cast) == {COORDINATOR}
    name_reader(actor(cast, COORDINATOR), site, cast.people["client"])
    assert Site.objects.visible_to(actor(cast, "client")).exists()
    unname_reader(actor(cast, COORDINATOR), site, cast.people["client"])
    assert not Site.objects.visible_to(actor(cast, "client")).exists()
    with pytest.raises(OpenwardError, match="label-needs-readers"):
        unname_reader(actor(cast, COORDINATOR), site, cast.people[COORDINATOR])
    with pytest.raises(OpenwardError, match="reader-unknown"):
        name_reader(actor(cast, COORDINATOR), site, factories.person())
    with pytest.raises(Refused):
        name_reader(actor(cast, "client"), site, cast.people["client"])


def test_the_last_one_who_reads_a_red_record_stays_named_though_others_are_who_left(cast, site):
    site.label = Label.RED
    site.save()
    NamedReader.objects.filter(record=site.pk).delete()
    factories.named_reader(site, cast.people[COORDINATOR], cast.city)
    factories.named_reader(site, cast.people["left the city"], cast.city)
    with pytest.raises(OpenwardError, match="label-needs-readers"):
        unname_reader(actor(cast, COORDINATOR), site, cast.people[COORDINATOR])


def test_who_is_named_again_after_coming_back_reads_the_record(cast, site):
    site.label = Label.RED
    site.save()
    factories.named_reader(site, cast.people[COORDINATOR], cast.city)
    factories.membership(cast.other_city, person=cast.people["left the city"])
    factories.named_reader(site, cast.people["left the city"], cast.city)
    assert not Site.objects.visible_to(actor(cast, "left the city")).exists()
    name_reader(actor(cast, COORDINATOR), site, cast.people["left the city"])
    assert Site.objects.visible_to(actor(cast, "left the city")).exists()


def test_a_record_is_shared_through_a_group_of_its_own_owner(cast, site):
    share(actor(cast, COORDINATOR), site, None)
    group = factories.sharing_group(cast.city)
    with pytest.raises(OpenwardError, match="reason-missing"):
        share(actor(cast, COORDINATOR), site, group)
    share(actor(cast, COORDINATOR), site, group, "they asked")
    with pytest.raises(Refused, match="other-organisation"):
        share(actor(cast, COORDINATOR), site, factories.sharing_group(cast.other_city), "they asked")
    for name in sorted(casting.EVERYONE - {COORDINATOR}):
        with pytest.raises(Refused):
            share(actor(cast, name), site, None)


def test_closing_to_police_is_free_and_opening_is_the_coordinators(cast, site):
    close_to_police(actor(cast, "assigned assessor"), site, True)
    with pytest.raises(Refused):
        close_to_police(actor(cast, "assigned assessor"), site, False, "please")
    with pytest.raises(OpenwardError, match="reason-missing"):
        close_to_police(actor(cast, COORDINATOR), site, False)
    close_to_police(actor(cast, COORDINATOR), site, False, "a joint exercise")
    site.refresh_from_db()
    assert not site.closed_to_police


def test_labels_are_ordered_and_unknown_ones_count_as_sensitive():
    assert [strictness(label) for label in STRICTEST_FIRST] == [4, 3, 2, 1, 0]
    assert stricter(Label.GREEN, Label.AMBER_STRICT) == Label.AMBER_STRICT
    assert [is_sensitive(label) for label in STRICTEST_FIRST] == [True, True, False, False, False]
    assert is_sensitive("TLP:VIOLET")

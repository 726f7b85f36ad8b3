"""Organisations are founded by who runs the installation or the network; only an owner's coordinator shares."""

from __future__ import annotations

import pytest

from openward.foundation.identity.actions.change_organisation import change_organisation
from openward.foundation.identity.actions.change_profile import change_profile
from openward.foundation.identity.actions.change_sharing_group import change_sharing_group
from openward.foundation.identity.actions.create_organisation import create_organisation
from openward.foundation.identity.actions.create_sharing_group import create_sharing_group
from openward.foundation.identity.actions.delete_sharing_group import delete_sharing_group
from openward.foundation.identity.city_names import City, city_of, find_cities
from openward.foundation.identity.countries import country_name, country_names
from openward.foundation.identity.models import Organisation, OrganisationKind
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db

NOT_COORDINATORS = ["reader", "practitioner", "assessor", "administrator", "coordinator elsewhere", "staff", "nobody"]


@pytest.mark.parametrize("name", ["staff", "secretariat"])
def test_staff_and_the_secretariat_found_organisations_and_get_no_part_in_them(city, name, told):
    place = City("1", "Lakeside", "FR", 46.2, 6.1, 20_000)
    made = create_organisation(city.actor(name), " City of  Lakeside ", OrganisationKind.CITY, "fr", place)
    assert (made.name, made.country, made.place_name, made.latitude) == ("City of Lakeside", "FR", "Lakeside", 46.2)
    assert made.id not in city.actor(name).organisations
    assert told.verbs(made) == ["created"]


@pytest.mark.parametrize("name", ["coordinator", "administrator", "administrator elsewhere", "nobody"])
def test_nobody_else_founds_an_organisation(city, name):
    with pytest.raises(Refused):
        create_organisation(city.actor(name), "Lakeside", OrganisationKind.CITY, "FR")


def test_two_organisations_of_a_country_have_different_names(city):
    with pytest.raises(OpenwardError, match="organisation-exists"):
        create_organisation(city.actor("staff"), "Rivermouth", OrganisationKind.CITY, "FR")
    assert create_organisation(city.actor("staff"), "Rivermouth", OrganisationKind.CITY, "BE")


def test_administrators_correct_the_facts_of_their_own_organisation(city, told):
    change_organisation(city.actor("administrator"), city.organisation, "Rivermouth City", None, "office@example.org")
    assert Organisation.objects.get(pk=city.organisation.pk).contact == "office@example.org"
    assert told.verbs(city.organisation) == ["changed"]
    with pytest.raises(Refused):
        change_organisation(city.actor("coordinator"), city.organisation, "Mine", None, "")
    with pytest.raises(OpenwardError, match="name-missing"):
        change_organisation(city.actor("administrator"), city.organisation, "  ", None, "")


def test_a_sharing_group_lets_its_organisations_read_at_once(city, told):
    friend = factories.organisation(OrganisationKind.NATIONAL_AUTHORITY)
    reader = factories.member(friend)
    from openward.foundation.visibility.actor import actor_of

    group = create_sharing_group(city.actor("coordinator"), city.organisation, "Circle")
    Work.objects.create(owner=city.organisation, name="Plan", label=Label.AMBER, sharing_group=group)
    assert not Work.objects.visible_to(actor_of(reader)).exists()
    change_sharing_group(city.actor("coordinator"), group, "Circle", [friend], [], "they help us")
    assert Work.objects.visible_to(actor_of(reader)).exists()
    change_sharing_group(city.actor("coordinator"), group, "Circle", [], [])
    assert not Work.objects.visible_to(actor_of(reader)).exists()
    assert told.verbs(city.organisation) == ["created", "changed", "changed"]


def test_letting_someone_in_needs_a_reason_and_taking_them_out_does_not(city):
    group = create_sharing_group(city.actor("coordinator"), city.organisation, "Circle")
    friend = factories.organisation()
    for clients, community in (([friend], []), ([], [friend])):
        with pytest.raises(OpenwardError, match="reason-missing"):
            change_sharing_group(city.actor("coordinator"), group, "Circle", clients, community)


@pytest.mark.parametrize("name", NOT_COORDINATORS)
def test_nobody_but_the_owners_coordinator_makes_or_changes_groups(city, name):
    group = factories.sharing_group(city.organisation)
    with pytest.raises(Refused):
        create_sharing_group(city.actor(name), city.organisation, "Circle")
    with pytest.raises(Refused):
        change_sharing_group(city.actor(name), group, group.name, [], [])
    with pytest.raises(Refused):
        delete_sharing_group(city.actor(name), group)


def test_a_group_that_records_use_is_not_deleted(city):
    group = factories.sharing_group(city.organisation)
    record = Work.objects.create(owner=city.organisation, name="Plan", sharing_group=group)
    with pytest.raises(OpenwardError, match="sharing-group-in-use"):
        delete_sharing_group(city.actor("coordinator"), group)
    Work.objects.for_system("test").filter(pk=record.pk).update(sharing_group=None)
    delete_sharing_group(city.actor("coordinator"), group)
    assert not type(group).objects.filter(pk=group.pk).exists()


def test_a_person_changes_their_own_name_language_and_time_zone(city):
    changed = change_profile(city.actor("reader"), " Ada  Nova", "ar", "Asia/Beirut")
    assert (changed.name, changed.language, changed.time_zone) == ("Ada Nova", "ar", "Asia/Beirut")
    for wrong, code in ((("", "", ""), "name-missing"), (("A", "xx", ""), "language-unknown")):
        with pytest.raises(OpenwardError, match=code):
            change_profile(city.actor("reader"), *wrong)
    with pytest.raises(OpenwardError, match="time-zone-unknown"):
        change_profile(city.actor("reader"), "A", "", "Mars/Olympus")


@pytest.mark.parametrize(
    ("typed", "found"),
    [("saint-etienne", "Saint-Étienne"), ("SAO PAULO", "São Paulo"), ("القاهرة", "Cairo"), ("Москва", "Moscow")],
)
def test_a_city_is_found_without_accents_and_in_its_own_script(typed, found):
    assert find_cities(typed)[0].name == found
    assert city_of(find_cities(typed)[0].key) == find_cities(typed)[0]


def test_a_city_is_found_within_its_country():
    assert {city.country for city in find_cities("san jose", "CR")} == {"CR"}
    assert find_cities("x") == []
    assert city_of("nothing") is None


def test_countries_are_named_and_ordered_in_the_language_of_the_reader():
    assert country_name("DE", "fr") == "Allemagne"
    names = list(country_names("fr").values())
    assert names.index("Égypte") < names.index("Espagne") < names.index("Zambie")
    assert not {"EU", "UN", "ZZ"} & country_names("en").keys()

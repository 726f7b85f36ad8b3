"""What people of different roles find on the pages of the register."""

import json
import re
from html import unescape
from io import BytesIO

import openpyxl
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openward.foundation.history.models import Event
from openward.foundation.identity.models import OrganisationKind, Role
from openward.foundation.maps.points import points
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import NamedReader
from openward.rooms.places import selectors
from openward.rooms.places.models import Place, Register, Screening
from tests import factories

pytestmark = pytest.mark.django_db


def place_of(register, **fields):
    return Place.objects.for_system("a test").filter(register=register, **fields).order_by("sort_name", "id").first()


@pytest.fixture
def signed_in(client, coordinator):
    client.force_login(coordinator)
    return client


def test_a_coordinator_finds_the_register_and_its_places(signed_in, register):
    assert register.city_name in signed_in.get("/places/").content.decode()
    page = signed_in.get(f"/places/registers/{register.id}/").content.decode()
    first = place_of(register)
    assert first.name in page
    assert "TLP:AMBER" in page


def test_who_is_not_assigned_finds_nothing(client, city, register):
    client.force_login(factories.member(city, Role.COORDINATOR))
    assert register.city_name not in client.get("/places/").content.decode()
    assert client.get(f"/places/registers/{register.id}/").status_code == 404
    assert client.get(f"/places/{place_of(register).id}/").status_code == 404


def test_search_finds_a_name_without_its_accents(signed_in, register):
    place = place_of(register, kind="school")
    Place.objects.for_system("a test").filter(id=place.id).update(name="École Nouvelle", search_text="ecole nouvelle")
    page = signed_in.get(f"/places/registers/{register.id}/?q=ECOLE+nouv").content.decode()
    assert f"/places/{place.id}/" in page
    assert page.count('data-place="') == 1


def test_filters_narrow_the_list(signed_in, register):
    page = signed_in.get(f"/places/registers/{register.id}/?kind=school").content.decode()
    count = Place.objects.for_system("a test").filter(register=register, kind="school").count()
    assert page.count('data-place="') == count > 0


def test_an_empty_search_offers_the_way_back(signed_in, register):
    page = signed_in.get(f"/places/registers/{register.id}/?q=zzzzzz").content.decode()
    assert "No place is like that" in page


def test_the_order_of_visits_is_for_those_who_are_assigned(client, city, register):
    """A client organisation of the sharing group reads the places, and no screening."""
    police = factories.organisation(OrganisationKind.POLICE_AND_EMERGENCY)
    group = factories.sharing_group(city, clients=[police])
    for model in (Register, Place):
        model.objects.for_system("a test").update(sharing_group=group)
    client.force_login(factories.member(police))
    page = client.get(f"/places/registers/{register.id}/?sort=visit").content.decode()
    assert page.count('data-place="') > 0
    assert "People at the busiest hour" not in page
    place = place_of(register)
    shown = client.get(f"/places/{place.id}/").content.decode()
    assert "When to visit" not in shown
    assert client.get(f"/places/{place.id}/people.svg").status_code == 404


def test_a_place_page_opens_every_number(signed_in, register):
    shown = signed_in.get(f"/places/{place_of(register, kind='school').id}/").content.decode()
    for heading in (
        "Facts",
        "Help by time",
        "People present",
        "When to visit",
        "How this number comes about",
        "History",
    ):
        assert heading in shown
    assert "TLP:AMBER+STRICT" in shown


def test_the_plot_of_people_is_a_picture_that_nobody_else_keeps(signed_in, register):
    answer = signed_in.get(f"/places/{place_of(register).id}/people.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]
    assert answer.content.startswith(b"<svg")


def test_points_are_those_of_the_filtered_list(signed_in, register):
    found = signed_in.get(f"/places/registers/{register.id}/points.json?kind=school").json()
    expected = Place.objects.for_system("a test").filter(register=register, kind="school").count()
    assert len(found["features"]) == expected


def test_a_box_that_is_none_is_told_so(signed_in, register):
    assert signed_in.get(f"/places/registers/{register.id}/points.json?box=1,2,x").status_code == 400


def test_exports_hold_what_the_person_sees(signed_in, register):
    hidden = place_of(register)
    Place.objects.for_system("a test").filter(id=hidden.id).update(label=Label.RED)
    features = json.loads(signed_in.get(f"/places/registers/{register.id}/register.geojson").content)["features"]
    ids = {feature["properties"]["id"] for feature in features}
    assert hidden.source_id not in ids
    assert len(ids) == Place.objects.for_system("a test").filter(register=register).count() - 1


def printed_at(page):
    """Where the browser tells that it prints the page, and the text of the mark on each sheet."""
    (mark,) = re.findall(r'<div class="print-mark"[^>]*>.*?</div>', page, re.S)
    return unescape(re.search(r'data-printed="([^"]+)"', mark)[1]), mark


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true", "HX-Target": "places"}])
@pytest.mark.parametrize("query", ["", "?kind=school", "?sort=visit"])
def test_a_printed_list_stands_in_the_history_under_the_label_of_each_sheet(
    signed_in, register, coordinator, query, headers
):
    """Also when the list was filtered within the page."""
    page = signed_in.get(f"/places/registers/{register.id}/{query}", headers=headers).content.decode()
    address, mark = printed_at(page)
    assert "TLP:AMBER+STRICT" in mark
    assert coordinator.name in mark
    assert "<time" in mark
    assert signed_in.post(address).status_code == 204
    assert reads(verb="print") == [("print", page.count('data-place="'), Label.AMBER_STRICT)]


def test_a_printed_page_of_a_list_is_no_bulk_export(signed_in, register):
    page = signed_in.get(f"/places/registers/{register.id}/").content.decode()
    assert page.count('data-place="') == 50
    signed_in.post(printed_at(page)[0])
    assert not Notice.objects.filter(code="bulk-print").exists()


def test_a_printed_place_stands_in_the_history_under_the_label_of_its_screening(signed_in, register):
    place = place_of(register)
    for address in (f"/places/{place.id}/", f"/places/{place.id}/edit/"):
        told, mark = printed_at(signed_in.get(address).content.decode())
        assert "TLP:AMBER+STRICT" in mark
        assert signed_in.post(told).status_code == 204
    events = Event.objects.filter(verb="print")
    assert {(event.record_kind, event.label) for event in events} == {("places.screening", Label.AMBER_STRICT)}
    assert len(events) == 2


def test_what_is_for_named_people_leaves_in_no_export(client, city, register):
    """Not even for who is named."""
    hidden = place_of(register)
    Place.objects.for_system("a test").filter(id=hidden.id).update(label=Label.RED)
    named = factories.member(city, Role.COORDINATOR, assigned_to=[register])
    NamedReader.objects.create(record=hidden.id, record_kind="places.place", person=named, organisation=city)
    client.force_login(named)
    assert client.get(f"/places/{hidden.id}/").status_code == 200
    exported = json.loads(client.get(f"/places/registers/{register.id}/register.geojson").content)
    assert hidden.source_id not in {feature["id"] for feature in exported["features"]}


@pytest.mark.parametrize("label", [Label.AMBER_STRICT, Label.AMBER])
def test_an_export_says_the_strictest_label_in_its_name_and_within(signed_in, register, label):
    Place.objects.for_system("a test").filter(id=place_of(register).id).update(label=label)
    address = f"/places/registers/{register.id}/register"
    points, sheet = (signed_in.get(f"{address}.{ending}") for ending in ("geojson", "xlsx"))
    for answer in (points, sheet):
        assert f"register_{label.replace(':', '-')}." in answer["Content-Disposition"]
    assert json.loads(points.content)["openward"]["label"] == label
    (first,) = openpyxl.load_workbook(BytesIO(sheet.content)).worksheets
    assert first.cell(1, 1).value == label
    assert label in first.oddFooter.left.text
    assert str(signed_in.session["_auth_user_id"]) not in first.oddFooter.center.text
    assert "Made by" in first.oddFooter.center.text
    assert reads(verb="export") == [("export", Place.objects.for_system("a test").count(), label)] * 2


def test_people_in_charge_are_told_once_of_an_export_of_many_places(client, city, register, coordinator):
    practitioner = factories.member(city, Role.PRACTITIONER, assigned_to=[register])
    client.force_login(practitioner)
    client.get(f"/places/registers/{register.id}/register.geojson")
    told = Notice.objects.filter(code="bulk-export")
    assert [notice.person for notice in told] == [coordinator]
    assert told.get().parameters["count"] == Place.objects.for_system("a test").count()


def test_an_export_of_a_few_is_in_the_history_and_no_notice(signed_in, register):
    few = Place.objects.for_system("a test").order_by("id").values("id")[:3]
    Place.objects.for_system("a test").exclude(id__in=list(few.values_list("id", flat=True))).delete()
    signed_in.get(f"/places/registers/{register.id}/register.geojson")
    assert reads(verb="export") == [("export", 3, Label.AMBER)]
    assert not Notice.objects.filter(code="bulk-export").exists()


def test_a_reader_does_not_export(client, city, register):
    client.force_login(factories.member(city, Role.READER, assigned_to=[register]))
    assert client.get(f"/places/registers/{register.id}/register.xlsx").status_code == 403


def test_a_site_operator_sees_their_own_site_and_no_other(client, register):
    operator = factories.organisation(OrganisationKind.SITE_OPERATOR)
    mine, other = Place.objects.for_system("a test").filter(register=register).order_by("id")[:2]
    Place.objects.for_system("a test").filter(id=mine.id).update(site_operator=operator)
    client.force_login(factories.member(operator))
    assert client.get(f"/places/{mine.id}/").status_code == 200
    assert client.get(f"/places/{other.id}/").status_code == 404
    assert client.get(f"/places/registers/{register.id}/").status_code == 404


def test_a_change_is_saved_with_its_reason_and_shown_in_the_history(signed_in, register):
    place = place_of(register, kind="school")
    form = {"name": "A better name", "kind": "school", "reason": "the sign says so"}
    answer = signed_in.post(f"/places/{place.id}/edit/", form, follow=True)
    shown = answer.content.decode()
    assert "A better name" in shown
    assert "the sign says so" in shown


def test_a_count_needs_all_its_numbers_in_order_and_a_source(signed_in, register):
    place = place_of(register, kind="school")
    form = {"name": place.name, "kind": "school", "counted_low": "10", "counted_likely": "5", "counted_high": "20"}
    answer = signed_in.post(f"/places/{place.id}/edit/", form)
    assert answer.status_code == 400
    assert "It must lie between the other two." in answer.content.decode()
    answer = signed_in.post(f"/places/{place.id}/edit/", {**form, "counted_likely": "15"})
    assert "Say who counted" in answer.content.decode()


def test_counted_people_replace_the_estimate(signed_in, register):
    place = place_of(register, kind="school")
    form = {
        "name": place.name, "kind": "school", "counted_low": "410", "counted_likely": "415", "counted_high": "420",
        "counted_source": "the head teacher, today",
    }  # fmt: skip
    answer = signed_in.post(f"/places/{place.id}/edit/", form, follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    shown = answer.content.decode()
    assert "415 (410–420) people, as counted" in shown


def reads(**fields):
    """What the history tells of places that were read."""
    events = Event.objects.filter(is_read=True, record_kind="places.place", **fields).order_by("sequence")
    return [(event.verb, event.count, event.label) for event in events]


COUNT = {
    "counted_low": "410", "counted_likely": "415", "counted_high": "420", "counted_source": "Lantern ticket counts",
}  # fmt: skip


def test_readers_of_a_place_do_not_learn_from_its_history_how_many_were_counted(client, city, register, coordinator):
    """Nor when it is taken back. What else was changed with it is open to them."""
    police = factories.organisation(OrganisationKind.POLICE_AND_EMERGENCY)
    Place.objects.for_system("a test").update(sharing_group=factories.sharing_group(city, clients=[police]))
    place = place_of(register, kind="school")
    client.force_login(coordinator)
    form = {"name": "Lantern School", "kind": "school", "operator": place.operator, **COUNT}
    assert client.post(f"/places/{place.id}/edit/", form).status_code == 302
    assert "Lantern ticket counts" in client.get(f"/places/{place.id}/").content.decode()
    (counted,) = [
        event for event in Event.objects.filter(record=place.id, is_read=False) if event.label == Label.AMBER_STRICT
    ]
    client.post(reverse("history:undo", args=[counted.id]))
    place.refresh_from_db()
    assert place.counted is None
    mine = client.get(reverse("history:versions", args=["places.place", place.id])).content.decode()
    assert "Lantern ticket counts" in mine
    client.force_login(factories.member(police))
    for address in (f"/places/{place.id}/", reverse("history:versions", args=["places.place", place.id])):
        page = client.get(address).content.decode()
        assert "Lantern School" in page
        assert "Lantern ticket counts" not in page
        assert "415" not in page


def test_who_does_not_see_the_screening_neither_sees_nor_changes_what_was_counted(client, city, register):
    place = place_of(register, kind="school")
    counted = {"low": 1, "likely": 2, "high": 3, "source": "Lantern ticket counts", "basis": "evidence"}
    Place.objects.for_system("a test").filter(id=place.id).update(label=Label.GREEN, counted=counted)
    client.force_login(factories.member(city, Role.ASSESSOR))
    page = client.get(f"/places/{place.id}/edit/").content.decode()
    assert "Lantern ticket counts" not in page
    assert "counted_low" not in page
    assert client.post(f"/places/{place.id}/edit/", {"name": "Another", "kind": "school", **COUNT}).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.counted) == ("Another", counted)


def test_a_form_with_what_was_counted_is_a_read_of_the_screening(signed_in, register):
    place = place_of(register, kind="school")
    signed_in.get(f"/places/{place.id}/edit/")
    told = Event.objects.get(is_read=True, record_kind="places.screening")
    assert (told.verb, told.label) == ("view", Label.AMBER_STRICT)


@pytest.mark.parametrize("query", ["", "?sort=visit", "?kind=school"])
def test_whoever_sees_figures_of_screenings_in_a_list_stands_in_the_history(signed_in, register, query):
    page = signed_in.get(f"/places/registers/{register.id}/{query}").content.decode()
    assert "People at the busiest hour" in page
    assert reads() == [("view", page.count('data-place="'), Label.AMBER_STRICT)]


def test_a_list_of_map_facts_alone_is_no_line_in_the_history(signed_in, register):
    Screening.objects.for_system("a test").delete()
    assert signed_in.get(f"/places/registers/{register.id}/").status_code == 200
    assert reads() == []


def test_a_list_with_a_place_of_a_stricter_label_is_told_under_that(client, city, register):
    Screening.objects.for_system("a test").delete()
    strict = place_of(register)
    Place.objects.for_system("a test").filter(id=strict.id).update(label=Label.AMBER_STRICT)
    client.force_login(factories.member(city, Role.READER, assigned_to=[register]))
    page = client.get(f"/places/registers/{register.id}/").content.decode()
    assert reads() == [("view", page.count('data-place="'), Label.AMBER_STRICT)]


@pytest.mark.parametrize("cap", [2000, 3])
def test_whoever_sees_points_of_strict_places_stands_in_the_history(signed_in, register, monkeypatch, cap):
    """Whether each is drawn or they are counted in cells."""
    monkeypatch.setitem(points.__kwdefaults__, "cap", cap)
    places = Place.objects.for_system("a test").filter(register=register)
    assert signed_in.get(f"/places/registers/{register.id}/points.json").json()["is_counted"] == (cap == 3)
    assert reads() == []
    places.filter(id=place_of(register).id).update(label=Label.AMBER_STRICT)
    found = signed_in.get(f"/places/registers/{register.id}/points.json").json()
    assert reads() == [("view", found["total"], Label.AMBER_STRICT)]


def test_a_search_on_the_map_is_a_search_in_the_history(signed_in, register):
    found = signed_in.get(f"/places/registers/{register.id}/points.json?q=e").json()
    assert reads() == [("search", found["total"], Label.AMBER)]


@pytest.mark.parametrize(
    "address", ["", "?q=e", "?kind=school", "?sort=visit", "?sort=visit&q=e", "points.json", "points.json?q=e"]
)
def test_the_number_of_queries_does_not_grow_with_the_rows(signed_in, register, address):
    """Two places that every filter finds, against all of the register."""
    path = f"/places/registers/{register.id}/{address}"
    signed_in.get(path)  # what is asked once in a process
    counts = []
    for places in (2, None):
        kept = Place.objects.for_system("a test").filter(register=register).order_by("id")
        if places:
            kept = kept.filter(kind="school", search_text__contains="e")[:places]
            assert len(kept) == places
        kept = kept.values("id")
        with transaction.atomic():
            Place.objects.for_system("a test").exclude(id__in=list(kept.values_list("id", flat=True))).delete()
            with CaptureQueriesContext(connection) as asked:
                assert signed_in.get(path).status_code == 200
            transaction.set_rollback(True)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 26


def test_a_great_register_offers_kinds_without_counting_them(signed_in, register, monkeypatch):
    monkeypatch.setattr(selectors, "COUNTED_UP_TO", 5)
    page = signed_in.get(f"/places/registers/{register.id}/").content.decode()
    assert "More than 5 places" in page
    assert '<option value="school">School</option>' in page
    assert page.count('data-place="') > 5
    few = signed_in.get(f"/places/registers/{register.id}/?q=zzzzzz").content.decode()
    assert "0 places" in few


def test_counts_and_kinds_are_of_what_the_reader_sees(client, city, register):
    """Who is let into two places of a register that its members see counts two."""
    Register.objects.for_system("a test").filter(id=register.id).update(label=Label.GREEN)
    mine = Place.objects.for_system("a test").filter(register=register, kind="school").order_by("id")[:2]
    client.force_login(factories.member(city, Role.ASSESSOR, assigned_to=mine))
    for query in ("", "?sort=visit"):
        page = client.get(f"/places/registers/{register.id}/{query}").content.decode()
        assert page.count('data-place="') == len(mine) == 2
        assert "2 places" in page
        assert "(2)</option>" in page
        assert page.count("</option>") == page.count("<option")
    assert len(client.get(f"/places/registers/{register.id}/points.json").json()["features"]) == 2


def test_only_a_coordinator_lets_a_site_operator_in(client, city, register):
    operator = factories.organisation(OrganisationKind.SITE_OPERATOR)
    place = place_of(register, kind="school")
    client.force_login(factories.member(city, Role.PRACTITIONER, assigned_to=[register]))
    assert "site_operator" not in client.get(f"/places/{place.id}/edit/").content.decode()
    form = {"name": "Another name", "kind": "school", "site_operator": operator.id}
    assert client.post(f"/places/{place.id}/edit/", form).status_code == 302
    place.refresh_from_db()
    assert (place.name, place.site_operator) == ("Another name", None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "the map has no streets"), ("fr", "la carte n'a pas de rues"), ("ar", "ليس في الخريطة شوارع")],
)
def test_a_place_of_a_map_without_streets_says_why_it_has_no_times(signed_in, register, language, sentence):
    place = place_of(register)
    rows = Screening.objects.for_system("a test").filter(place=place)
    help = [{**one, "state": "no-streets", "seconds": None, "facility": None} for one in rows.get().help]
    rows.update(help=help)
    page = unescape(signed_in.get(f"/places/{place.id}/", headers={"accept-language": language}).content.decode())
    assert page.count(sentence) == len(help) > 0

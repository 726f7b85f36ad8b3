"""The web makes the brief that the command line makes, of what the person who asked may see."""

import json
import re
from decimal import Decimal
from html import unescape
from io import BytesIO

import openpyxl
import pypdf
import pytest
from django.db import transaction

from openward.brief.documents import NAMES
from openward.foundation.history.models import Event
from openward.foundation.identity.models import Membership, OrganisationKind, Role
from openward.foundation.jobs.models import State
from openward.foundation.jobs.running import run_job
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import NamedReader
from openward.foundation.visibility.policy import may_read
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from openward.methods.progress import silent
from openward.rooms.places.models import Place, Register, Screening
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
from openward.rooms.plans.actions.make_brief import make_brief
from openward.rooms.plans.documents import TOLD
from openward.rooms.plans.models import Brief, BriefFile
from tests import factories

pytestmark = pytest.mark.django_db

BUDGET = Decimal(60_000)


def made(person, register, **asked):
    """A brief as the person asks for it, made by its job."""
    wanted = {"budget": BUDGET, "currency": "EUR", "price_year": 2024, "language": "en", **asked}
    brief, job = ask_for_brief(actor_of(person), register, **wanted)
    run_job.func(str(job.id), job.attempt)
    job.refresh_from_db()
    assert job.state == State.DONE, job.error_code
    return Brief.objects.for_system("a test").get(id=brief.id)


def file_of(brief, name):
    return BriefFile.objects.for_system("a test").select_related("brief").get(brief=brief, name=name)


def bytes_of(brief, name):
    with file_of(brief, name).file.open("rb") as opened:
        return opened.read()


def test_a_brief_has_all_its_documents(coordinator, register):
    brief = made(coordinator, register, language="ar")
    names = set(BriefFile.objects.for_system("a test").filter(brief=brief).values_list("name", flat=True))
    assert names == {
        "brief.pdf", "brief.html", "brief.json", "annex.pdf", "annex.json", "register.geojson", "register.xlsx",
    }  # fmt: skip
    assert bytes_of(brief, "brief.pdf").startswith(b"%PDF")


def test_the_annex_keeps_its_label_when_the_brief_is_shared(coordinator, city, register):
    brief = made(coordinator, register)
    police = factories.organisation(OrganisationKind.POLICE_AND_EMERGENCY)
    group = factories.sharing_group(city, clients=[police])
    for model in (Brief, BriefFile):
        model.objects.for_system("a test").update(sharing_group=group)
    client = actor_of(factories.member(police))
    assert may_read(client, file_of(brief, "brief.pdf"))
    assert not may_read(client, file_of(brief, "annex.pdf"))


def test_what_the_person_may_not_see_is_not_in_it(coordinator, register):
    hidden = Place.objects.for_system("a test").filter(register=register, kind="school").first()
    Place.objects.for_system("a test").filter(id=hidden.id).update(label=Label.RED)
    brief = made(coordinator, register)
    visits = json.loads(bytes_of(brief, "annex.json"))["visits"]
    assert hidden.source_id not in {visit["place"] for visit in visits}
    assert len(visits) == Place.objects.for_system("a test").filter(register=register).count() - 1


def label_in(brief, name):
    """The label that a document says of itself."""
    content = bytes_of(brief, name)
    if name.endswith(".geojson"):
        return json.loads(content)["openward"]["label"]
    if name.endswith(".xlsx"):
        return openpyxl.load_workbook(BytesIO(content)).worksheets[0].cell(1, 1).value
    if name.endswith(".json"):
        return json.loads(content)["label"]
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    return Label.AMBER_STRICT if Label.AMBER_STRICT in text else Label.AMBER


OF_MANY = ("brief.json", "brief.pdf", "register.geojson", "register.xlsx")
OF_THE_VISITS = ("annex.json", "annex.pdf")


def test_a_brief_of_ordinary_places_is_no_stricter_than_they_are(coordinator, register):
    """The annex alone, which says what screening found of each, is for those who are assigned."""
    brief = made(coordinator, register)
    assert brief.label == Label.AMBER
    for name in OF_MANY:
        assert (file_of(brief, name).label, label_in(brief, name)) == (Label.AMBER, Label.AMBER), name
    for name in OF_THE_VISITS:
        assert (file_of(brief, name).label, label_in(brief, name)) == (Label.AMBER_STRICT, Label.AMBER_STRICT), name


def test_a_brief_with_one_stricter_place_is_as_strict_in_every_document(coordinator, register):
    place = Place.objects.for_system("a test").filter(register=register, kind="school").first()
    Place.objects.for_system("a test").filter(id=place.id).update(label=Label.AMBER_STRICT)
    brief = made(coordinator, register)
    assert brief.label == Label.AMBER_STRICT
    for name in OF_MANY + OF_THE_VISITS:
        assert (file_of(brief, name).label, label_in(brief, name)) == (Label.AMBER_STRICT, Label.AMBER_STRICT), name


def test_a_brief_with_a_place_closed_to_police_is_closed_to_police(coordinator, register):
    place = Place.objects.for_system("a test").filter(register=register).first()
    Place.objects.for_system("a test").filter(id=place.id).update(closed_to_police=True)
    assert made(coordinator, register).closed_to_police


def test_what_screening_found_for_named_people_alone_is_in_no_annex(coordinator, register):
    one = Screening.objects.for_system("a test").filter(register=register).select_related("place").first()
    Screening.objects.for_system("a test").filter(id=one.id).update(label=Label.RED)
    person = Membership.objects.get(person=coordinator)
    NamedReader.objects.create(
        record=one.id, record_kind="places.screening", person=coordinator, organisation=person.organisation
    )
    visits = {
        visit["place"]: visit for visit in json.loads(bytes_of(made(coordinator, register), "annex.json"))["visits"]
    }
    assert visits[one.place.source_id]["help"] == []


def test_no_brief_is_made_of_a_register_for_named_people(client, city, coordinator, register):
    NamedReader.objects.create(record=register.id, record_kind="places.register", person=coordinator, organisation=city)
    Register.objects.for_system("a test").update(label=Label.RED)
    register.refresh_from_db()
    with pytest.raises(OpenwardError, match="brief-of-red"):
        made(coordinator, register)
    client.force_login(coordinator)
    assert register.city_name not in client.get("/plans/ask/").content.decode()


def test_a_label_raised_while_a_brief_is_made_stays(coordinator, register):
    brief, job = ask_for_brief(actor_of(coordinator), register, BUDGET, "EUR", 2024, "en")
    write = make_brief(job, silent)
    Brief.objects.for_system("a test").filter(id=brief.id).update(label=Label.AMBER_STRICT, closed_to_police=True)
    with transaction.atomic():
        write()
    brief.refresh_from_db()
    assert (brief.label, brief.closed_to_police) == (Label.AMBER_STRICT, True)
    assert file_of(brief, "brief.pdf").label == Label.AMBER_STRICT


def test_a_reader_takes_the_brief_and_no_named_place(client, city, coordinator, register):
    """Who may not export the register does not get it by way of a brief, nor is it offered to them."""
    brief = made(coordinator, register)
    client.force_login(factories.member(city, Role.READER, assigned_to=[register]))
    page = client.get(f"/plans/briefs/{brief.id}/").content.decode()
    for name in BriefFile.objects.for_system("a test").filter(brief=brief).values_list("name", flat=True):
        address = f"/plans/briefs/{brief.id}/files/{name}"
        is_for_readers = name in ("brief.pdf", "brief.html")
        assert downloaded(client, brief, name).status_code == (200 if is_for_readers else 403), name
        assert (address in page) == is_for_readers, name


def downloaded(client, brief, name):
    """The answer, its file read to the end."""
    answer = client.get(f"/plans/briefs/{brief.id}/files/{name}")
    if answer.streaming:
        answer.body = b"".join(answer.streaming_content)
    return answer


def bulk_notices(person):
    return Notice.objects.filter(person=person, code__startswith="bulk-").count()


def test_people_in_charge_are_told_once_of_a_download_of_many_places(client, city, coordinator, register):
    brief = made(coordinator, register)
    practitioner = factories.member(city, Role.PRACTITIONER, assigned_to=[register])
    client.force_login(practitioner)
    downloaded(client, brief, "brief.pdf")
    assert bulk_notices(coordinator) == 0
    answer = downloaded(client, brief, "annex.json")
    assert "annex_TLP-AMBER+STRICT.json" in answer["Content-Disposition"]
    assert (bulk_notices(coordinator), bulk_notices(practitioner)) == (1, 0)
    told = Event.objects.get(verb="download", record_kind="places.place")
    assert (told.count, told.label) == (len(json.loads(bytes_of(brief, "annex.json"))["visits"]), Label.AMBER_STRICT)
    assert Event.objects.filter(verb="download", record_kind="plans.brieffile").count() == 2


def test_a_reader_makes_no_brief(city, register):
    reader = factories.member(city, Role.READER, assigned_to=[register])
    with pytest.raises(Refused):
        ask_for_brief(actor_of(reader), register, BUDGET, "EUR", None, "en")


@pytest.mark.parametrize("asked", [{"currency": "XXX"}, {"price_year": 1600}, {"budget": Decimal(10) ** 12}])
def test_what_cannot_be_is_told_and_leaves_nothing(coordinator, register, asked):
    with pytest.raises(OpenwardError):
        made(coordinator, register, **asked)
    assert not Brief.objects.for_system("a test").exists()


def test_the_page_shows_the_programme_and_gives_the_documents(client, coordinator, register):
    brief = made(coordinator, register)
    client.force_login(coordinator)
    page = client.get(f"/plans/briefs/{brief.id}/").content.decode()
    for words in ("Indicative programme", "Every line is subject to assessment.", "annex.pdf", "TLP:AMBER+STRICT"):
        assert words in page
    answer = client.get(f"/plans/briefs/{brief.id}/files/brief.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == bytes_of(brief, "brief.pdf")
    assert client.get(f"/plans/briefs/{brief.id}/frontier.svg").content.startswith(b"<svg")


def test_each_document_says_what_it_is_and_for_whom(client, city, coordinator, register):
    brief = made(coordinator, register)
    assert sorted(TOLD) == sorted(NAMES)
    client.force_login(coordinator)
    page = unescape(client.get(f"/plans/briefs/{brief.id}/").content.decode())
    for told in TOLD.values():
        for text in told:
            assert str(text) in page
    client.force_login(factories.member(city, Role.READER, assigned_to=[register]))
    page = client.get(f"/plans/briefs/{brief.id}/").content.decode()
    assert "to print and hand out" in page
    assert "Only for those who make the visits" not in page


def test_a_printed_brief_stands_in_the_history(client, coordinator, register):
    brief = made(coordinator, register)
    client.force_login(coordinator)
    page = client.get(f"/plans/briefs/{brief.id}/").content.decode()
    (address,) = re.findall(r'data-printed="([^"]+)"', page)
    assert client.post(address).status_code == 204
    assert Event.objects.get(verb="print").record == brief.id


def test_asking_on_the_web_starts_the_job_and_faults_stand_at_their_field(client, coordinator, register):
    client.force_login(coordinator)
    form = {"register": register.id, "budget": "60000", "currency": "EUR", "price_year": "", "language": "fr"}
    assert client.post("/plans/ask/", form).status_code == 302
    answer = client.post("/plans/ask/", {**form, "price_year": "1600"})
    assert answer.status_code == 400
    assert answer.context["form"].errors["price_year"]
    assert client.post("/plans/ask/", {**form, "budget": "-1"}).context["form"].errors["budget"]

"""The web makes the brief that the command line makes, of what the person who asked may see."""

import json
import subprocess
import sys
from decimal import Decimal

import pytest

from openward.foundation.identity.models import OrganisationKind, Role
from openward.foundation.jobs.models import State
from openward.foundation.jobs.running import run_job
from openward.foundation.visibility.actor import actor_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import may_read
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError
from openward.rooms.places.models import Place
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
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


def test_the_web_and_the_command_line_make_the_same_brief(coordinator, register, tiny_map, tiny_name, tmp_path):
    brief = made(coordinator, register)
    out = tmp_path / "out"
    subprocess.run(
        [
            *(sys.executable, "-m", "openward.cli.main", "brief", str(tiny_map), "--city", tiny_name),
            *("--budget", str(BUDGET), "--currency", "EUR", "--price-year", "2024", "--lang", "en", "--out", str(out)),
        ],
        check=True,
        capture_output=True,
    )
    assert bytes_of(brief, "brief.json") == (out / "brief.json").read_bytes()
    assert json.loads(bytes_of(brief, "annex.json"))["visits"] == json.loads((out / "annex.json").read_text())["visits"]
    assert bytes_of(brief, "register.geojson") == (out / "register.geojson").read_bytes()


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


def test_asking_on_the_web_starts_the_job_and_faults_stand_at_their_field(client, coordinator, register):
    client.force_login(coordinator)
    form = {"register": register.id, "budget": "60000", "currency": "EUR", "price_year": "", "language": "fr"}
    assert client.post("/plans/ask/", form).status_code == 302
    answer = client.post("/plans/ask/", {**form, "price_year": "1600"})
    assert answer.status_code == 400
    assert answer.context["form"].errors["price_year"]
    assert client.post("/plans/ask/", {**form, "budget": "-1"}).context["form"].errors["budget"]

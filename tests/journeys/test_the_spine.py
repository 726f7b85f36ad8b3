"""From a map extract to a brief: a city officer brings the map of a small invented city, finds and corrects a place,
has a brief made and shares it with a partner, who reads that and nothing else. A real worker does the long work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader

from openward.city import tiny_city, write_city
from openward.foundation.identity.models import OrganisationKind, Role
from openward.rooms.places.models import Place, Register
from openward.rooms.plans.models import Brief
from tests import factories
from tests.journeys import worker
from tests.journeys.conftest import LANGUAGES, WIDTHS, eventually
from tests.journeys.test_signing_in import PASSWORD, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 60_000  # milliseconds for the worker
ROWS = "document.querySelectorAll('#places tbody tr').length"


@pytest.fixture(scope="session")
def extract(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tiny_city(), tmp_path_factory.mktemp("extract")).map


@pytest.fixture
def hold() -> Iterator[Path]:
    file = worker.hold_file()
    file.touch()
    yield file
    file.unlink(missing_ok=True)


@pytest.fixture
def at_work(transactional_db: None, hold: Path) -> Iterator[None]:
    process = worker.start()
    yield
    process.kill()
    process.wait()


@pytest.fixture
def people() -> SimpleNamespace:
    city = factories.organisation(name="Rivermouth")
    ministry = factories.organisation(OrganisationKind.NATIONAL_AUTHORITY, name="Ministry of Examples")
    factories.sharing_group(city, name="Partners", clients=[ministry])
    officer = factories.member(city, Role.COORDINATOR, name="Ada Nova", password=PASSWORD)
    return SimpleNamespace(officer=officer, partner=factories.member(ministry, Role.READER, name="Ben Oak"))


def brings(page: Any, extract: Path) -> None:
    """Uploads the extract from home, and is on the page of its job."""
    page.get_by_role("link", name="Read a map extract").click()
    page.get_by_label("Map extract").set_input_files(extract)
    page.get_by_label("City", exact=False).first.fill(tiny_city().name.fr)
    page.get_by_role("button", name="Read it").click()
    page.wait_for_url("**/jobs/*/")


def test_from_a_map_extract_to_a_brief_that_a_partner_reads(
    visit: Callable[..., Any], axe: Any, people: Any, extract: Path, hold: Path, at_work: None
) -> None:
    page = visit("/accounts/login/")
    sign_in(page, people.officer.email, PASSWORD)
    page.wait_for_selector("h1")
    looks_on = read_the_map(page, axe, extract, hold)
    looks_on += finds_and_corrects_a_place(page, axe)
    looks_on += asks_for_a_brief(page, axe)
    shares_it(page, axe)
    partner = reads_what_is_shared(visit, axe, people.partner)
    for language in LANGUAGES:
        for width in WIDTHS:
            if (language, width) != ("en", 1280):
                seen_in(visit, axe, people.officer, looks_on, language, width)
                seen_in(visit, axe, people.partner, partner, language, width)


def read_the_map(page: Any, axe: Any, extract: Path, hold: Path) -> list[str]:
    brings(page, extract)
    page.wait_for_selector(".job-bar progress", timeout=PATIENCE)
    axe(page)
    hold.unlink()
    page.wait_for_selector(".job-done", timeout=PATIENCE)
    axe(page)
    job = page.url
    page.get_by_role("link", name=tiny_city().name.fr).first.click()
    page.wait_for_selector("openward-map[filled]", timeout=PATIENCE)
    return ["/places/upload/", job]


def finds_and_corrects_a_place(page: Any, axe: Any) -> list[str]:
    register = page.url
    rows = Place.objects.for_system("a journey")
    eventually(page, f"{ROWS} === 50")
    first = page.locator("#places tbody th a").first.inner_text()
    page.get_by_role("link", name="Next").click()
    eventually(page, f"{ROWS} === {rows.count() - 50}")
    page.go_back()
    page.locator("#sort").select_option("-name")
    eventually(page, f"document.querySelector('#places tbody th a').innerText !== {first!r}")
    page.locator("#kind").select_option("school")
    eventually(page, f"{ROWS} === {rows.filter(kind='school').count()}")
    place = rows.filter(kind="school").exclude(district_code="").exclude(name="").first()
    page.locator("#district").select_option(place.district_code)
    eventually(page, f"{ROWS} === {rows.filter(kind='school', district_code=place.district_code).count()}")
    page.locator("#q").press_sequentially(place.name[:12])
    eventually(page, f"{ROWS} >= 1 && location.search.includes('q=')")
    axe(page)
    page.locator(f"#places [data-place='{place.id}'] th a").click()
    page.get_by_role("link", name="Change").click()
    axe(page)
    page.locator("#id_operator").fill("Lantern Schools")
    page.get_by_label("Why you change it").fill("their letter of March")
    page.get_by_role("button", name="Save").click()
    history = page.locator("section[aria-labelledby=history]")
    assert "their letter of March" in history.inner_text()
    assert "Lantern Schools" in history.inner_text()
    history.get_by_role("button", name="Undo").first.click()
    page.wait_for_selector("[role=status]")
    assert rows.get(pk=place.pk).operator == place.operator
    axe(page)
    return [register, f"/places/{place.pk}/", f"/places/{place.pk}/edit/"]


def asks_for_a_brief(page: Any, axe: Any) -> list[str]:
    page.locator(".rail").get_by_role("link", name="Plans").click()
    axe(page)
    page.get_by_role("link", name="Make a brief").first.click()
    page.get_by_label("Budget").fill("500000")
    axe(page)
    page.get_by_role("button", name="Make it").click()
    page.wait_for_selector("#documents", timeout=PATIENCE)
    axe(page)
    for name, held in {"The brief, to print": False, "The list of visits, to print": True}.items():
        with page.expect_download() as downloading:
            page.get_by_role("link", name=name).click()
        text = "".join(
            sheet.extract_text() for sheet in PdfReader(BytesIO(downloading.value.path().read_bytes())).pages
        )
        assert "Fictitious exercise data" in text
        assert ("TLP:AMBER+STRICT" in text) is held
    return ["/plans/", "/plans/ask/", page.url]


def shares_it(page: Any, axe: Any) -> None:
    page.get_by_role("link", name="Who sees this").click()
    axe(page)
    sharing = page.locator("section").filter(has_text="With whom it is shared")
    sharing.get_by_label("Sharing group").select_option(label="Partners")
    sharing.get_by_label("Reason").fill("they decide on it with us")
    sharing.get_by_role("button", name="Save").click()
    page.wait_for_selector("text=Saved.")


def reads_what_is_shared(visit: Callable[..., Any], axe: Any, partner: Any) -> list[str]:
    """The brief and its documents for many; neither the annex, nor the register, nor a place."""
    brief = Brief.objects.for_system("a journey").get()
    page = visit("/plans/", person=partner, allow=(404,))
    page.get_by_role("link", name=brief.city_name).click()
    offered = page.locator("section[aria-labelledby=documents]").inner_text()
    assert "The brief, to print" in offered
    assert "list of visits" not in offered
    assert page.get_by_role("heading", name="Indicative programme").is_visible()
    assert page.locator("main a[href*='/places/']").count() == 0
    axe(page)
    seen = page.url
    register = Register.objects.for_system("a journey").get()
    place = Place.objects.for_system("a journey").first()
    for closed in (
        f"/plans/briefs/{brief.pk}/files/annex.pdf", f"/places/{place.pk}/", f"/places/registers/{register.pk}/",
    ):  # fmt: skip
        assert page.goto(closed).status == 404
    return ["/", "/plans/", seen]


def seen_in(visit: Callable[..., Any], axe: Any, person: Any, addresses: list[str], language: str, width: int) -> None:
    """Every page on the way, as it was left, in another language or width."""
    person.language = language
    person.save()
    page = visit("/", person=person, language=language, width=width)
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == language
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{address} needs sideways scrolling in {language} at {width}"


def test_a_reading_that_is_stopped_writes_nothing_and_can_be_started_again(
    visit: Callable[..., Any], axe: Any, people: Any, extract: Path, hold: Path, at_work: None
) -> None:
    page = visit("/", person=people.officer)
    brings(page, extract)
    page.wait_for_selector(".job-bar progress", timeout=PATIENCE)
    page.get_by_role("button", name="Stop it").click()
    page.wait_for_selector(".job-cancelled", timeout=PATIENCE)
    assert page.get_by_text("Stopped, as you asked. Nothing was written.").is_visible()
    assert not Register.objects.for_system("a journey").exists()
    axe(page)
    hold.unlink()
    page.get_by_role("button", name="Start it again").click()
    page.wait_for_selector(".job-done", timeout=PATIENCE)
    assert Register.objects.for_system("a journey").exists()

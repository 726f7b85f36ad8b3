"""A coordinator looks at the register of the city: list and map side by side, one place, a filter, a narrow phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files import File

from openward.brief.screen import Screened, screen
from openward.city import tiny_city, write_city
from openward.foundation.identity.models import Role
from openward.readers.basemap import write_basemap
from openward.rooms.places.models import Place
from tests import factories
from tests.journeys.conftest import eventually, too_wide

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Screened, Path]:
    """The tiny invented city, screened, and its base map."""
    folder = tmp_path_factory.mktemp("city")
    extract = write_city(tiny_city(), folder).map
    write_basemap(extract, folder / "base-map.pmtiles")
    return screen(extract, tiny_city().name.fr), folder / "base-map.pmtiles"


@pytest.fixture
def register(transactional_db: None, read: tuple[Screened, Path]) -> Any:
    made = factories.register(factories.organisation(), read[0])
    with read[1].open("rb") as base_map:
        made.tiles.save("journey/base-map.pmtiles", File(base_map))
    return made


@pytest.fixture
def coordinator(register: Any) -> Any:
    return factories.member(register.owner, Role.COORDINATOR, assigned_to=[register])


def a_place(register: Any, **fields: Any) -> Place:
    return Place.objects.for_system("a journey").filter(register=register, **fields).exclude(name="").first()


def shown_on_map(page: Any) -> str:
    page.wait_for_selector("openward-map[filled]", timeout=60_000)
    return page.locator(".map-status").inner_text()


def test_the_register_is_read_as_list_and_map(
    visit: Callable[..., Any], axe: Any, register: Any, coordinator: Any, language: str, width: int
) -> None:
    coordinator.language = language
    coordinator.save()
    page = visit("/", person=coordinator, language=language, width=width)
    axe(page)
    page.locator(f"main a[href='/places/registers/{register.id}/']").first.click()
    shown_on_map(page)
    axe(page)
    assert page.locator("#places tbody tr").count() == 50
    assert page.locator(".exercise").is_visible()


def test_a_place_is_read_with_its_numbers_and_where_they_come_from(
    visit: Callable[..., Any], axe: Any, register: Any, coordinator: Any, language: str, width: int
) -> None:
    coordinator.language = language
    coordinator.save()
    page = visit(
        f"/places/{a_place(register, kind='hospital').id}/", person=coordinator, language=language, width=width
    )
    page.wait_for_selector("openward-map[filled]", timeout=60_000)
    for disclosure in page.locator("details.why > summary").all():
        disclosure.click()
    axe(page)
    drawn = "document.querySelector('.chart img').complete && document.querySelector('.chart img').naturalWidth > 0"
    eventually(page, drawn)
    assert page.locator("h1 bdi").inner_text()


def test_a_filter_narrows_list_and_map_together_and_can_be_undone_with_back(
    visit: Callable[..., Any], register: Any, coordinator: Any
) -> None:
    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    shown_on_map(page)
    schools = Place.objects.for_system("a journey").filter(register=register, kind="school").count()
    page.locator("#kind").select_option("school")
    eventually(page, f"document.querySelectorAll('#places tbody tr').length === {schools}")
    eventually(page, f"document.querySelector('.map-status').textContent.endsWith(': {schools}')")
    assert "kind=school" in page.url
    page.go_back()
    eventually(page, "document.querySelectorAll('#places tbody tr').length === 50")


def test_a_search_finds_a_place_by_a_part_of_its_name_without_accents(
    visit: Callable[..., Any], register: Any, coordinator: Any
) -> None:
    place = a_place(register, name__startswith="É")
    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    page.locator("#q").press_sequentially(place.name.replace("É", "e").lower(), delay=5)
    row = f"#places [data-place='{place.id}']"
    eventually(page, f'document.querySelector("{row}") && document.querySelectorAll("#places tbody tr").length < 50')


def test_whoever_is_not_assigned_sees_no_register_and_no_trace_of_it(
    visit: Callable[..., Any], register: Any, axe: Any
) -> None:
    page = visit("/places/", person=factories.member(register.owner, Role.READER))
    axe(page)
    assert page.locator(".empty").is_visible()
    assert register.city_name not in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [640, 320])
def test_at_twice_the_size_and_with_long_names_nothing_needs_sideways_scrolling(
    visit: Callable[..., Any], register: Any, coordinator: Any, width: int
) -> None:
    """640 pixels are a screen of 1280 at 200 %, 320 the same at 400 % (WCAG 2.2, 1.4.10)."""
    long = "Verwaltungsgemeinschaftshauptgebäude" * 7
    place = a_place(register)
    Place.objects.for_system("a journey").filter(id=place.id).update(name=long, sort_name="0", search_text=long)
    coordinator.name = f"Coordinator of places, {register.owner.name} and its {long}"[:150]
    coordinator.save()
    page = visit("/", person=coordinator)
    page.set_viewport_size({"width": width, "height": 450})
    addresses = ("/", f"/places/registers/{register.id}/", f"/places/{place.id}/", f"/places/{place.id}/edit/")
    for address in (*addresses, f"/network/records/places.place/{place.id}/"):
        page.goto(address)
        assert too_wide(page) == []


def test_paper_shows_the_map_whole_with_the_place_in_its_middle(
    visit: Callable[..., Any], register: Any, coordinator: Any
) -> None:
    page = visit(f"/places/{a_place(register).id}/", person=coordinator)
    page.wait_for_selector("openward-map[filled]", timeout=60_000)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})  # a sheet is narrower than the screen
    sides = "(({x, y, right, bottom}) => [x, y, right, bottom])(document.querySelector('%s').getBoundingClientRect())"
    drawn, shown = (page.evaluate(sides % part) for part in (".maplibregl-canvas", "openward-map"))
    assert drawn == pytest.approx(shown, abs=2)

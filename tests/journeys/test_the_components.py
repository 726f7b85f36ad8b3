"""The gallery: every component in every language and width, tried as people would use it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.journeys.conftest import eventually
from tests.journeys.gallery.city import city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.journeys.gallery.urls"


def map_is_drawn(page: Any) -> None:
    page.wait_for_selector("openward-map[filled]", timeout=60_000)


def test_every_component_is_accessible(visit: Callable[..., Any], axe: Any, language: str, width: int) -> None:
    page = visit("/gallery/", language=language, width=width)
    map_is_drawn(page)
    axe(page)


def test_the_map_shows_the_places_in_view_and_names_its_source(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/")
    map_is_drawn(page)
    assert f": {len(city().places)}" in page.locator(".map-status").inner_text()
    assert "Invented city" in page.locator(".maplibregl-ctrl-attrib").inner_text()


def test_the_map_is_drawn_from_the_tiles(visit: Callable[..., Any]) -> None:
    """Its pixels have the water, the green and the buildings of the style, not bare ground alone."""
    page = visit("/gallery/")
    map_is_drawn(page)
    eventually(
        page,
        """(() => {
          const canvas = document.querySelector("openward-map canvas.maplibregl-canvas");
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
          copy.drawImage(canvas, 0, 0);
          const seen = new Set();
          const pixels = copy.getImageData(0, 0, canvas.width, canvas.height).data;
          for (let at = 0; at < pixels.length; at += 4) {
            seen.add((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]);
          }
          return seen.has(0xcfe2ef) && seen.has(0xdbe6d0) && seen.has(0xe3dfd7);
        })()""",
        seconds=60,
    )


def test_a_row_of_the_list_is_shown_on_the_map(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/")
    map_is_drawn(page)
    page.locator("[data-show-on-map]").nth(3).click()
    eventually(page, "document.querySelector('.map-status').textContent.match(/\\d+/)[0] < 100")


def test_without_webgl_the_list_stands_and_the_page_says_so(visit: Callable[..., Any], axe: Any) -> None:
    page = visit("/gallery/bare/")
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/gallery/")
    page.wait_for_selector("openward-map.is-without-map")
    assert page.locator(".map-instead").is_visible()
    assert page.locator("#places tbody tr").count() == 40
    axe(page)


def test_pages_without_a_map_load_neither_its_script_nor_its_style(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/bare/")
    assert page.locator("script[src*='map'], link[href*='map.css']").count() == 0


def test_a_form_with_errors_takes_the_focus_to_their_summary(
    visit: Callable[..., Any], axe: Any, language: str
) -> None:
    page = visit("/gallery/form/", language=language, allow={400})
    with page.expect_response(lambda answer: answer.status == 400):
        page.locator("main form .btn-primary").click()
    eventually(page, "document.activeElement.className.startsWith('error-summary')")
    axe(page)
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_what_cannot_be_undone_is_asked_first(visit: Callable[..., Any], axe: Any) -> None:
    page = visit("/gallery/")
    map_is_drawn(page)
    page.get_by_role("button", name="Shred", exact=True).click()
    assert page.locator("dialog[open]").is_visible()
    axe(page)
    # The harmless answer has the focus.
    assert page.evaluate("document.activeElement.getAttribute('command')") == "close"
    page.keyboard.press("Enter")
    assert page.locator("dialog[open]").count() == 0


def test_a_number_opens_to_how_it_comes_about(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/")
    explanation = page.locator("details.why > div").first
    assert not explanation.is_visible()
    page.locator("details.why > summary").first.click()
    assert explanation.is_visible()


def test_labels_are_in_firsts_colours_and_stand_left_to_right(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/", language="ar")
    shown = {
        element.inner_text(): element.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor, getComputedStyle(e).direction]"
        )
        for element in page.locator(".columns .tlp").all()
    }
    black = "rgb(0, 0, 0)"
    assert shown == {
        "TLP:RED": ["rgb(255, 43, 43)", black, "ltr"],
        "TLP:AMBER+STRICT": ["rgb(255, 192, 0)", black, "ltr"],
        "TLP:AMBER": ["rgb(255, 192, 0)", black, "ltr"],
        "TLP:GREEN": ["rgb(51, 255, 0)", black, "ltr"],
        "TLP:CLEAR": ["rgb(255, 255, 255)", black, "ltr"],
    }


def test_every_printed_sheet_says_its_label_and_that_it_is_an_exercise(visit: Callable[..., Any]) -> None:
    page = visit("/gallery/")
    map_is_drawn(page)
    sheets = [sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]
    assert len(sheets) > 2
    assert all("TLP:AMBER+STRICT" in sheet and "Fictitious exercise data" in sheet for sheet in sheets)
    assert "Skip to the content" not in "".join(sheets)


def test_a_fault_of_ours_is_told_without_its_insides(visit: Callable[..., Any], axe: Any, client: Any) -> None:
    client.raise_request_exception = False
    answer = client.get("/gallery/broken/")
    assert answer.status_code == 500
    assert b"what we know of it" not in answer.content
    assert b"RuntimeError" not in answer.content

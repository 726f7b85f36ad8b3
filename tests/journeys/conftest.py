"""Journeys: people's paths through the pages, in Chromium, on a live server.

    def test_someone_does_something(visit):
        page = visit("/", person=someone, language="ar", width=390)

`visit` opens a page and holds it, and every later page of that journey, to what must be true everywhere: nothing is
asked of another host, the console has no error, content security refuses nothing, nothing needs sideways scrolling or
is cut off, and the answer is what was expected. `axe(page)` asserts that axe finds nothing against WCAG 2.2 AA.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules/axe-core/axe.min.js"
WIDTHS = {1280: 860, 390: 844}
LANGUAGES = ("en", "fr", "ar")
CHROMIUM = os.environ.get("OPENWARD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",  # a map without a graphics card
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A driver's remark on drawing a map without a graphics card; what a refused page adds to its status.
HARMLESS = ("GL Driver Message", "Failed to load resource")

# Playwright's own event loop must not make Django think that it is called from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    if CHROMIUM is None:
        pytest.skip("Chromium is not here. On Debian: apt install chromium (or set OPENWARD_CHROMIUM)")
    if not AXE.exists() or not (ROOT / "src/openward/static/app.css").exists():
        pytest.skip("the assets are not built: bash tools/setup development")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """What happened on the pages of one journey that must never happen."""

    def __init__(self, origin: str) -> None:
        self.host = urlsplit(origin).netloc
        self.faults: list[str] = []
        self.expected_statuses: set[int] = set()

    def watch(self, context: Any) -> None:
        context.route("**/*", self._only_here)
        context.on("page", self._watch_page)

    def _only_here(self, route: Any) -> None:
        asked = urlsplit(route.request.url)
        if asked.scheme in {"http", "https", "ws", "wss"} and asked.netloc != self.host:
            self.faults.append(f"asked another host: {route.request.url}")
            route.abort()
        else:
            route.continue_()

    def _watch_page(self, page: Any) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("response", self._response)

    def _console(self, message: Any) -> None:
        if message.type in {"error", "warning"} and not any(harmless in message.text for harmless in HARMLESS):
            self.faults.append(f"console {message.type}: {message.text}")

    def _response(self, response: Any) -> None:
        if response.status >= 400 and response.status not in self.expected_statuses:
            self.faults.append(f"answered {response.status}: {response.url}")


@pytest.fixture
def visit(browser: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Open a page: `visit(path, person=None, language="en", width=1280, expect=200, allow=())`. `expect` is the status
    of the page, `allow` are those that later answers of the journey may have."""
    origin = live_server.url
    watched = Watched(origin)
    contexts = []

    def opened(
        path: str,
        *,
        person: Any = None,
        language: str = "en",
        width: int = 1280,
        expect: int = 200,
        allow: Collection[int] = (),
    ) -> Any:
        context = browser.new_context(
            base_url=origin,
            viewport={"width": width, "height": WIDTHS[width]},
            locale=language,
            reduced_motion="reduce",
            has_touch=width < 500,
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            value = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": origin}])
        watched.expected_statuses |= {expect, *allow}
        watched.watch(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        answer = page.goto(path)
        assert answer.status == expect, f"{path}: {answer.status} instead of {expect}"
        assert page.evaluate("document.documentElement.lang") == language
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            watched.faults += too_wide(page)
        context.close()
    assert not watched.faults, "\n".join(watched.faults)


# What a person works with and cannot see whole, because the sheet that it lies on ends before it does. What scrolls
# sideways on purpose (a wide table, a map) scrolls where it is; what is hidden for eyes alone is a pixel wide.
CUT_OFF = """
[...document.querySelectorAll("main :is(a, button, input, select, textarea)")].filter((control) => {
  if (!control.checkVisibility() || control.closest("openward-map, .visually-hidden")) return false;
  const seen = control.getBoundingClientRect();
  for (let around = control.parentElement; around !== document.body; around = around.parentElement) {
    const style = getComputedStyle(around).overflowX, box = around.getBoundingClientRect();
    if (style === "auto" || style === "scroll" || box.width <= 1) return false;
    if (style === "hidden" && seen.width && (seen.left < box.left - 1 || seen.right > box.right + 1)) return true;
  }
  return false;
}).map((control) => control.outerHTML.slice(0, 120))
"""


def too_wide(page: Any) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    cut = [f"cut off: {page.url}: {control}" for control in page.evaluate(CUT_OFF)]
    return [f"needs sideways scrolling: {page.url}"] * wide + cut


def eventually(page: Any, condition: str, seconds: float = 30) -> None:
    """Wait until an expression of the page is true. (Playwright's own wait needs eval, which the page forbids.)"""
    from playwright.sync_api import Error

    def holds() -> bool:
        try:
            return bool(page.evaluate(condition))
        except Error as error:
            if "context was destroyed" in str(error):  # the page is just going elsewhere
                return False
            raise

    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, f"{page.url}: not within {seconds} s: {condition}"
        page.wait_for_timeout(50)


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=sorted(WIDTHS, reverse=True))
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], None]:
    """Assert that axe finds nothing on the page as it is now, and that no two elements have the same id: a label would
    then name the wrong field."""
    source = AXE.read_text("utf-8") if AXE.exists() else ""

    def assert_accessible(page: Any) -> None:
        page.wait_for_load_state()  # a click returns before the next page has its styles
        twice = page.evaluate(
            "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, at, all) => all.indexOf(id) !== at)"
        )
        assert not twice, f"{page.url}: ids that stand twice: {twice}"
        page.evaluate(source)  # by the debugger, which content security does not touch
        rules = json.dumps({"runOnly": {"type": "tag", "values": AXE_RULES}})
        found = page.evaluate(f"axe.run(document, {rules})")["violations"]
        told = [
            f"{fault['id']} ({fault['impact']}): {fault['help']}\n    "
            + "\n    ".join(f"{node['target']} {node['html'][:160]}" for node in fault["nodes"][:4])
            for fault in found
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return assert_accessible

"""Whoever has no mouse works everything, sees where they are, and stays there when a part of the page is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from openward.foundation.identity.models import Role
from openward.foundation.jobs.models import Job, State
from openward.foundation.notices.models import Notice
from openward.foundation.visibility.labels import Label
from tests import factories
from tests.journeys.conftest import eventually
from tests.journeys.test_the_register import a_place, coordinator, read, register, shown_on_map

__all__ = ["coordinator", "read", "register"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)

# Where one is: its words, whether a ring is drawn around it, and whether it is in view.
STOP = """(() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const style = getComputedStyle(at), seen = at.getBoundingClientRect();
  const isRinged = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isInView = seen.width > 0 && seen.top < innerHeight && seen.bottom > 0;
  return { what: at.outerHTML.slice(0, 100), isRinged, isInView, height: seen.height };
})()"""
MOST = 200  # stops on a page; more is a trap


def stops(page: Any) -> Iterator[dict[str, Any]]:
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return
        yield stop
    pytest.fail(f"no end to the stops of {page.url}: {stop}")


@pytest.mark.parametrize("address", ["/", "/places/", "{register}?q=e", "{place}", "{place}edit/", "/network/account/"])
def test_one_sees_where_one_is_and_gets_through(
    visit: Callable[..., Any], register: Any, coordinator: Any, address: str
) -> None:
    of_register = f"/places/registers/{register.id}/"
    page = visit(address.format(register=of_register, place=f"/places/{a_place(register).id}/"), person=coordinator)
    found = list(stops(page))
    assert len(found) > 8
    assert not [stop["what"] for stop in found if not (stop["isRinged"] and stop["isInView"])]


def test_what_a_finger_meets_is_24_pixels_high(visit: Callable[..., Any], register: Any, coordinator: Any) -> None:
    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    links = ".sort, .breadcrumb a, .list-stacks th a, .paging a, .card-row a"
    low = f"[...document.querySelectorAll('{links}')].filter((a) => a.getBoundingClientRect().height < 24)"
    assert page.evaluate(f"document.querySelectorAll('{links}').length") > 50
    assert page.evaluate(f"{low}.map((a) => a.outerHTML)") == []


def test_a_filter_leaves_one_in_its_field(visit: Callable[..., Any], register: Any, coordinator: Any) -> None:
    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    shown_on_map(page)
    page.locator("#kind").focus()
    page.keyboard.press("ArrowDown")
    eventually(page, "document.querySelectorAll('#places tbody tr').length < 50")
    assert page.evaluate("document.activeElement.id") == "kind"


def test_a_place_is_reached_through_the_list_beside_the_map(
    visit: Callable[..., Any], register: Any, coordinator: Any
) -> None:
    page = visit(f"/places/registers/{register.id}/", person=coordinator)
    shown_on_map(page)
    page.locator("#places tbody th a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/*-*/")
    assert page.locator("h1").is_visible()


def test_a_job_that_goes_on_leaves_one_on_its_button(visit: Callable[..., Any]) -> None:
    city = factories.organisation()
    officer = factories.member(city, Role.COORDINATOR)
    job = Job(owner=city, label=Label.GREEN, work="import-extract", state=State.RUNNING, started_by=officer)
    job.save()
    page = visit(f"/jobs/{job.id}/", person=officer)
    page.get_by_role("button", name="Stop it").focus()
    page.evaluate("document.querySelector('.job').dataset.first = 'yes'")
    eventually(page, "!document.querySelector('.job').dataset.first")
    assert page.evaluate("document.activeElement.textContent") == "Stop it"


def test_a_notice_that_is_put_away_leaves_one_at_the_next(visit: Callable[..., Any]) -> None:
    person = factories.member(factories.organisation())
    for number in range(3):
        Notice.objects.create(person=person, code=f"notice-{number}")
    page = visit("/", person=person)
    page.locator(".notice button").nth(1).focus()
    for left in (2, 1, 0):
        page.keyboard.press("Enter")
        eventually(page, f"document.querySelectorAll('.notice').length === {left}")
        here = (
            "document.activeElement.matches('.notice button')" if left else "document.activeElement !== document.body"
        )
        eventually(page, here)

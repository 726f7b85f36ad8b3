"""What holds on every page: it can be read in three languages, by keyboard and screen reader, on a phone, on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stranger_reads_what_openward_is(visit: Callable[..., Any], axe: Any, language: str, width: int) -> None:
    page = visit("/", language=language, width=width)
    axe(page)
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    assert page.locator("h1").inner_text()


def test_a_member_sees_what_needs_them(visit: Callable[..., Any], axe: Any, language: str, width: int) -> None:
    person = factories.member(factories.organisation(), language=language)
    page = visit("/", person=person, language=language, width=width)
    axe(page)
    page.locator(".menu summary").last.click()
    assert page.get_by_text(person.email).is_visible()
    axe(page)


def test_the_rooms_are_reached_by_a_menu_on_a_phone(visit: Callable[..., Any], axe: Any) -> None:
    page = visit("/", person=factories.member(factories.organisation()), width=390)
    assert not page.locator("nav.rail-wide").is_visible()
    page.locator(".rail-small > summary").click()
    axe(page)
    assert page.locator(".rail-small a[aria-current=page]").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".rail-small nav").is_visible()


def test_the_first_tab_stop_skips_to_the_content(visit: Callable[..., Any]) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_a_language_is_chosen_and_stays(visit: Callable[..., Any]) -> None:
    page = visit("/")
    page.locator(".bar-end .menu summary").first.click()
    page.locator("button[lang=ar]").click()
    page.wait_for_selector("html[lang=ar][dir=rtl]")
    page.reload()
    assert page.evaluate("document.documentElement.lang") == "ar"


def test_the_language_follows_the_person_to_another_machine(visit: Callable[..., Any]) -> None:
    person = factories.member(factories.organisation())
    page = visit("/", person=person)
    page.locator(".bar-end .menu summary").first.click()
    page.locator("button[lang=fr]").click()
    page.wait_for_selector("html[lang=fr]")
    person.refresh_from_db()
    assert person.language == "fr"


def test_people_of_an_invented_city_are_told_so_on_screen_and_on_paper(visit: Callable[..., Any]) -> None:
    page = visit("/", person=factories.member(factories.organisation(is_invented=True)))
    assert page.locator(".exercise").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".exercise").is_visible()
    assert not page.locator(".bar").is_visible()


def test_people_of_a_real_city_are_not(visit: Callable[..., Any]) -> None:
    page = visit("/", person=factories.member(factories.organisation(is_invented=False)))
    assert page.locator(".exercise").count() == 0


@pytest.mark.parametrize("path", ["/nowhere/", "/places/00000000-0000-7000-8000-000000000000/"])
def test_what_does_not_exist_is_told_in_words(
    visit: Callable[..., Any], axe: Any, language: str, width: int, path: str
) -> None:
    person = factories.member(factories.organisation(), language=language)
    page = visit(path, person=person, language=language, width=width, expect=404)
    axe(page)
    assert page.locator("h1").inner_text()

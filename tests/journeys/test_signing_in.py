"""Someone who was invited signs in, in their language, on their desk or their phone; someone who was not, does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a long phrase that nobody guesses"


def sign_in(page: Any, email: str, password: str) -> None:
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("main form .btn-primary").first.click()


@pytest.fixture
def member() -> Any:
    person = factories.member(factories.organisation())
    person.set_password(PASSWORD)
    person.save()
    return person


def test_a_member_signs_in_and_is_home(
    visit: Callable[..., Any], axe: Any, member: Any, language: str, width: int
) -> None:
    page = visit("/", language=language, width=width)
    page.locator("main a.btn-primary").click()
    page.wait_for_url("**/accounts/login/")
    axe(page)
    sign_in(page, member.email, PASSWORD)
    page.wait_for_url("**/")
    assert page.locator(".bar .menu").count() >= 2


def test_a_wrong_password_is_told_beside_the_form_and_says_not_which_was_wrong(
    visit: Callable[..., Any], axe: Any, member: Any
) -> None:
    page = visit("/accounts/login/", allow={400})
    told = []
    for email in (member.email, "nobody@example.org"):
        sign_in(page, email, "another phrase altogether")
        page.wait_for_selector("[role=alert]")
        told.append(page.locator("[role=alert]").first.inner_text())
        axe(page)
    assert told[0] == told[1]


def test_a_page_that_needs_signing_in_comes_after_it(visit: Callable[..., Any], member: Any) -> None:
    page = visit("/notices/")
    page.wait_for_url("**/accounts/login/?next=/notices/")
    sign_in(page, member.email, PASSWORD)
    page.wait_for_url("**/notices/")


def test_signing_out_closes_the_door(visit: Callable[..., Any], member: Any) -> None:
    page = visit("/", person=member)
    page.locator(".bar-end .menu > summary").last.click()
    page.locator("form[action='/accounts/logout/'] button").click()
    page.wait_for_selector("main a[href='/accounts/login/']")
    page.goto("/notices/")
    page.wait_for_url("**/accounts/login/**")

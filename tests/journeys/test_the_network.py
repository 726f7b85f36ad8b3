"""People of an organisation, assignments, sharing, staff sessions and one's own account, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail

from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.models import Membership, Person, Role, StaffSession
from openward.foundation.visibility.actor import actor_of
from tests import cast as casting
from tests import factories
from tests.journeys.conftest import eventually
from tests.sample.models import Work

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a wagon of blue lanterns"

# Page, and who of the cast reads it.
PAGES = {
    "organisations": ("assigned coordinator", "/network/"),
    "organisation": ("assigned coordinator", "/network/organisations/{city}/"),
    "people": ("assigned administrator", "/network/organisations/{city}/people/"),
    "edit": ("assigned administrator", "/network/organisations/{city}/edit/?city_name=par"),
    "assignments": ("assigned coordinator", "/network/organisations/{city}/assignments/"),
    "record": ("assigned coordinator", "/network/records/sample.work/{work}/"),
    "sharing groups": ("assigned coordinator", "/network/organisations/{city}/sharing/"),
    "sharing group": ("assigned coordinator", "/network/sharing/{circle}/?q=h"),
    "sessions of staff": ("assigned coordinator", "/network/organisations/{city}/staff-sessions/"),
    "own staff sessions": ("staff in session", "/network/staff-sessions/?q=river"),
    "new organisation": ("staff", "/network/new/?city_name=par"),
    "account": ("assigned coordinator", "/network/account/"),
    "ways to sign in": ("assigned coordinator", "/accounts/2fa/"),
    "where signed in": ("assigned coordinator", "/accounts/sessions/"),
    "keys": ("assigned coordinator", "/accounts/2fa/webauthn/"),
    "app": ("assigned coordinator", "/accounts/2fa/totp/activate/"),
    "sign out": ("assigned coordinator", "/accounts/logout/"),
    "sign in": ("anonymous", "/accounts/login/"),
    "reset": ("anonymous", "/accounts/password/reset/"),
    "reset done": ("anonymous", "/accounts/password/reset/done/"),
    "inactive": ("anonymous", "/accounts/inactive/"),
}


@pytest.fixture
def cast():
    made = casting.build()
    made.work = Work.objects.create(owner=made.city, name="Register of the river town", sharing_group=made.circle)
    made.joins(made.work)
    Work.objects.create(owner=made.city, name="Left behind")
    return made


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_page_can_be_read_by_all_in_their_language(
    visit: Callable[..., Any], axe: Any, cast: Any, name: str, language: str, width: int
) -> None:
    who, path = PAGES[name]
    path = path.format(city=cast.city.id, circle=cast.circle.id, work=cast.work.id)
    page = visit(path, person=cast.people[who], language=language, width=width)
    axe(page)


def test_someone_is_invited_joins_and_is_assigned(visit: Callable[..., Any], axe: Any, cast: Any) -> None:
    page = visit(f"/network/organisations/{cast.city.id}/people/", person=cast.people["administrator"])
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Role", exact=True).select_option("assessor")
    page.get_by_role("button", name="Send the invitation").click()
    assert page.get_by_text("The invitation is on its way to ada@example.org").is_visible()
    path = re.search(r"(/network/invitation/[\w-]+/)", mail.outbox[-1].body).group(1)

    joining = visit(path, width=390)
    axe(joining)
    joining.get_by_label("Your name").fill("Ada Nova")
    joining.get_by_label("Password").fill(PASSWORD)
    joining.get_by_role("button", name="Join").click()
    assert joining.get_by_role("heading", name="Rivermouth").is_visible()

    coordinator = visit(
        f"/network/organisations/{cast.city.id}/assignments/", person=cast.people["assigned coordinator"]
    )
    coordinator.get_by_label("Name of a place or piece of work").press_sequentially("river")
    eventually(coordinator, "location.search.includes('q=river')")
    coordinator.get_by_role("link", name="Assign", exact=True).first.click()
    coordinator.get_by_label("Member").select_option(label="Ada Nova (Assessor)")
    coordinator.get_by_role("button", name="Assign", exact=True).click()
    assert coordinator.get_by_text("Assigned.").is_visible()
    assert (
        Work.objects.visible_to(actor_of(Person.objects.get(email="ada@example.org"))).filter(pk=cast.work.pk).exists()
    )


def test_a_weak_password_is_refused_with_a_mend(visit: Callable[..., Any], axe: Any, cast: Any) -> None:
    invite(actor_of(cast.people["administrator"]), cast.city, "ada@example.org", Role.READER)
    path = re.search(r"(/network/invitation/[\w-]+/)", mail.outbox[-1].body).group(1)
    page = visit(path, allow=(400,))
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Join").click()
    assert page.locator(".error-summary").is_visible()
    eventually(page, "document.activeElement.className == 'error-summary'")
    axe(page)


def test_a_membership_ends_after_a_question(visit: Callable[..., Any], axe: Any, cast: Any) -> None:
    page = visit(f"/network/organisations/{cast.city.id}/people/", person=cast.people["administrator"])
    row = page.get_by_role("listitem").filter(has_text="no longer assigned")
    row.get_by_role("button", name="End", exact=True).click()
    axe(page)
    row.get_by_role("button", name="End it").click()
    assert page.get_by_text("The membership has ended.").is_visible()
    assert not Membership.objects.current().filter(person=cast.people["no longer assigned"]).exists()


def test_a_label_is_lowered_with_a_reason_and_the_page_keeps_it(visit: Callable[..., Any], cast: Any) -> None:
    page = visit(
        f"/network/records/sample.work/{cast.work.pk}/", person=cast.people["assigned coordinator"], allow=(400,)
    )
    page.get_by_label("Label").select_option("TLP:AMBER")
    page.locator("form[action$='/label'] textarea[name=reason]").fill("shared with the ministry")
    page.get_by_role("button", name="Change the label").click()
    assert page.get_by_text("The label is changed.").is_visible()
    assert page.get_by_text("shared with the ministry").is_visible()


def test_staff_begins_a_session_and_every_page_says_so(visit: Callable[..., Any], axe: Any, cast: Any) -> None:
    page = visit("/network/staff-sessions/", person=cast.people["staff"])
    page.get_by_label("Name or city").press_sequentially("Rivermouth")
    page.get_by_role("radio", name=re.compile("^Rivermouth City")).check()
    page.get_by_label("Reason").fill("a fault was reported")
    page.get_by_role("button", name="Begin").click()
    assert page.get_by_text("The session runs.").is_visible()
    page.goto("/network/")
    assert page.get_by_text("Staff session: you read Rivermouth").is_visible()
    axe(page)
    page.get_by_role("button", name="End it").first.click()
    assert not StaffSession.objects.current().filter(person=cast.people["staff"]).exists()


def test_an_organisation_is_let_into_a_group_by_search(visit: Callable[..., Any], cast: Any) -> None:
    page = visit(f"/network/sharing/{cast.circle.pk}/", person=cast.people["coordinator"])
    page.get_by_label("Name or city").press_sequentially("Hilltop")
    page.get_by_role("radio", name=re.compile("^Hilltop")).check()
    page.get_by_label("Reason").fill("they help us")
    page.get_by_role("button", name="Let it in").click()
    page.wait_for_selector("text=Saved.")
    assert cast.circle.community.filter(name="Hilltop").exists()


def test_a_city_is_picked_by_name(visit: Callable[..., Any], cast: Any) -> None:
    page = visit("/network/new/", person=cast.people["staff"])
    page.get_by_label("City", exact=True).press_sequentially("geneve")
    page.get_by_role("radio", name=re.compile("Geneva|Genève")).first.check()
    page.get_by_label("Name", exact=True).fill("City of the lake")
    page.get_by_label("Country").select_option("CH")
    page.get_by_role("button", name="Add it to the network").click()
    assert page.get_by_text("It is in the network.").is_visible()


def test_one_changes_ones_own_name_and_language(visit: Callable[..., Any], cast: Any) -> None:
    page = visit("/network/account/", person=cast.people["reader"])
    page.get_by_label("Your name").fill("Ada Nova")
    page.locator("select[name=language]").select_option("fr")
    page.get_by_role("button", name="Save").click()
    page.wait_for_selector("html[lang=fr]")
    assert Person.objects.get(pk=cast.people["reader"].pk).name == "Ada Nova"


def with_authenticator(page: Any, verified: bool = True) -> None:
    """A key of the browser itself, that answers as if a finger touched it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verified,
                "automaticPresenceSimulation": True,
            }
        },
    )


def at_home(page: Any) -> None:
    page.wait_for_url(lambda address: urlsplit(address).path == "/")


def sign_in(page: Any, person: Person) -> None:
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    at_home(page)


def test_a_passkey_is_added_and_signs_in_without_a_password(visit: Callable[..., Any], axe: Any) -> None:
    person = factories.member(factories.organisation(), name="Ada Nova", password=PASSWORD)
    page = visit("/accounts/login/")
    with_authenticator(page)
    sign_in(page, person)
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)  # asked again before the account's guards are changed
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My phone")
    page.locator("input[name=passwordless]").check()
    axe(page)
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/recovery-codes/**")
    axe(page)
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_text("My phone").is_visible()
    axe(page)
    page.goto("/accounts/logout/")
    page.locator("main").get_by_role("button", name="Sign Out").click()

    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    at_home(page)
    page.goto("/network/account/")
    assert page.get_by_role("heading", name="Your account").is_visible()


def test_a_passkey_that_is_not_known_says_what_to_do(visit: Callable[..., Any]) -> None:
    page = visit("/accounts/login/", allow=(400,))
    with_authenticator(page, verified=False)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_selector("[data-passkey-error]:not([hidden])")
    assert page.get_by_text("That did not work with this key").is_visible()

"""What people read is in their language, allauth's words as well as ours: nothing English is left on a page in French
or Arabic. Names that people gave stand in <bdi>, labels in an element that is not translated."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from tests import cast as casting
from tests import factories
from tests.sample.models import Work

pytestmark = pytest.mark.django_db

PASSWORD = "a wagon of blue lanterns"
# Words that are the same in every language here.
SAME = {
    "Openward",
    "QR",
    "JavaScript",
    "GeoNames",
    "TLP",
    "AMBER",
    "GREEN",
    "RED",
    "STRICT",
    "CLEAR",
    "ISO",
    "UTC",
    "EUPL",
    "CC",
    "BY",
}
OF_NETWORK = [
    ("network:organisations", None),
    ("network:organisation", "city"),
    ("network:people", "city"),
    ("network:edit_organisation", "city"),
    ("network:assignments", "city"),
    ("network:sharing_groups", "city"),
    ("network:staff_sessions", "city"),
    ("network:sharing_group", "circle"),
    ("network:account", None),
    ("network:own_staff_sessions", None),
    ("network:create_organisation", None),
]
OF_ALLAUTH = [
    "account_change_password",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "usersessions_list",
]
OF_EVERYONE = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]


def words_of(html: str) -> list[str]:
    """Texts that someone wrote for the page: no names, no addresses, no labels, no scripts."""
    page = BeautifulSoup(html, "html.parser")
    for tag in page(["script", "style", "bdi", "option", "svg", "title"]):
        tag.decompose()
    for tag in page(attrs={"translate": "no"}) + page(attrs={"dir": "ltr"}) + page.body(attrs={"lang": True}):
        tag.decompose()
    shown = [text.strip() for text in page.stripped_strings]
    attributes = [tag[name] for name in ("placeholder", "aria-label", "title") for tag in page(attrs={name: True})]
    return [re.sub("\u2068[^\u2069]*\u2069", "", text).strip() for text in [*shown, *attributes]]


def english_left(html: str, language: str, in_english: list[str]) -> list[str]:
    found = words_of(html)
    if language == "ar":
        return [text for text in found if set(re.findall(r"[A-Za-z]{2,}", text)) - SAME]
    several_words = [text for text in found if " " in text and re.search(r"[a-z]{3}", text)]
    return [text for text in several_words if text in in_english]


def check(client, path: str, language: str) -> None:
    one = client.get(path, HTTP_ACCEPT_LANGUAGE="en")
    other = client.get(path, HTTP_ACCEPT_LANGUAGE=language)
    assert one.status_code == other.status_code, path
    assert one.status_code in {200, 401, 404}, f"{path}: {one.status_code} {one.headers.get('Location')}"
    html = other.content.decode()
    assert f'lang="{language}"' in html
    assert english_left(html, language, words_of(one.content.decode())) == [], path


@pytest.fixture
def cast():
    made = casting.build()
    made.joins(Work.objects.create(owner=made.city, name="Register"))
    for name in ("coordinator", "administrator"):
        factories.membership(made.city, name, person=made.people["staff"])
    return made


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(("name", "of"), OF_NETWORK)
def test_pages_of_the_network_hold_no_english(client, cast, name, of, language):
    client.force_login(cast.people["staff"])
    check(client, reverse(name, args=[getattr(cast, of).pk] if of else []), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("name", OF_EVERYONE)
def test_pages_of_sign_in_hold_no_english(client, name, language):
    check(client, reverse(name), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_ones_own_account_hold_no_english(client, language):
    from tests.foundation.identity.test_sign_in import set_up_app

    person = factories.person(email="ada@example.org", password=PASSWORD)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    for name in OF_ALLAUTH:
        if name == "mfa_generate_recovery_codes":
            set_up_app(client)
            check(client, reverse("mfa_deactivate_totp"), language)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        check(client, reverse(name), language)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    check(client, reverse("mfa_authenticate"), language)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_a_page_of_an_invitation_holds_no_english(client, cast, language):
    from django.core import mail

    from openward.foundation.identity.actions.invite import invite
    from openward.foundation.visibility.actor import actor_of

    invite(actor_of(cast.people["administrator"]), cast.city, "ada@example.org", "reader", language)
    check(client, re.search(r"(/network/invitation/[\w-]+/)", mail.outbox[-1].body).group(1), language)
    check(client, reverse("network:accept_invitation", args=["none"]), language)

"""A sign-in service (OpenID Connect) tells who someone is; whether they belong here was decided by an invitation.

A provider runs in a thread of this process; requests go to it over the loopback.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from django.urls import reverse
from oidc_provider_mock import User, run_server_in_thread

from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.models import Person, Role
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib"),
    pytest.mark.filterwarnings("ignore::authlib.deprecate.AuthlibDeprecationWarning"),
]

ADA = {"email": "ada@example.org", "email_verified": True, "name": "Ada Nova", "picture": "https://example.org/a.png"}
PEOPLE = [
    User(sub="ada", claims=ADA),
    User(sub="ada-unverified", claims={**ADA, "email_verified": False}),
    User(sub="successor", claims={**ADA, "name": "Somebody Else"}),
    User(sub="stranger", claims={"email": "stranger@example.org", "email_verified": True}),
    User(sub="without-address", claims={"name": "No Address"}),
]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def configured(settings: Any, provider: str) -> None:
    app = {
        "provider_id": "sso",
        "name": "City sign-in",
        "client_id": "openward",
        "secret": "secret",
        "settings": {"server_url": provider},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "EMAIL_AUTHENTICATION": True}}


def comes_from_service(client: Client, sub: str, follow: bool = True) -> Any:
    """Press the button, say at the provider who one is, and come back."""
    started = client.post(reverse("openid_connect_login", args=["sso"]))
    assert started.status_code == 302
    answer = requests.post(started.headers["Location"], data={"sub": sub}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == reverse("openid_connect_callback", args=["sso"])
    return client.get(f"{back.path}?{back.query}", follow=follow)


def is_signed_in(client: Client) -> bool:
    return client.get(reverse("network:account")).status_code == 200


@pytest.fixture
def ada() -> Person:
    return factories.person(email="ada@example.org", password="a wagon of blue lanterns", name="Ada")


def test_the_button_bears_the_name_of_the_service(client):
    page = client.get("/accounts/login/").content.decode()
    assert "City sign-in" in page
    assert reverse("openid_connect_login", args=["sso"]) in page


def test_someone_known_here_signs_in_by_the_verified_address(client, ada):
    comes_from_service(client, "ada")
    assert is_signed_in(client)
    assert SocialAccount.objects.get().user == ada
    ada.refresh_from_db()
    assert ada.has_usable_password(), "the password of a proven address stays"


def test_nothing_that_the_service_tells_is_kept_but_its_key(client, ada):
    comes_from_service(client, "ada")
    comes_from_service(Client(), "ada")
    assert SocialAccount.objects.get().extra_data == {}
    ada.refresh_from_db()
    assert ada.name == "Ada"


def test_an_address_that_the_service_did_not_verify_opens_nothing(client, ada):
    response = comes_from_service(client, "ada-unverified")
    assert not is_signed_in(client)
    assert "invitation" in response.content.decode()


def test_the_next_holder_of_an_address_is_not_the_one_before(client, ada):
    comes_from_service(client, "ada")
    successor = Client()
    comes_from_service(successor, "successor")
    assert not is_signed_in(successor)
    assert SocialAccount.objects.count() == 1


def test_whom_nobody_invited_is_told_so(client):
    for sub in ("stranger", "without-address"):
        response = comes_from_service(client, sub)
        assert not is_signed_in(client)
        assert "Ask an administrator of your organisation for an invitation" in response.content.decode()
    assert not Person.objects.exists()


def test_someone_who_may_not_sign_in_does_not_by_the_service_either(client, ada):
    ada.is_active = False
    ada.save()
    comes_from_service(client, "ada")
    assert not is_signed_in(client)


def invited(email: str) -> str:
    """The path in the mail of an invitation to that address."""
    from openward.foundation.visibility.actor import actor_of

    city = factories.organisation(name="Rivermouth")
    administrator = factories.member(city, Role.ADMINISTRATOR)
    invite(actor_of(administrator), city, email, Role.PRACTITIONER)
    return re.search(r"(/network/invitation/[\w-]+/)", mail.outbox[-1].body).group(1)


def test_an_invitation_is_accepted_through_the_service_without_a_password(client):
    path = invited("ada@example.org")
    assert "City sign-in" in client.get(path).content.decode()
    comes_from_service(client, "ada")
    assert is_signed_in(client)
    person = Person.objects.get(email="ada@example.org")
    assert person.name == "Ada Nova"
    assert not person.has_usable_password()
    assert person.memberships.get().organisation.name == "Rivermouth"
    assert client.get(path).status_code == 404


def test_an_invitation_to_another_address_is_not(client):
    client.get(invited("somebody@example.org"))
    comes_from_service(client, "ada")
    assert not is_signed_in(client)
    assert not Person.objects.filter(email="ada@example.org").exists()


def test_an_invitation_that_was_not_opened_is_not_accepted_by_the_service_alone(client):
    invited("ada@example.org")
    comes_from_service(client, "ada")
    assert not is_signed_in(client)


def test_an_account_of_the_service_is_not_joined_to_someone_who_is_signed_in(client, ada):
    other = factories.person()
    client.force_login(other)
    started = client.post(reverse("openid_connect_login", args=["sso"]) + "?process=connect")
    answer = requests.post(started.headers["Location"], data={"sub": "stranger"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert client.get(f"{back.path}?{back.query}").status_code == 401
    assert not SocialAccount.objects.exists()


def test_a_refusal_at_the_service_is_answered_in_words(client, ada):
    started = client.post(reverse("openid_connect_login", args=["sso"]))
    answer = requests.post(started.headers["Location"], data={"action": "deny"}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    response = client.get(f"{back.path}?{back.query}", follow=True)
    assert response.status_code in {200, 401}
    assert not is_signed_in(client)


def test_an_answer_that_was_not_asked_for_is_refused(client, ada):
    response = client.get(reverse("openid_connect_callback", args=["sso"]) + "?code=x&state=y", follow=True)
    assert response.status_code in {200, 401}
    assert not is_signed_in(client)


def test_the_browser_may_be_led_to_the_service_and_nowhere_else():
    from openward.config import environment

    assert environment.origin_of(environment.Setting("X", "https://sso.example.org/realms/city", "")) == [
        "https://sso.example.org"
    ]
    assert environment.origin_of(environment.Setting("X", "", "")) == []

"""Signing in: by password, with a second factor, and what happens to those who guess."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from tests import factories

pytestmark = pytest.mark.django_db

PASSWORD = "a wagon of blue lanterns"
LOGIN = "/accounts/login/"


@pytest.fixture
def person():
    return factories.person(email="ada@example.org", password=PASSWORD, name="Ada")


def sign_in(client, password=PASSWORD, email="ada@example.org", **headers):
    return client.post(LOGIN, {"login": email, "password": password}, **headers)


def is_signed_in(client) -> bool:
    return client.get(reverse("network:account")).status_code == 200


def code_of(secret: str) -> str:
    """What an authenticator app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_someone_signs_in_with_address_and_password_and_out_again(client, person):
    assert sign_in(client, email="Ada@Example.org").headers["Location"] == "/"
    assert is_signed_in(client)
    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    "credentials", [{"password": "wrong"}, {"email": "unknown@example.org"}, {"password": ""}], ids=str
)
def test_a_wrong_sign_in_never_tells_which_half_was_wrong(client, person, credentials):
    response = sign_in(client, **credentials)
    assert response.status_code == 200
    assert not is_signed_in(client)
    if "" not in credentials.values():
        assert "not correct" in response.content.decode()


def test_someone_who_may_not_sign_in_does_not(client, person):
    person.is_active = False
    person.save()
    assert not is_signed_in(client)
    sign_in(client)
    assert not is_signed_in(client)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Too many failed login attempts"), ("fr", "Trop de tentatives"), ("ar", "تجاوزت الحد المسموح")],
)
def test_guessing_locks_the_account_for_five_minutes_and_says_so(client, person, language, words):
    for _attempt in range(5):
        assert "not correct" in sign_in(client, "wrong", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    response = sign_in(client, HTTP_ACCEPT_LANGUAGE=language)
    assert words in response.content.decode()
    assert not is_signed_in(client)
    # From another place too: it is the account that is guarded.
    elsewhere = Client()
    sign_in(elsewhere, REMOTE_ADDR="192.0.2.7")
    assert not is_signed_in(elsewhere)


def test_the_lock_ends_by_itself(client, person, monkeypatch):
    for _attempt in range(6):
        sign_in(client, "wrong")
    import time

    later = time.time() + 301
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    sign_in(client)
    assert is_signed_in(client)


def test_one_place_that_tries_many_accounts_is_stopped(client):
    people = [factories.person(email=f"p{number}@example.org", password=PASSWORD) for number in range(11)]
    for one in people[:10]:
        sign_in(client, "wrong", one.email)
    assert "Too many failed login attempts" in sign_in(client, email=people[10].email).content.decode()


def test_the_count_of_attempts_is_kept_for_all_processes(client, person):
    from openward.foundation.identity.models import Attempt

    sign_in(client, "wrong")
    assert Attempt.objects.filter(cache_key__contains="login_failed").exists()


def test_passwords_are_kept_as_argon2(settings):
    from openward.config import settings as of_site

    assert of_site.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.PASSWORD_HASHERS = of_site.PASSWORD_HASHERS
    assert factories.person(password=PASSWORD).password.startswith("argon2$argon2id$")


def test_a_forgotten_password_is_chosen_anew_by_mail(client, person):
    client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    (message,) = mail.outbox
    path = re.search(r"http://testserver(/\S+)", message.body).group(1)
    form = client.get(path, follow=True)
    address = form.redirect_chain[-1][0]
    assert client.post(address, {"password1": "short", "password2": "short"}).status_code == 200
    fresh = "seven green umbrellas"
    client.post(address, {"password1": fresh, "password2": fresh})
    assert not is_signed_in(client) or client.post(reverse("account_logout"))
    sign_in(client, fresh)
    assert is_signed_in(client)
    # The link works once.
    assert "reset" in Client().get(path, follow=True).content.decode().lower()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, person):
    known = client.post(reverse("account_reset_password"), {"email": "ada@example.org"})
    mail.outbox.clear()
    unknown = client.post(reverse("account_reset_password"), {"email": "unknown@example.org"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert not mail.outbox


def set_up_app(client) -> str:
    """Set up an authenticator app, after saying the password again; returns its secret."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.status_code == 302, response.context["form"].errors
    return secret


def test_with_an_app_a_password_alone_opens_nothing(client, person):
    sign_in(client)
    secret = set_up_app(client)
    thief = Client()
    assert sign_in(thief).headers["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(thief)
    thief.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_signed_in(thief)
    # A code that was seen once works no second time: wait for the next.
    cache.clear()
    thief.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_signed_in(thief)


def test_guessing_codes_is_stopped_too(client, person):
    sign_in(client)
    secret = set_up_app(client)
    cache.clear()
    guesser = Client()
    sign_in(guesser)
    for number in range(12):
        guesser.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
    response = guesser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert not is_signed_in(guesser)
    assert response.status_code in {200, 302, 429}


def test_a_recovery_code_works_once(client, person):
    sign_in(client)
    set_up_app(client)
    codes = Authenticator.objects.get(user=person, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    assert len(codes) == 10
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert is_signed_in(other) is expected


def test_what_guards_the_account_asks_for_the_password_again(client, person):
    sign_in(client)
    guarded = [reverse(name) for name in ("mfa_activate_totp", "mfa_add_webauthn")]
    for address in guarded:
        answer = client.get(address)
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": "wrong"})
    assert client.get(guarded[0]).status_code == 302
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    for address in guarded:
        assert client.get(address).status_code == 200


def test_a_changed_password_is_told_by_mail(client, person):
    """So that a change that someone else made is noticed."""
    sign_in(client)
    fresh = "seven green umbrellas"
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    assert mail.outbox[-1].to == ["ada@example.org"]
    assert is_signed_in(client)
    other = Client()
    sign_in(other, fresh)
    assert is_signed_in(other)


def test_someone_sees_where_they_are_signed_in_and_ends_it(client, person):
    sign_in(client, HTTP_USER_AGENT="One")
    other = Client(HTTP_USER_AGENT="Other")
    sign_in(other)
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "One" in page
    assert "Other" in page
    client.post(reverse("usersessions_list"))
    assert not is_signed_in(other)
    assert is_signed_in(client)


def test_a_session_ends_after_a_working_day(client, person):
    sign_in(client)
    assert client.session.get_expiry_date() <= timezone.now() + timedelta(hours=12)
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"], "it ends with the browser"


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_mails_about_the_account_are_in_the_language_of_the_page(client, person, language):
    client.post(reverse("account_reset_password"), {"email": person.email}, HTTP_ACCEPT_LANGUAGE=language)
    with translation.override("en"):
        assert "Hello from" not in mail.outbox[-1].body
        assert "password reset" not in mail.outbox[-1].body.lower()

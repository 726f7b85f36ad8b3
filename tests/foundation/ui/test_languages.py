"""A page is in the language that its reader chose: the person's, else the browser's, else the installation's."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation

from tests import factories

pytestmark = pytest.mark.django_db


def language_of(answer: Any) -> tuple[str, str]:
    html = answer.content.decode()
    return html.split('<html lang="')[1].split('"')[0], html.split('dir="')[1].split('"')[0]


def test_a_stranger_reads_what_the_browser_asks_for() -> None:
    assert language_of(Client(headers={"accept-language": "fr-CA,fr;q=0.9"}).get("/")) == ("fr", "ltr")
    assert language_of(Client(headers={"accept-language": "ar-TN"}).get("/")) == ("ar", "rtl")
    assert language_of(Client(headers={"accept-language": "ja"}).get("/")) == ("en", "ltr")


def test_a_choice_in_this_browser_wins_over_what_it_asks_for() -> None:
    client = Client(headers={"accept-language": "fr"})
    client.post("/language", {"language": "ar"})
    assert language_of(client.get("/")) == ("ar", "rtl")


def test_a_persons_choice_wins_over_the_browsers() -> None:
    client = Client(headers={"accept-language": "fr"})
    client.force_login(factories.person(language="ar"))
    assert language_of(client.get("/")) == ("ar", "rtl")


def test_a_choice_is_kept_with_the_person() -> None:
    person = factories.person()
    client = Client()
    client.force_login(person)
    client.post("/language", {"language": "fr"})
    elsewhere = Client(headers={"accept-language": "en"})
    elsewhere.force_login(person)
    assert language_of(elsewhere.get("/"))[0] == "fr"


def test_a_language_that_openward_lacks_changes_nothing() -> None:
    client = Client()
    client.post("/language", {"language": "xx"})
    assert language_of(client.get("/"))[0] == "en"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/places/", "/places/"),
        ("https://example.org/", "/"),
        ("//example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_after_a_choice_one_is_back_where_one_was_and_never_elsewhere(target: str, expected: str) -> None:
    assert Client().post("/language", {"language": "fr", "next": target})["Location"] == expected


def test_a_language_is_not_chosen_by_an_address() -> None:
    assert Client().get("/language?language=fr").status_code == 405


def test_the_next_reader_does_not_get_the_language_or_zone_of_the_last() -> None:
    client = Client()
    client.force_login(factories.person(language="ar", time_zone="Asia/Tokyo"))
    client.get("/")
    assert language_of(Client().get("/"))[0] == "en"
    assert timezone.localtime(datetime(2026, 1, 1, tzinfo=UTC)).hour == 0
    assert translation.get_language() != "ar"

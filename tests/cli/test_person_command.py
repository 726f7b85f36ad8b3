"""`openward person`: the first person of an installation, whose password is asked for and never stands on the line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import authenticate

from openward.foundation.history.models import INSTALLATION, Event
from openward.foundation.identity.models import Person

Run = Callable[..., tuple[int, str, str]]
PASSWORD = "a wagon of blue lanterns"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openward.cli.commands.serve.prepare", lambda: None)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What is typed on the terminal, line by line."""

    def answer(*lines: str) -> None:
        typed: Iterator[str] = iter(lines)
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))

    return answer


def test_the_first_person_can_sign_in_and_found_organisations(openward: Run, types: Callable[..., None]) -> None:
    types(PASSWORD, PASSWORD)
    code, out, err = openward("person", "It@City.example", "--name", "Ada Nova")
    assert (code, err) == (0, "")
    assert "Ada Nova" in out
    assert PASSWORD not in out
    person = Person.objects.get(email="it@city.example")
    assert person.is_staff
    assert person.check_password(PASSWORD)
    assert authenticate(email=person.email, password=PASSWORD) == person
    assert Event.objects.filter(chain=INSTALLATION, record=person.pk).values_list("verb", flat=True).get()


@pytest.mark.parametrize(
    ("typed", "email", "name", "said"),
    [
        ((PASSWORD, "another"), "it@city.example", "Ada", "differ"),
        (("short", "short"), "it@city.example", "Ada", "another password"),
        ((PASSWORD, PASSWORD), "nobody", "Ada", "no e-mail address"),
        ((PASSWORD, PASSWORD), "it@city.example", " ", "name"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(
    openward: Run, types: Callable[..., None], typed: tuple[str, str], email: str, name: str, said: str
) -> None:
    types(*typed)
    code, _out, err = openward("person", email, "--name", name)
    assert code == 2
    assert said in err
    assert not Person.objects.exists()


def test_a_person_who_is_there_is_not_made_again(openward: Run, types: Callable[..., None]) -> None:
    Person.objects.create_user("it@city.example", name="Ada")
    types(PASSWORD, PASSWORD)
    code, _out, err = openward("person", "it@city.example", "--name", "Eve")
    assert (code, "already" in err) == (2, True)
    assert not Person.objects.get().is_staff


def test_without_a_terminal_no_password_is_taken(openward: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, _out, err = openward("person", "it@city.example", "--name", "Ada")
    assert (code, "terminal" in err) == (2, True)
    assert not Person.objects.exists()


def test_no_option_takes_a_password(openward: Run) -> None:
    assert "password" not in openward("person", "--help")[1].replace("The password is asked", "")

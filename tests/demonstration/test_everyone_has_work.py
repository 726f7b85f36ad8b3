"""The demonstration is for whoever tries it: its accounts find something to do, each what its role may see."""

from __future__ import annotations

from importlib import import_module

import pytest

from openward.city import tiny_city
from openward.demonstration import make
from openward.foundation.identity.models import Person
from openward.foundation.visibility.actor import Actor, actor_of
from openward.rooms.places.models import Place, Register, Screening
from openward.rooms.plans.models import Brief, BriefFile


def actor(account: str) -> Actor:
    return actor_of(Person.objects.get(email__startswith=f"{account}."))


def sees(account: str) -> tuple[int, int, int, int]:
    """Registers, places, screenings and briefs."""
    who = actor(account)
    return tuple(model.objects.visible_to(who).count() for model in (Register, Place, Screening, Brief))  # type: ignore[return-value]


@pytest.mark.django_db(transaction=True)
def test_every_account_of_the_demonstration_finds_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("openward.demonstration.make"), "demonstration_city", tiny_city)
    make(say=lambda _line: None)
    _registers, places, screenings, _briefs = everything = sees("coordinator@city")
    assert places == screenings > 50
    assert sees("practitioner@city") == sees("reader@city") == everything
    registers, few, screened, briefs = sees("assessor@city")
    assert (registers, briefs) == (0, 0)
    assert 3 <= few == screened <= 6
    assert sees("practitioner@operator") == (0, 1, 0, 0)
    assert sees("practitioner@police") == sees("reader@authority") == (1, places, 0, 1)
    shared = BriefFile.objects.visible_to(actor("practitioner@police")).values_list("name", flat=True)
    assert "brief.pdf" in shared
    assert not [name for name in shared if name.startswith("annex")]
    for outside in ("reader@un-body", "coordinator@secretariat", "practitioner@civil-society"):
        assert sees(outside) == (0, 0, 0, 0)
    make(say=lambda line: pytest.fail(f"a second start made something: {line}"))

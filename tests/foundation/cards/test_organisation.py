"""On the page of an organisation its coordinators see who looked, and what they can tell others; nobody else does."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from openward.foundation.cards.registry import cards_for
from openward.foundation.history import log
from tests import factories
from tests.foundation.scene import Scene

pytestmark = pytest.mark.django_db


def test_the_coordinator_sees_both_cards(scene: Scene) -> None:
    with log.context(scene.officer):
        log.read(scene.site, "export")
    cards = cards_for(scene.actor("coordinator"), scene.city)
    assert [str(card.title) for card in cards] == ["Who looked", "What you can tell others"]
    html = render_to_string("cards/_cards.html", {"cards": cards})
    assert f"/history/who-looked/{scene.city.id}/" in html
    assert "Exports in a year" in html
    assert "Last in a staff session" not in html


def test_a_staff_session_stands_out(scene: Scene) -> None:
    factories.staff_session(scene.staff, scene.city)
    with log.context(scene.staff):
        log.read(scene.site)
    [looked, _indicators] = cards_for(scene.actor("coordinator"), scene.city)
    assert [str(name) for name, _value in looked.facts] == ["Last reading", "Last in a staff session"]


def test_nobody_else_sees_them(scene: Scene) -> None:
    for name in ("officer", "stranger", "staff"):
        assert cards_for(scene.actor(name), scene.city) == []

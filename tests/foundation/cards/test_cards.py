"""A card is offered by one room for the pages of another; no fault of it takes that page down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string

from openward.foundation.cards import registry
from openward.foundation.cards.registry import Card, cards_for, offer
from openward.foundation.visibility.labels import Label
from tests.foundation.scene import Scene
from tests.sample.models import Site

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offers() -> Iterator[None]:
    known = {kind: list(held) for kind, held in registry._offers.items()}
    yield
    registry._offers.clear()
    registry._offers.update(known)


def test_cards_are_for_their_kind_of_record_and_in_order(scene: Scene) -> None:
    @offer("sample.work", order=20)
    def sites(actor: Any, work: Any) -> Card:
        return Card("Sites", [("Number", Site.objects.visible_to(actor).filter(work=work).count())])

    @offer("sample.work", order=10)
    def first(actor: Any, work: Any) -> Card:
        return Card("First")

    @offer("sample.work")
    def nothing(actor: Any, work: Any) -> None:
        return None

    assert [card.title for card in cards_for(scene.actor("officer"), scene.work)] == ["First", "Sites"]
    assert cards_for(scene.actor("officer"), scene.work)[1].facts == [("Number", 1)]
    assert cards_for(scene.actor("officer"), scene.site) == []


def test_who_may_not_read_the_record_gets_no_card(scene: Scene) -> None:
    offer("sample.work")(lambda actor, work: Card("Sites"))
    assert cards_for(scene.actor("stranger"), scene.work) == []


def test_a_card_that_fails_is_left_out_and_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    @offer("sample.work")
    def broken(actor: Any, work: Any) -> Card:
        raise ZeroDivisionError("a secret")

    offer("sample.work")(lambda actor, work: Card("Whole"))
    assert [card.title for card in cards_for(scene.actor("officer"), scene.work)] == ["Whole"]
    logged = "".join(str(record.msg) for record in caplog.records)
    assert "ZeroDivisionError" in logged
    assert "secret" not in logged


def test_a_card_is_offered_once_however_often_its_module_is_loaded(scene: Scene) -> None:
    def sites(actor: Any, work: Any) -> Card:
        return Card("Sites")

    offer("sample.work")(sites)
    offer("sample.work")(sites)
    assert len(cards_for(scene.actor("officer"), scene.work)) == 1


def test_a_card_shows_its_facts_its_page_and_its_label(scene: Scene) -> None:
    card = Card("Programme <1>", [("Budget", "500 000")], "/plans/1/", Label.AMBER)
    html = render_to_string("cards/_cards.html", {"cards": [card]})
    assert 'href="/plans/1/"' in html
    assert "Programme &lt;1&gt;" in html
    assert "500 000" in html
    assert "TLP:AMBER" in html

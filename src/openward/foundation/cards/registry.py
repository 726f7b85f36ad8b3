"""Cards by kind of record. An app offers its own in `cards.py`, which is imported when the site starts.

@offer("places.register")
def programme(actor, register):
    found = Brief.objects.visible_to(actor)...
    return Card(_("Programme"), facts=[(_("Budget"), ...)], address=..., label=found.label) if found else None
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from django.conf import settings

from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import may_read
from openward.foundation.visibility.references import kind_of

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Card:
    """Facts of one room for another's page. `facts` are pairs of a label and a value; a room that needs more brings a
    `template`, rendered with `card`, and what that needs in `extra`. `label` is the strictest of what it shows."""

    title: Any
    facts: Sequence[tuple[Any, Any]] = ()
    address: str = ""
    label: str = ""
    template: str = "cards/_facts.html"
    extra: Mapping[str, Any] = field(default_factory=dict)


Offer = Callable[[Actor, Any], Card | None]
_offers: defaultdict[str, list[tuple[int, str, Offer]]] = defaultdict(list)


def offer(record_kind: str, order: int = 100) -> Callable[[Offer], Offer]:
    """Register `function(actor, record) -> Card | None` for a kind ("app.model"). It asks the policy for all."""

    def register(function: Offer) -> Offer:
        name = f"{function.__module__}.{function.__qualname__}"
        _offers[record_kind] = [held for held in _offers[record_kind] if held[1] != name]
        _offers[record_kind].append((order, name, function))
        _offers[record_kind].sort(key=lambda held: held[:2])
        return function

    return register


def cards_for(actor: Actor, record: Any) -> list[Card]:
    """The cards that other rooms have for this record, in order; none for who may not read it. Of what the policy does
    not rule over (an organisation) each offer decides what it tells.

    A card that fails is left out and logged: another room's fault must not take this page down.
    """
    if isinstance(record, Protected) and not may_read(actor, record):
        return []
    found = []
    for _order, name, function in _offers.get(kind_of(record), ()):
        try:
            card = function(actor, record)
        except Exception as error:
            if settings.DEBUG:
                raise
            logger.error("card-failed", card=name, exception=type(error).__qualname__)
            continue
        if card is not None:
            found.append(card)
    return found

"""What this room shows on the pages of others."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from openward.foundation.cards.registry import Card, offer
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import strictest
from openward.foundation.visibility.policy import may_create
from openward.rooms.plans import selectors

LATEST = 3


@offer("places.register")
def briefs_of_register(actor: Actor, register: Any) -> Card | None:
    """The latest briefs of a register, and the way to make one."""
    found = list(selectors.briefs(actor).filter(register=register.id)[:LATEST])
    may_ask = bool(may_create(actor, register.owner_id))
    if not found and not may_ask:
        return None
    label = strictest(label for _brief, label in selectors.labelled(found))
    return Card(
        title=_("Briefs for the mayor"),
        label=label if found else "",
        template="plans/_briefs_card.html",
        extra={"briefs": found, "ask": f"{reverse('plans:ask')}?register={register.id}" if may_ask else ""},
    )

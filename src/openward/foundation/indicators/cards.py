"""On the page of an organisation: its indicators, for its coordinators."""

from __future__ import annotations

from django.utils.translation import gettext as _

from openward.foundation.cards.registry import Card, offer
from openward.foundation.identity.models import Organisation
from openward.foundation.indicators.selectors import may_see_indicators, values_of
from openward.foundation.visibility.actor import Actor


@offer("identity.organisation", order=90)
def indicators_of_organisation(actor: Actor, organisation: Organisation) -> Card | None:
    if not may_see_indicators(actor, organisation):
        return None
    values = values_of(actor, organisation)
    return Card(_("What you can tell others"), template="indicators/_card.html", extra={"indicators": values})

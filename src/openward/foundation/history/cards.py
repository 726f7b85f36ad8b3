"""On the page of an organisation: when somebody last looked, and in which staff sessions, for its coordinators."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openward.foundation.cards.registry import Card, offer
from openward.foundation.history.access import may_see_who_looked
from openward.foundation.history.selectors import who_looked
from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.actor import Actor
from openward.wording import words


@offer("identity.organisation", order=80)
def who_looked_at_organisation(actor: Actor, organisation: Organisation) -> Card | None:
    if not may_see_who_looked(actor, organisation.id):
        return None
    reads = who_looked(actor, organisation).order_by("-sequence")
    language = words(get_language() or "en")
    facts = [
        (name, language.moment(timezone.localtime(last.at)))
        for name, last in (
            (_("Last reading"), reads.first()),
            (_("Last in a staff session"), reads.filter(staff_session__isnull=False).first()),
        )
        if last is not None
    ]
    address = reverse("history:who-looked", args=[organisation.id])
    return Card(_("Who looked"), facts or [(_("Last reading"), _("none"))], address)

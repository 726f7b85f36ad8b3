"""What this room can tell others of an organisation: counts, never rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Organisation
from openward.foundation.indicators.registry import declare
from openward.rooms.places.models import Place

COUNTED = "a count of an organisation's own places"


@declare(
    "registered-places", _("Places in the register"), _("Places in the organisation's registers that are in the map.")
)
def registered_places(organisation: Organisation) -> int:
    return Place.objects.for_system(COUNTED).filter(owner=organisation, gone_at__isnull=True).count()


@declare(
    "visited-places",
    _("Places visited"),
    _("Places in the organisation's registers that someone has visited at least once."),
)
def visited_places(organisation: Organisation) -> int:
    rows = Place.objects.for_system(COUNTED).filter(owner=organisation, gone_at__isnull=True)
    return rows.filter(last_visit__isnull=False).count()

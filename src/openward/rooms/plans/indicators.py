"""What this room can tell others of an organisation: counts, never rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Organisation
from openward.foundation.indicators.registry import declare
from openward.rooms.plans.models import Brief


@declare("briefs-made", _("Briefs made"), _("Briefs that the organisation has made for its decision-makers."))
def briefs_made(organisation: Organisation) -> int:
    rows = Brief.objects.for_system("a count of an organisation's own briefs")
    return rows.filter(owner=organisation, content__isnull=False).count()

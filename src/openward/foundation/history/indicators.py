"""What an organisation can tell of its own care with records."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.history.models import Event
from openward.foundation.history.verbs import ALWAYS_LOGGED
from openward.foundation.identity.models import Organisation, StaffSession
from openward.foundation.indicators.registry import declare

YEAR = timedelta(days=365)


@declare(
    "staff-sessions-in-a-year",
    _("Staff sessions in a year"),
    _("How often someone who runs the installation opened a staff session on this organisation, in the last 365 days."),
)
def staff_sessions(organisation: Organisation) -> int:
    return StaffSession.objects.filter(organisation=organisation, starts_at__gte=timezone.now() - YEAR).count()


@declare(
    "exports-in-a-year",
    _("Exports in a year"),
    _("How often records of this organisation were exported, printed or downloaded, in the last 365 days."),
)
def exports(organisation: Organisation) -> int:
    since = timezone.now() - YEAR
    return Event.objects.filter(chain=organisation.id, is_read=True, verb__in=ALWAYS_LOGGED, at__gte=since).count()

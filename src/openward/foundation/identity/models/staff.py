"""A staff session: someone who runs this installation reads one organisation's records for a stated reason and time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models.organisation import Organisation
from openward.foundation.identity.models.person import Person

LONGEST = timedelta(minutes=60)


class StaffSessionQuerySet(models.QuerySet["StaffSession"]):
    def current(self, at: datetime | None = None) -> StaffSessionQuerySet:
        return self.filter(starts_at__lte=at or timezone.now(), ends_at__gt=at or timezone.now())


class StaffSession(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="staff_sessions")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="staff_sessions")
    reason = models.TextField(_("reason"))
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    objects: Any = StaffSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("staff session")
        verbose_name_plural = _("staff sessions")
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="staff_session_ends"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="staff_session_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.organisation_id}"

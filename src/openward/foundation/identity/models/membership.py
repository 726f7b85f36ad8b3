"""Who belongs to which organisation, in which role, from when to when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models.organisation import Organisation
from openward.foundation.identity.models.person import Person


class Role(models.TextChoices):
    """What someone does. A role never opens a vulnerable record by itself: an assignment does."""

    READER = "reader", _("Reader")
    ASSESSOR = "assessor", _("Assessor")
    PRACTITIONER = "practitioner", _("Practitioner")
    COORDINATOR = "coordinator", _("Coordinator")
    ADMINISTRATOR = "administrator", _("Administrator of people")


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, at: datetime | None = None) -> MembershipQuerySet:
        """Begun and not ended at that moment (default now). An ended membership opens nothing from that second on."""
        at = at or timezone.now()
        return self.filter(models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at), starts_at__lte=at)


class Membership(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects: Any = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            # Who leaves and comes back has two memberships, so that the time between opens nothing.
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="membership_open_once",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gte=models.F("starts_at")),
                name="membership_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.organisation_id}"

    @property
    def has_ended(self) -> bool:
        return self.ends_at is not None and self.ends_at <= timezone.now()

    def is_current(self, at: datetime | None = None) -> bool:
        """The same answer as `MembershipQuerySet.current`, for one membership."""
        at = at or timezone.now()
        return self.starts_at <= at and (self.ends_at is None or self.ends_at > at)

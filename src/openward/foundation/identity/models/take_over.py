"""A request to take over work that nobody is assigned to. It waits, so that others can refuse it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models.organisation import Organisation
from openward.foundation.identity.models.person import Person

WAITS = timedelta(hours=72)  # a weekend long
LAPSES = timedelta(days=30)


class TakeOverQuerySet(models.QuerySet["TakeOver"]):
    def open(self) -> TakeOverQuerySet:
        """Neither done, nor refused, nor forgotten."""
        return self.filter(done_at=None, refused_at=None, asked_at__gt=timezone.now() - LAPSES)


class TakeOver(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    record = models.UUIDField(_("record"))
    record_kind = models.CharField(max_length=80, help_text=_("app.model of the record"))
    reason = models.TextField(_("reason"))
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = TakeOverQuerySet.as_manager()

    class Meta:
        verbose_name = _("taking over")
        verbose_name_plural = _("takings over")
        indexes = [models.Index(fields=["organisation", "record"], name="take_over_record")]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="take_over_has_a_reason")]

    def __str__(self) -> str:
        return f"{self.record_kind} {self.record}"

    @property
    def works_from(self) -> datetime:
        return self.asked_at + WAITS

    @property
    def has_waited(self) -> bool:
        return self.works_from <= timezone.now()

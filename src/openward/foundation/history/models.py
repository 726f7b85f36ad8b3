"""The tables of the log. Rows are only ever added; shredding alone empties values, never digests.

People and organisations are referred to by key without a constraint: who is erased leaves a key that names nobody,
and the chain still verifies.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models import Organisation, StaffSession

# The chain of what belongs to no organisation: people, the installation itself.
INSTALLATION = UUID(int=0)


def _unbound(model: type[models.Model] | str) -> Any:
    return models.ForeignKey(model, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+")


class ChainHead(models.Model):
    """The last link of a chain, and the row that writers of that chain wait for."""

    chain = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("head of a chain")
        verbose_name_plural = _("heads of chains")

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class Event(models.Model):
    """One operation: a link of its owner's chain. `notes` (reason, search text, counts) are sealed like values."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    chain = models.UUIDField(help_text="key of the owning organisation")
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    person = _unbound(settings.AUTH_USER_MODEL)
    organisation = _unbound(Organisation)
    staff_session = _unbound(StaffSession)
    request = models.CharField(max_length=64, blank=True)
    verb = models.CharField(max_length=40)
    is_read = models.BooleanField()
    record = models.UUIDField(null=True)
    record_kind = models.CharField(max_length=80, blank=True)
    label = models.CharField(max_length=20, blank=True)
    count = models.PositiveBigIntegerField(default=1, help_text="records concerned")
    notes = models.TextField(default="{}")
    changes_count = models.PositiveBigIntegerField(default=0)
    changes_digest = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="event_once_in_a_chain")]
        indexes = [
            models.Index(fields=["record", "sequence"], name="event_record"),
            models.Index(fields=["chain", "is_read", "sequence"], name="event_reads"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.record_kind} {self.record}"


class Act(models.TextChoices):
    """What happened to a record in an event."""

    CREATED = "created", _("created")
    CHANGED = "changed", _("changed")
    DELETED = "deleted", _("deleted")


class RecordChange(models.Model):
    """What an event did to one record. `values` is sealed: field -> salt, before, after, or a digest once shredded."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="changes")
    position = models.PositiveBigIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    record = models.UUIDField()
    record_kind = models.CharField(max_length=80)
    values = models.TextField(default="{}")
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("record change")
        verbose_name_plural = _("record changes")
        constraints = [models.UniqueConstraint(fields=["event", "position"], name="record_change_once")]
        indexes = [models.Index(fields=["record"], name="record_change_record")]

    def __str__(self) -> str:
        return f"{self.act} {self.record_kind} {self.record}"

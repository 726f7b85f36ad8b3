"""The table of traces. Ends are references (kind and key), so that no room needs to know another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models import Organisation


class Trace(models.Model):
    """`owner` is the owner of the source: their history tells when it was made and removed."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    source = models.UUIDField()
    source_kind = models.CharField(max_length=80)
    target = models.UUIDField()
    target_kind = models.CharField(max_length=80)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("trace")
        verbose_name_plural = _("traces")
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="trace_once")]
        indexes = [models.Index(fields=["target"], name="trace_target")]

    def __str__(self) -> str:
        return f"{self.source_kind} {self.kind} {self.target_kind}"

"""What needs one person's attention. The text is made when it is read, in their language, from code and parameters.

Parameters are counts and slugs; the record that it is about is a reference, shown by name only to who may read it then.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key


class Notice(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict)
    record = models.UUIDField(null=True)
    record_kind = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["person", "id"], name="notice_person"),
            models.Index(fields=["person", "id"], name="notice_unread", condition=models.Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.code

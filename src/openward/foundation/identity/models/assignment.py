"""What a member works on: a place, or a piece of work (a register, a programme). Assignments open AMBER+STRICT records.

`record` is the key of any record of any room (keys are unique over all tables), so that this module needs to know none.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models.membership import Membership, MembershipQuerySet


class AssignmentQuerySet(MembershipQuerySet):
    def effective(self) -> AssignmentQuerySet:
        """Current, and of a member who belongs still and can sign in: those that open something now."""
        members = Membership.objects.current().filter(person__is_active=True)
        return self.current().filter(membership__in=members)  # type: ignore[return-value]


class Assignment(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="assignments")
    record = models.UUIDField(_("record"))
    record_kind = models.CharField(max_length=80, help_text=_("app.model of the record"))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects: Any = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "record"], condition=models.Q(ends_at__isnull=True), name="assignment_open_once"
            )
        ]
        indexes = [models.Index(fields=["record"], name="assignment_record")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.record_kind} {self.record}"

"""What the map alone tells of a place: people present, help by time, when to visit it.

Vulnerability data, and so TLP:AMBER+STRICT from the start. Computed, never typed; `method` says how.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.visibility.models import Protected, Visibility
from openward.rooms.places.models.place import Place
from openward.rooms.places.models.register import Register


class Screening(Protected):
    """`visit_key` sorts places in the order of visits and depends on its own place alone, so that a change rewrites one
    row; positions are counted when shown. `visit_earliest` and `visit_latest` are as of `computed_at`."""

    visibility: ClassVar[Visibility] = Visibility(assignment_paths=("id", "place_id", "register_id"), parent="place")

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="screenings", db_index=False)
    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="screening")
    kind = models.CharField(max_length=40, help_text="the place's, so that an index orders the visits of one kind")
    district_code = models.CharField(max_length=40, blank=True, help_text="the place's, for the same reason")
    peak_low = models.FloatField(_("people at the busiest hour, low"))
    peak_likely = models.FloatField(_("people at the busiest hour, likely"))
    peak_high = models.FloatField(_("people at the busiest hour, high"))
    help = models.JSONField(default=list)
    # The values 0..1 of the duties of care (methods.screening.visits), in their order.
    people_present = models.FloatField()
    needs_of_users = models.FloatField()
    criticality = models.FloatField()
    overdue = models.FloatField()
    visit_key = models.BigIntegerField()
    visit_earliest = models.PositiveIntegerField()
    visit_latest = models.PositiveIntegerField()
    method = models.CharField(max_length=80)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["register", "visit_key", "place"], name="screening_by_visit"),
            models.Index(fields=["register", "kind", "visit_key", "place"], name="screening_by_kind"),
            models.Index(fields=["register", "district_code", "visit_key", "place"], name="screening_by_district"),
        ]

    def __str__(self) -> str:
        return str(self.place)

    def get_absolute_url(self) -> str:
        return self.place.get_absolute_url()

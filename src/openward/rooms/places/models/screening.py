"""What the map alone tells of a place: people present, help by time, its position in the order of visits.

Vulnerability data, and so TLP:AMBER+STRICT from the start. Computed, never typed; `method` says how.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.visibility.models import Protected, Visibility
from openward.rooms.places.models.place import Place
from openward.rooms.places.models.register import Register


class Screening(Protected):
    visibility = Visibility(assignment_paths=("id", "place_id", "register_id"), parent="place")

    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="screenings")
    place = models.OneToOneField(Place, on_delete=models.CASCADE, related_name="screening")
    peak_low = models.FloatField(_("people at the busiest hour, low"))
    peak_likely = models.FloatField(_("people at the busiest hour, likely"))
    peak_high = models.FloatField(_("people at the busiest hour, high"))
    help = models.JSONField(default=list)
    visit_position = models.PositiveIntegerField(_("position in the order of visits"))
    visit_earliest = models.PositiveIntegerField()
    visit_latest = models.PositiveIntegerField()
    visit_reasons = models.JSONField(default=list)
    method = models.CharField(max_length=80)
    computed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("screening")
        verbose_name_plural = _("screenings")
        indexes = [models.Index(fields=["register", "visit_position"], name="screening_by_visit")]

    def __str__(self) -> str:
        return str(self.place_id)

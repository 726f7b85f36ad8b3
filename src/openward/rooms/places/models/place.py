"""One place at risk: what the map says, and what people added. No person, no religion, no weakness."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Organisation
from openward.foundation.maps.points import cell_of
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected, Visibility
from openward.rooms.places.labels import place_title
from openward.rooms.places.models.register import Register
from openward.rooms.places.models.wide_index import WideIndex

IN_THE_MAP = models.Q(gone_at__isnull=True)
# What the policy asks of a place: an index that has these too answers a count by itself.
ASKED_BY_THE_POLICY = ["owner", "label", "sharing_group", "closed_to_police", "site_operator"]


class Place(Protected):
    """`id` is ours and stays over refreshes; `source_id` is the map object it was read from. How many people were
    counted is as strict as the screening that it goes into, and shown with that alone."""

    stricter_fields: ClassVar[Mapping[str, Label]] = {"counted": Label.AMBER_STRICT}

    visibility = Visibility(
        assignment_paths=("id", "register_id"),
        operator_path="site_operator_id",
        shares_with="register",
        raised_with="register",
        assignable=True,
        search_path="search_text",
    )

    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="places", db_index=False)
    source_id = models.CharField(max_length=24)
    source_ids = models.JSONField(default=list)
    kind = models.CharField(_("kind"), max_length=40)
    name = models.CharField(_("name"), max_length=300, blank=True)
    names = models.JSONField(default=dict)
    sort_name = models.CharField(max_length=300, help_text=_("folded for order"))
    search_text = models.TextField(help_text=_("all names, folded"))
    latitude = models.FloatField(_("latitude"))
    longitude = models.FloatField(_("longitude"))
    cell = models.GeneratedField(
        expression=cell_of("latitude", "longitude"), output_field=models.BigIntegerField(), db_persist=True
    )
    district_code = models.CharField(max_length=40, blank=True)
    footprint = models.JSONField(null=True)
    footprint_m2 = models.FloatField(_("footprint"), null=True)
    built_m2 = models.FloatField(_("built area"), null=True)
    levels = models.FloatField(_("levels"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("tagged capacity"), null=True, blank=True)
    operator = models.CharField(_("operator"), max_length=300, blank=True)
    wheelchair = models.CharField(_("wheelchair access"), max_length=40, blank=True)
    emergency = models.CharField(_("emergency care"), max_length=10)
    # What people add. A refresh leaves it alone.
    site_operator = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("site operator"),
    )
    last_visit = models.DateField(_("last visit"), null=True, blank=True)
    counted = models.JSONField(
        _("people counted at the busiest hour"), null=True, blank=True, help_text=_("low, likely, high, basis, source")
    )
    edited = models.JSONField(default=list, help_text=_("fields that a person changed; a refresh keeps them"))
    gone_at = models.DateTimeField(_("no longer in the map since"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["register", "source_id"], name="place_once_in_a_register")]
        # Lists are of places that are in the map. Each index is asked for by one page: by name and search, by kind,
        # by district, the map, and the few that are gone.
        indexes = [
            WideIndex(
                fields=["register", "sort_name", "id", "kind", "district_code", *ASKED_BY_THE_POLICY, "gone_at"],
                wide=["search_text"],
                condition=IN_THE_MAP,
                name="place_by_name",
            ),
            models.Index(fields=["register", "kind", "sort_name", "id"], condition=IN_THE_MAP, name="place_by_kind"),
            models.Index(
                fields=["register", "district_code", "sort_name", "id"], condition=IN_THE_MAP, name="place_by_district"
            ),
            models.Index(
                fields=["register", "cell", "latitude", "longitude", *ASKED_BY_THE_POLICY, "gone_at", "id"],
                condition=IN_THE_MAP,
                name="place_by_cell",
            ),
            models.Index(fields=["register", "sort_name", "id"], condition=~IN_THE_MAP, name="place_gone"),
        ]

    def __str__(self) -> str:
        return place_title(self)

    def get_absolute_url(self) -> str:
        return reverse("places:place", args=[self.id])

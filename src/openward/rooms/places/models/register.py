"""A city's register and its districts. Shapes are GeoJSON coordinates, as in `methods.register`."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected, Visibility
from openward.foundation.visibility.protected_files import protected_storage
from openward.rooms.places.models.extract import Extract


class Register(Protected):
    visibility = Visibility(assignable=True, search_path="city_name")

    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER)
    city_name = models.CharField(_("city"), max_length=200)
    is_invented = models.BooleanField(_("invented"), default=False)
    extract = models.ForeignKey(
        Extract, on_delete=models.PROTECT, related_name="registers", verbose_name=_("map extract")
    )
    city = models.JSONField(help_text=_("names, basis, source id and shape of the city"))
    bounds = models.JSONField(default=list, help_text=_("west, south, east, north of the city's outline"))
    extract_facts = models.JSONField()
    facilities = models.JSONField(default=list)
    backdrop = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    typology_version = models.CharField(max_length=40)
    tiles = models.FileField(storage=protected_storage, upload_to="tiles", max_length=200, blank=True)
    imported_at = models.DateTimeField(_("read on"))
    screened_at = models.DateTimeField(_("worked out on"), null=True)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("registers")
        ordering = ["city_name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "city_name"], name="register_once_a_city")]

    def __str__(self) -> str:
        return self.city_name

    def get_absolute_url(self) -> str:
        return reverse("places:register", args=[self.id])


class District(Protected):
    visibility = Visibility(assignment_paths=("id", "register_id"), parent="register", shares_with="register")

    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER)
    register = models.ForeignKey(Register, on_delete=models.CASCADE, related_name="districts")
    position = models.PositiveIntegerField(help_text=_("order in which the reader gave it"))
    code = models.CharField(max_length=40, help_text=_("id in the map, or the H3 index"))
    name = models.CharField(_("name"), max_length=200)
    names = models.JSONField(default=dict)
    basis = models.CharField(max_length=20)
    admin_level = models.PositiveSmallIntegerField(null=True)
    shape = models.JSONField()
    area_m2 = models.FloatField(_("area"))

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        ordering = ["name", "code"]
        constraints = [models.UniqueConstraint(fields=["register", "code"], name="district_once_in_a_register")]

    def __str__(self) -> str:
        return self.name

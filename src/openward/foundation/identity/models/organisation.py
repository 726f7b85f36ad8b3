"""Cities, national authorities, UN bodies and all others that own records or read them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key


class OrganisationKind(models.TextChoices):
    CITY = "city", _("City or local government")
    NATIONAL_AUTHORITY = "national-authority", _("National authority")
    UN_BODY = "un-body", _("UN or multilateral body")
    SECRETARIAT = "secretariat", _("Network secretariat")
    SITE_OPERATOR = "site-operator", _("Site operator")
    POLICE_AND_EMERGENCY = "police-and-emergency", _("Police or emergency service")
    CIVIL_SOCIETY = "civil-society", _("Civil society organisation")


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two-letter code of ISO 3166-1."))
    place_name = models.CharField(_("city"), max_length=200, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    contact = models.EmailField(
        _("contact address"), blank=True, help_text=_("An address of the office, never of one person.")
    )
    is_invented = models.BooleanField(
        _("invented"),
        default=False,
        help_text=_("An exercise organisation: every page and print of its records says so."),
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["name", "country"], name="organisation_once_in_a_country"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="organisation_position_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

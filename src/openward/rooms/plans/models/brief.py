"""A brief that was asked for, and its documents."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Person
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected, Visibility
from openward.foundation.visibility.protected_files import protected_storage
from openward.rooms.places.models import Register
from openward.wording import words


def file_path(file: BriefFile, name: str) -> str:
    return f"briefs/{file.brief_id}/{file.name}"


class Brief(Protected):
    visibility = Visibility(
        assignment_paths=("id", "register_id"), raised_with="register", assignable=True, search_path="city_name",
        is_document=True,
    )  # fmt: skip

    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="briefs", verbose_name=_("register"))
    city_name = models.CharField(_("city"), max_length=200)
    is_invented = models.BooleanField(_("invented"), default=False)
    budget = models.DecimalField(_("budget"), max_digits=15, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    price_year = models.PositiveSmallIntegerField(_("price year"))
    language = models.CharField(_("language"), max_length=10)
    on = models.DateField(_("as of"))
    content = models.JSONField(_("content"), null=True, help_text=_("brief.json; empty until it is made"))
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
        ordering = ["-created_at", "-id"]
        constraints = [models.CheckConstraint(condition=models.Q(budget__gt=0), name="brief_has_a_budget")]

    def __str__(self) -> str:
        money = words(get_language() or "en").money(float(self.budget), self.currency)
        return f"{self.city_name}, {money}"

    def get_absolute_url(self) -> str:
        return reverse("plans:brief", args=[self.id])


class BriefContents(models.Model):
    """What a brief was made of: keys of places, districts and screenings, 16 bytes each, one after the other."""

    brief = models.OneToOneField(Brief, primary_key=True, on_delete=models.CASCADE, related_name="+")
    records = models.BinaryField()

    class Meta:
        verbose_name = _("contents of a brief")
        verbose_name_plural = _("contents of briefs")

    def __str__(self) -> str:
        return str(self.brief_id)


class BriefFile(Protected):
    visibility = Visibility(assignment_paths=("id", "brief_id", "register_id"), parent="brief", shares_with="brief")

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="files")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("file name"), max_length=80)
    file = models.FileField(storage=protected_storage, upload_to=file_path, max_length=200)
    bytes = models.BigIntegerField(_("size"))
    places = models.PositiveIntegerField(_("places named in it"), null=True)
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("document of a brief")
        verbose_name_plural = _("documents of a brief")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brief", "name"], name="brief_file_once")]

    def __str__(self) -> str:
        return self.name

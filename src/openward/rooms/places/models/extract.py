"""A map file as it was uploaded, behind the policy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Person
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.protected_files import protected_storage


def extract_path(extract: Extract, name: str) -> str:
    """Named by our key, never by the uploader's name for it."""
    suffixes = [suffix for suffix in (".osm.pbf", ".osm.gz", ".osm.bz2", ".osm") if name.casefold().endswith(suffix)]
    return f"extracts/{extract.id}{suffixes[0] if suffixes else ''}"


class Extract(Protected):
    label = models.CharField(_("label"), max_length=20, choices=Label, default=Label.AMBER)
    file = models.FileField(_("map extract"), storage=protected_storage, upload_to=extract_path, max_length=200)
    name = models.CharField(_("file name"), max_length=255)
    bytes = models.BigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("map extract")
        verbose_name_plural = _("map extracts")
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

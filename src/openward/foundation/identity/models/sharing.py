"""Sharing groups: what "client" (TLP:AMBER) and "community" (TLP:GREEN) mean for the records of one organisation."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.keys import new_key
from openward.foundation.identity.models.organisation import Organisation


class SharingGroup(models.Model):
    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sharing_groups")
    name = models.CharField(_("name"), max_length=200)
    clients = models.ManyToManyField(
        Organisation, verbose_name=_("clients"), related_name="client_of", blank=True,
        help_text=_("Organisations that read what is labelled TLP:AMBER in this group."),
    )  # fmt: skip
    community = models.ManyToManyField(
        Organisation, verbose_name=_("community"), related_name="community_of", blank=True,
        help_text=_("Organisations whose members read what is labelled TLP:GREEN in this group."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("sharing group")
        verbose_name_plural = _("sharing groups")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="sharing_group_named_once")]

    def __str__(self) -> str:
        return self.name

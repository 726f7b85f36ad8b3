"""The documents of a brief in the reader's words: what each is, for whom, and of what type."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from openward.foundation.visibility.policy import effective_label
from openward.rooms.plans.models import BriefFile

FOR_ALL_WHO_DECIDE = _("For the mayor and all who decide: kinds and districts, no named place.")
FOR_VISITS = _("Only for those who make the visits: it names places, with the reasons.")
FOR_WORK = _("For those who work with the places: it names them, with what the map says and nothing else.")

# In the order in which people want them.
TOLD = {
    "brief.pdf": (_("The brief, to print and hand out"), FOR_ALL_WHO_DECIDE, _("PDF")),
    "brief.html": (_("The brief, to read on a screen"), FOR_ALL_WHO_DECIDE, _("Web page (HTML)")),
    "annex.pdf": (_("The list of visits, to print"), FOR_VISITS, _("PDF")),
    "register.xlsx": (_("The places as a table"), FOR_WORK, _("Spreadsheet (XLSX)")),
    "register.geojson": (_("The places for a map of your own"), FOR_WORK, _("Map points (GeoJSON)")),
    "brief.json": (_("The brief as data for other programs"), FOR_ALL_WHO_DECIDE, _("Data (JSON)")),
    "annex.json": (_("The list of visits as data for other programs"), FOR_VISITS, _("Data (JSON)")),
}


@dataclass(frozen=True)
class DocumentShown:
    """`label` is the strictest of the document and of what it is part of."""

    file: BriefFile
    title: Any
    for_whom: Any
    type: Any
    label: str


def documents_shown(files: Iterable[BriefFile]) -> list[DocumentShown]:
    order = list(TOLD)
    red_wholes: dict[Any, Any] = {}
    return [
        DocumentShown(file, *TOLD[file.name], label=effective_label(file, red_wholes))
        for file in sorted(files, key=lambda file: order.index(file.name))
    ]

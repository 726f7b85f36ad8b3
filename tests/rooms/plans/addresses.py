"""The addresses of briefs and their documents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from openward.foundation.visibility.policy import Verb
from openward.rooms.plans.models import Brief, BriefFile
from tests.rooms.places.addresses import make_register, shared
from tests.security.declarations import Scene, kind, record, signed_in


def register_of_briefs(scene: Scene) -> Any:
    """One that nobody of the cast is assigned to: a brief opens by its own label. (TLP:RED would shut its briefs.)"""
    key = ("register of briefs", "")
    if key not in scene.records:
        scene.records[key] = make_register(scene, "TLP:AMBER+STRICT", False, "Hidden register")
    return scene.records[key]


def make_brief(scene: Scene, label: str, closed: bool, marker: str) -> Brief:
    return Brief.objects.create(
        **shared(scene, label, closed),
        register=register_of_briefs(scene),
        city_name=marker,
        budget=Decimal(1000),
        currency="EUR",
        price_year=2026,
        language="en",
        on=date(2026, 1, 1),
        made_by=scene.cast.people["coordinator"],
    )


def make_document(scene: Scene, label: str, closed: bool, marker: str, name: str = "brief.html") -> BriefFile:
    """The document of a brief that everyone sees."""
    file = BriefFile(
        **shared(scene, label, closed),
        brief=make_brief(scene, "TLP:CLEAR", False, "Open brief"),
        register=register_of_briefs(scene),
        name=name,
        bytes=1,
        sha256="0" * 64,
    )
    file.file.save(name, ContentFile(marker.encode()), save=False)
    file.save()
    return file


def make_annex(scene: Scene, label: str, closed: bool, marker: str) -> BriefFile:
    """A document that names places."""
    return make_document(scene, label, closed, marker, "annex.json")


def of_document(found: BriefFile) -> dict[str, Any]:
    return {"key": found.brief_id, "name": found.name}


RECORDS = [
    kind("brief", make_brief, has_operator=False),
    kind("document", make_document, has_operator=False),
    kind("annex", make_annex, has_operator=False),
]

ADDRESSES = [
    signed_in("plans:briefs"),
    signed_in("plans:ask"),
    record("plans:brief", "brief", shows=True),
    record("plans:frontier", "brief", status={404}),
    record("plans:download", "document", shows=True, record_arguments=of_document),
    record("plans:download", "annex", verb=Verb.EXPORT, shows=True, record_arguments=of_document),
]  # fmt: skip

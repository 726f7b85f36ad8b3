"""The register's map facts as files: what this person may see of it, through the command line's own writers.

What is TLP:RED is for named people alone and leaves in no file. A file says its label, the strictest of what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openward.brief.as_geojson import register_geojson
from openward.brief.documents import register_sheet
from openward.brief.model import Edition
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label, strictest
from openward.methods.register import Register as RegisterFacts
from openward.methods.typology import load_typology
from openward.rooms.places.compute import register_of
from openward.rooms.places.models import District, Place, Register


@dataclass(frozen=True)
class RegisterFile:
    """`places` in it, under the strictest `label` of what it holds."""

    data: bytes
    content_type: str
    places: int
    label: Label


def register_file(actor: Actor, register: Register, name: str, edition: Edition) -> RegisterFile:
    """`name` is one of REGISTER_FILES."""
    write, content_type = REGISTER_FILES[name]
    places = list(
        Place.objects.visible_to(actor).filter(register=register, gone_at__isnull=True).exclude(label=Label.RED)
    )
    districts = list(District.objects.visible_to(actor).filter(register=register).exclude(label=Label.RED))
    label = strictest(row.label for row in (register, *districts, *places))
    return RegisterFile(
        write(register_of(register, districts, places), edition, label), content_type, len(places), label
    )


def geojson(facts: RegisterFacts, edition: Edition, label: str) -> bytes:
    return "".join(register_geojson(facts, load_typology(), label)).encode()


REGISTER_FILES: Mapping[str, tuple[Callable[[RegisterFacts, Edition, str], bytes], str]] = {
    "register.geojson": (geojson, "application/geo+json"),
    "register.xlsx": (register_sheet, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

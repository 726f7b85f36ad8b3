"""The register's map facts as files: what this person may see of it, through the command line's own writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from openward.brief.as_geojson import register_geojson
from openward.brief.as_xlsx import register_xlsx
from openward.foundation.visibility.actor import Actor
from openward.methods.register import Register as RegisterFacts
from openward.methods.typology import load_typology
from openward.rooms.places.compute import register_of
from openward.rooms.places.models import District, Place, Register
from openward.wording import words


def _facts(actor: Actor, register: Register) -> RegisterFacts:
    places = Place.objects.visible_to(actor).filter(register=register, gone_at__isnull=True)
    return register_of(register, list(District.objects.visible_to(actor).filter(register=register)), list(places))


def geojson(actor: Actor, register: Register) -> tuple[bytes, str]:
    return "".join(register_geojson(_facts(actor, register), load_typology())).encode(), "application/geo+json"


def xlsx(actor: Actor, register: Register) -> tuple[bytes, str]:
    reader = words(get_language() or "en")
    data = register_xlsx(_facts(actor, register), load_typology(), reader, timezone.now())
    return data, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


REGISTER_FILES: Mapping[str, Callable[[Actor, Register], tuple[bytes, Any]]] = {
    "register.geojson": geojson,
    "register.xlsx": xlsx,
}

"""Change what you say of yourself: your name, your language, your time zone."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.conf import settings
from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Person
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.refusal import Refused
from openward.methods.errors import OpenwardError


def change_profile(actor: Actor, name: str, language: str, time_zone: str) -> Person:
    """`language` and `time_zone` empty follow the browser and the installation. Raises Refused; name-missing;
    language-unknown; time-zone-unknown."""
    if not actor.is_signed_in:
        raise Refused("not-signed-in")
    name = " ".join(name.split())
    if not name:
        raise OpenwardError("name-missing")
    if language and language not in dict(settings.LANGUAGES):
        raise OpenwardError(
            "language-unknown", language=language, languages=[code for code, _name in settings.LANGUAGES]
        )
    if time_zone and time_zone not in available_timezones():
        raise OpenwardError("time-zone-unknown", time_zone=time_zone)
    person = Person.objects.get(pk=actor.person)
    with transaction.atomic(), log.change(person):
        person.name, person.language, person.time_zone = name, language, time_zone
        person.save(update_fields=["name", "language", "time_zone"])
    return person

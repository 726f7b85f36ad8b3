"""Correct what an organisation says of itself: name, city, contact. By its administrators; its kind never changes,
because the policy reads it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from openward.foundation.history import log
from openward.foundation.identity.city_names import City
from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_manage_people
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def change_organisation(actor: Actor, organisation: Organisation, name: str, city: City | None, contact: str) -> None:
    """`city` None leaves the city as it is. Raises Refused; name-missing; organisation-exists."""
    require(may_manage_people(actor, organisation.id))
    name = " ".join(name.split())
    if not name:
        raise OpenwardError("name-missing")
    try:
        with transaction.atomic(), log.change(organisation):
            organisation.name = name
            organisation.contact = contact
            if city is not None:
                organisation.place_name = city.name
                organisation.latitude, organisation.longitude = city.latitude, city.longitude
            organisation.save()
    except IntegrityError as error:
        raise OpenwardError("organisation-exists", name=name, country=organisation.country) from error

"""Found an organisation. Its first administrator is invited next; the founder gets no part in it."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from openward.foundation.history import log
from openward.foundation.identity.city_names import City
from openward.foundation.identity.models import Organisation, OrganisationKind
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_found
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def create_organisation(
    actor: Actor,
    name: str,
    kind: str,
    country: str,
    city: City | None = None,
    contact: str = "",
    is_invented: bool = False,
) -> Organisation:
    """By who runs the installation, or the secretariat. Raises Refused; organisation-exists; name-missing."""
    require(may_found(actor))
    name = " ".join(name.split())
    if not name:
        raise OpenwardError("name-missing")
    try:
        with transaction.atomic():
            organisation = Organisation.objects.create(
                name=name,
                kind=OrganisationKind(kind),
                country=country.upper(),
                place_name=city.name if city else "",
                latitude=city.latitude if city else None,
                longitude=city.longitude if city else None,
                contact=contact,
                is_invented=is_invented,
            )
            log.created(organisation)
    except IntegrityError as error:
        raise OpenwardError("organisation-exists", name=name, country=country.upper()) from error
    return organisation

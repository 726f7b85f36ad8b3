"""Who is in charge of an organisation: coordinators and administrators. They watch over each other."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from openward.foundation.identity.models import Membership, Person, Role
from openward.foundation.notices.actions.notify import notify

IN_CHARGE = (Role.COORDINATOR, Role.ADMINISTRATOR)


def in_charge_of(organisation: UUID) -> QuerySet[Person]:
    """People who are in charge now and can sign in."""
    theirs = Membership.objects.current().filter(organisation=organisation, role__in=IN_CHARGE)
    return Person.objects.filter(is_active=True, memberships__in=theirs).distinct()


def tell_of_role(membership: Membership, by: UUID | None) -> None:
    """Tell the others in charge that there is one more, and who let them in. `by` knows, and is not told."""
    if membership.role not in IN_CHARGE:
        return
    parameters = {
        "person": str(membership.person_id),
        "organisation": str(membership.organisation_id),
        "role": str(membership.role),
        "by": str(by),
    }
    told = in_charge_of(membership.organisation_id).exclude(pk__in=[membership.person_id, by])
    notify(told, "new-in-charge", parameters=parameters)

"""Who is in charge of an organisation: coordinators and administrators. They watch over each other."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from openward.foundation.history.models import RecordChange
from openward.foundation.history.sealed import unseal
from openward.foundation.identity.models import Membership, Person, Role
from openward.foundation.notices.actions.notify import notify

IN_CHARGE = (Role.COORDINATOR, Role.ADMINISTRATOR)
LATELY = timedelta(days=30)


def in_charge_of(organisation: UUID, roles: Collection[Role] = IN_CHARGE) -> QuerySet[Person]:
    """People who are in charge now, in one of these roles, and can sign in."""
    theirs = Membership.objects.current().filter(organisation=organisation, role__in=roles)
    return Person.objects.filter(is_active=True, memberships__in=theirs).distinct()


def coordinators_of(organisation: UUID) -> QuerySet[Person]:
    return in_charge_of(organisation, (Role.COORDINATOR,)).order_by("id")


def lately_in_charge(organisation: UUID, at: datetime) -> QuerySet[Person]:
    """Those in charge now, and those who were within 30 days before that moment or since: whose membership ended, or
    who were given another role. So nobody makes themselves unwatched by sending the others away first."""
    since = at - LATELY
    lately = Q(ends_at__isnull=True) | Q(ends_at__gt=since)
    belonged = Membership.objects.filter(lately, organisation=organisation, starts_at__lte=timezone.now())
    formerly = [
        row.record
        for row in RecordChange.objects.filter(
            event__chain=organisation, event__verb="changed-role", event__at__gt=since
        ).order_by("id")
        if (pair := unseal(row.values).get("role")) and pair.before in IN_CHARGE
    ]
    theirs = belonged.filter(Q(role__in=IN_CHARGE) | Q(pk__in=formerly))
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

"""When many records leave at once, the owner's coordinators are told."""

from __future__ import annotations

from openward.foundation.history.models import Event
from openward.foundation.identity.models import Membership, Person, Role
from openward.foundation.notices.actions import notify

# From this many records on an export is "many". A page of a register (50 places) stays below.
MANY = 51


def coordinators_of(organisation: object) -> list[Person]:
    """People who are coordinators of the organisation now."""
    found = Membership.objects.current().filter(
        organisation=organisation, role=Role.COORDINATOR, person__is_active=True
    )
    return [membership.person for membership in found.select_related("person").order_by("person_id")]


def tell_coordinators(event: Event) -> None:
    """Raise the notice for an export of many, within its transaction."""
    if event.count >= MANY:
        parameters = {
            "count": event.count,
            "how": event.verb,
            "kind": event.record_kind,
            "organisation": str(event.chain),
        }
        notify(coordinators_of(event.chain), f"bulk-{event.verb}", parameters=parameters)

"""When many records leave at once, the owner's coordinators are told."""

from __future__ import annotations

from openward.foundation.history.models import Event
from openward.foundation.identity.in_charge import coordinators_of
from openward.foundation.notices.actions import notify

# From this many records on an export is "many". A page of a register (50 places) stays below.
MANY = 51


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

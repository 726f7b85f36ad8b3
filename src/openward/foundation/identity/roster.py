"""What must stay true of an organisation's people as a whole: somebody looks after them."""

from __future__ import annotations

from openward.foundation.identity.models import Membership, Role
from openward.foundation.visibility.powers import administrators
from openward.methods.errors import OpenwardError


def require_another_administrator(leaving: Membership) -> None:
    """Raises last-administrator when this membership is the last that manages the organisation's people."""
    if leaving.role != Role.ADMINISTRATOR:
        return
    # Locked, so that two administrators who leave at once don't each count on the other.
    others = administrators(leaving.organisation_id).exclude(pk=leaving.pk).select_for_update(of=("self",))
    if not list(others):
        raise OpenwardError("last-administrator")

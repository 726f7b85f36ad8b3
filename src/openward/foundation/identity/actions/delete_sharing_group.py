"""Delete a sharing group that no record uses."""

from __future__ import annotations

from django.db import transaction
from django.db.models import ProtectedError

from openward.foundation.history import log
from openward.foundation.identity.models import SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def delete_sharing_group(actor: Actor, group: SharingGroup) -> None:
    """By the owner's coordinator. Raises Refused; sharing-group-in-use."""
    require(may_coordinate(actor, group.owner_id))
    try:
        with transaction.atomic():
            log.deleted(group)
            group.delete()
    except ProtectedError as error:
        raise OpenwardError("sharing-group-in-use", name=group.name) from error

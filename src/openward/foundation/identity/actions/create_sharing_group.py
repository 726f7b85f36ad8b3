"""Make a sharing group: the organisations that an owner shares with, as clients and as community."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Organisation, SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def create_sharing_group(
    actor: Actor,
    owner: Organisation,
    name: str,
    clients: Iterable[Organisation] = (),
    community: Iterable[Organisation] = (),
) -> SharingGroup:
    """By the owner's coordinator. Raises Refused; name-missing; sharing-group-exists."""
    require(may_coordinate(actor, owner.id))
    name = " ".join(name.split())
    if not name:
        raise OpenwardError("name-missing")
    try:
        with transaction.atomic():
            group = SharingGroup.objects.create(owner=owner, name=name)
            group.clients.set(clients)
            group.community.set(community)
            log.created(group)
    except IntegrityError as error:
        raise OpenwardError("sharing-group-exists", name=name) from error
    return group

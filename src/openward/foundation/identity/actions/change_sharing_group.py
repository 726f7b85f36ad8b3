"""Change whom a sharing group names. It works from the next click of anybody on: on records of the past as well."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from openward.foundation.history import log
from openward.foundation.identity.models import Organisation, SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def change_sharing_group(
    actor: Actor,
    group: SharingGroup,
    name: str,
    clients: Iterable[Organisation],
    community: Iterable[Organisation],
    reason: str = "",
) -> None:
    """By the owner's coordinator; who is let in needs a reason. Raises Refused; name-missing; reason-missing;
    sharing-group-exists."""
    require(may_coordinate(actor, group.owner_id))
    name = " ".join(name.split())
    if not name:
        raise OpenwardError("name-missing")
    clients, community = list(clients), list(community)
    widens = {o.pk for o in clients} - set(group.clients.values_list("pk", flat=True))
    widens |= {o.pk for o in community} - set(group.community.values_list("pk", flat=True))
    if widens and not reason.strip():
        raise OpenwardError("reason-missing")
    try:
        with transaction.atomic(), log.change(group, reason=reason):
            group.name = name
            group.save(update_fields=["name"])
            group.clients.set(clients)
            group.community.set(community)
    except IntegrityError as error:
        raise OpenwardError("sharing-group-exists", name=name) from error

"""Share a record through a sharing group of its owner, or take it out; open it to police or close it.

Who is in the group then reads it as its label says, and so its parts (`Visibility.shares_with`: the documents of a
brief, the places of a register), each as its own label says. Widening needs a coordinator and a reason.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import Refused, require
from openward.methods.errors import OpenwardError


def share(actor: Actor, record: Any, group: SharingGroup | None, reason: str = "") -> None:
    """`group` None takes the record out of its group. Raises Refused (also for another owner's); reason-missing."""
    require(may(actor, Verb.LABEL, record))
    if group is not None:
        if group.owner_id != record.owner_id:
            raise Refused("other-organisation")
        if not reason.strip():
            raise OpenwardError("reason-missing")
    with transaction.atomic(), log.change(record, "shared" if group else "unshared", reason):
        former, record.sharing_group = record.sharing_group_id, group
        record.save(update_fields=["sharing_group"])
        for parts in parts_of(record):
            parts.filter(sharing_group=former).update(sharing_group=group)


def parts_of(record: Any) -> list[Any]:
    """What is shared with it, a queryset a kind. A part that was given another group of its own keeps that."""
    kinds = sorted(
        (
            model
            for model in apps.get_models()
            if issubclass(model, Protected)
            and (path := model.visibility.shares_with)
            and issubclass(type(record), model._meta.get_field(path).related_model)
        ),
        key=kind_of,
    )
    return [
        model.objects.for_system("parts are shared with what they belong to").filter(
            **{model.visibility.shares_with: record.pk}
        )
        for model in kinds
    ]


def close_to_police(actor: Actor, record: Any, closed: bool, reason: str = "") -> None:
    """Closing is free for those who may change the record; opening is the coordinator's, with a reason."""
    require(may(actor, Verb.CHANGE if closed else Verb.LABEL, record))
    if not closed and not reason.strip():
        raise OpenwardError("reason-missing")
    with transaction.atomic(), log.change(record, "closed-to-police" if closed else "opened-to-police", reason):
        record.closed_to_police = closed
        record.save(update_fields=["closed_to_police"])

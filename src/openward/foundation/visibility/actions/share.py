"""Share a record through a sharing group of its owner, or take it out; open it to police or close it.

Who is in the group then reads it as its label says, and so its parts (`Visibility.shares_with`: the documents of a
brief, the places of a register), each as its own label says. Widening needs a coordinator and a reason.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.models import SharingGroup
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.parts import close_parts, parts_of
from openward.foundation.visibility.policy import Verb, may
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
        for parts in parts_of(record, "shares_with"):
            parts.filter(sharing_group=former).update(sharing_group=group)


def close_to_police(actor: Actor, record: Any, closed: bool, reason: str = "") -> None:
    """Closing is free for those who may change the record; opening is the coordinator's, with a reason."""
    require(may(actor, Verb.CHANGE if closed else Verb.LABEL, record))
    if not closed and not reason.strip():
        raise OpenwardError("reason-missing")
    notes: dict[str, Any] = {}
    verb = "closed-to-police" if closed else "opened-to-police"
    with transaction.atomic(), log.change(record, verb, reason, notes):
        record.closed_to_police = closed
        record.save(update_fields=["closed_to_police"])
        if closed:
            notes.update(close_parts(record))

"""Who may see what of the history. An event is under the stricter of two labels: the one it was made under, and the one
its record has now; so lowering a record's label opens none of its past.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from openward.foundation.history.owners import label_of_fields
from openward.foundation.identity.models import Person, Role
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import strictest
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import Verdict, may_read

PEOPLE_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


def may_read_history(actor: Actor, record: Any, owner: UUID) -> Verdict:
    """Of a record of a room: who may read it. Of memberships, groups and organisations: coordinators and administrators
    of people of the organisation. Of a person: themselves."""
    if isinstance(record, Protected):
        return may_read(actor, record)
    if isinstance(record, Person) and record.pk == actor.person:
        return Verdict(True, "role")
    if owner not in actor.organisations:
        return Verdict(False, "other-organisation")
    return Verdict(True, "role") if actor.has_role(owner, PEOPLE_ROLES) else Verdict(False, "role-missing")


def may_read_values(actor: Actor, record: Any, label: str, owner: UUID, fields: Iterable[str] = ()) -> bool:
    """Whether the actor may see what an event under `label` says of these fields of the record."""
    if not isinstance(record, Protected) or not label:
        return bool(may_read_history(actor, record, owner))
    then = copy.copy(record)
    then.label = strictest((record.label, label, label_of_fields(record, fields)))
    return bool(may_read(actor, then))


def sees_names(actor: Actor, owner: UUID) -> bool:
    """Names of people are for the owner's own members, and for a staff session that its owner sees; others see
    organisations."""
    return owner in actor.organisations or actor.staff_organisation == owner


def may_see_who_looked(actor: Actor, organisation: UUID) -> Verdict:
    if organisation not in actor.organisations:
        return Verdict(False, "other-organisation")
    return Verdict(True, "role") if actor.has_role(organisation, {Role.COORDINATOR}) else Verdict(False, "role-missing")

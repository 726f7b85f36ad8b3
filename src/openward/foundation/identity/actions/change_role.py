"""Give a member another role. It works from their next click on."""

from __future__ import annotations

from django.db import transaction

from openward.foundation.history import log
from openward.foundation.identity.in_charge import tell_of_role
from openward.foundation.identity.models import Membership, Role
from openward.foundation.identity.roster import require_another_administrator
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_manage_people
from openward.foundation.visibility.refusal import Refused, require
from openward.methods.errors import OpenwardError


def change_role(actor: Actor, membership: Membership, role: str) -> None:
    """Raises Refused (also for one's own role); membership-ended; already-member; last-administrator."""
    require(may_manage_people(actor, membership.organisation_id))
    role = Role(role)
    with transaction.atomic():
        membership = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
        if membership.person_id == actor.person:
            raise Refused("own-role")
        if not membership.is_current():
            raise OpenwardError("membership-ended")
        if membership.role == role:
            return
        if Membership.objects.filter(
            person=membership.person_id, organisation=membership.organisation_id, role=role, ends_at=None
        ).exists():
            raise OpenwardError("already-member", email=membership.person.email)
        require_another_administrator(membership)
        with log.change(membership, "changed-role"):
            membership.role = role
            membership.save(update_fields=["role"])
        notify(
            [membership.person], "role-changed",
            parameters={"organisation": str(membership.organisation_id), "role": str(role)},
        )  # fmt: skip
        tell_of_role(membership, actor.person)

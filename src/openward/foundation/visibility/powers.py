"""What a role allows on an organisation itself: its people, what they are assigned to, with whom it shares. There is no
record to ask about here; records are the matter of `policy.py`.

Administrators manage people and read no record by that. Coordinators assign and share. Who runs this installation, or
the network's secretariat, founds organisations and invites their first administrator, and nothing more.
"""

from __future__ import annotations

from uuid import UUID

from openward.foundation.identity.models import Membership, OrganisationKind, Role
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verdict


def _by_role(actor: Actor, organisation: UUID, role: Role) -> Verdict:
    if not actor.is_signed_in:
        return Verdict(False, "not-signed-in")
    if organisation not in actor.organisations:
        return Verdict(False, "other-organisation")
    if not actor.has_role(organisation, {role}):
        return Verdict(False, "role-missing")
    return Verdict(True, "role")


def may_see_people(actor: Actor, organisation: UUID) -> Verdict:
    """Names and addresses of people are for their own organisation."""
    if not actor.is_signed_in:
        return Verdict(False, "not-signed-in")
    return Verdict(True, "role") if organisation in actor.organisations else Verdict(False, "other-organisation")


def may_manage_people(actor: Actor, organisation: UUID) -> Verdict:
    return _by_role(actor, organisation, Role.ADMINISTRATOR)


def may_coordinate(actor: Actor, organisation: UUID) -> Verdict:
    """Assign members to records, make sharing groups, end a staff session."""
    return _by_role(actor, organisation, Role.COORDINATOR)


def may_found(actor: Actor) -> Verdict:
    """Make a new organisation."""
    if not actor.is_signed_in:
        return Verdict(False, "not-signed-in")
    if actor.is_staff:
        return Verdict(True, "installation-staff")
    of_secretariat = any(
        membership.kind == OrganisationKind.SECRETARIAT and membership.role in {Role.COORDINATOR, Role.ADMINISTRATOR}
        for membership in actor.memberships
    )
    return Verdict(True, "role") if of_secretariat else Verdict(False, "role-missing")


def may_invite(actor: Actor, organisation: UUID, role: str) -> Verdict:
    """Administrators invite into their own organisation. Who may found one invites the administrator of one that has
    none, so that nobody outside can add people to an organisation that looks after itself."""
    managing = may_manage_people(actor, organisation)
    if managing or role != Role.ADMINISTRATOR or not may_found(actor):
        return managing
    if administrators(organisation).exists():
        return Verdict(False, "has-administrators")
    return Verdict(True, "role")


def administrators(organisation: UUID):  # type: ignore[no-untyped-def]
    """Current memberships of people who can sign in and manage the organisation's people."""
    return Membership.objects.current().filter(
        organisation=organisation, role=Role.ADMINISTRATOR, person__is_active=True
    )


def may_enter(actor: Actor) -> Verdict:
    """Begin a staff session."""
    if not actor.is_signed_in:
        return Verdict(False, "not-signed-in")
    return Verdict(True, "installation-staff") if actor.is_staff else Verdict(False, "not-staff")

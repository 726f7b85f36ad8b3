"""The indicators of an organisation, for those who decide what it tells others."""

from __future__ import annotations

from dataclasses import dataclass

from openward.foundation.identity.models import Organisation, Role
from openward.foundation.indicators.registry import declared
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verdict
from openward.foundation.visibility.refusal import require


@dataclass(frozen=True)
class Value:
    slug: str
    label: str
    description: str
    value: int


def may_see_indicators(actor: Actor, organisation: Organisation) -> Verdict:
    """Counts are the organisation's own until its coordinator gives them away."""
    if organisation.id not in actor.organisations:
        return Verdict(False, "other-organisation")
    return (
        Verdict(True, "role") if actor.has_role(organisation.id, {Role.COORDINATOR}) else Verdict(False, "role-missing")
    )


def values_of(actor: Actor, organisation: Organisation) -> list[Value]:
    """Every indicator with its value now, in order of slug. Raises Refused unless the actor is its coordinator."""
    require(may_see_indicators(actor, organisation))
    return [
        Value(item.slug, str(item.label), str(item.description), counted(item.slug, organisation))
        for item in declared()
    ]


def counted(slug: str, organisation: Organisation) -> int:
    """One indicator, for a submission that a coordinator signs. Raises LookupError; ValueError for what is no count."""
    found = next((item for item in declared() if item.slug == slug), None)
    if found is None:
        raise LookupError(f"no indicator: {slug}")
    value = found.function(organisation)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"indicator {slug} is no count: {value!r}")
    return value

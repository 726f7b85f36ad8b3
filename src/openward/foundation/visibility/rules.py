"""The table of who may see what, once. A rule is stated twice side by side, for many rows (a condition of SQL) and
for one record (a predicate); a property test holds that the two agree for every actor, record, label and assignment.

| label            | opened by                                                                          |
| ---------------- | ---------------------------------------------------------------------------------- |
| TLP:RED          | being named on the record, as a member still of the organisation named with        |
| TLP:AMBER+STRICT | an assignment in the owning organisation; operating the site; a staff session      |
| TLP:AMBER        | those, and being of a client organisation of the sharing group                     |
| TLP:GREEN        | those, and membership in the owning organisation or the sharing group's community  |
| TLP:CLEAR        | nothing                                                                            |

Police and emergency services are kept out of records that are closed to them, whatever else opens these.
UN bodies and secretariats are no clients and no community of rows, only of submissions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label

if TYPE_CHECKING:
    from openward.foundation.visibility.models import Visibility

NOTHING = Q(pk__in=[])

# Attributes that all rows asked for have in common, by their path from the model that is asked ("place__register_id").
# What a rule asks of them is decided once, here, and not by the database for each row.
Shared = Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """`rows` takes the prefix of the path to the record ("" or "place__"); `holds` takes the record itself."""

    slug: str
    labels: frozenset[Label]
    rows: Callable[[Actor, str, Visibility, Shared], Q]
    holds: Callable[[Actor, Any, Visibility], bool]

    def condition(self, actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
        return Q(**{f"{prefix}label__in": sorted(self.labels)}) & self.rows(actor, prefix, visibility, shared)

    def opens(self, actor: Actor, record: Any, visibility: Visibility) -> bool:
        return record.label in self.labels and self.holds(actor, record, visibility)


def _named_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    if not actor.memberships or (shared and not actor.named_records):
        return NOTHING
    return Q(**{f"{prefix}id__in": actor.named().values("record")})


def _named(actor: Actor, record: Any, visibility: Visibility) -> bool:
    return bool(actor.memberships) and actor.named().filter(record=record.id).exists()


def _assigned_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    if not actor.memberships:
        return NOTHING
    found = Q(pk__in=[])
    # One subquery an organisation, not one correlated with each row: the database runs it once.
    for organisation in sorted(actor.organisations):
        found |= Q(**{f"{prefix}owner": organisation}) & _assigned_targets(
            actor, organisation, prefix, visibility, shared
        )
    return found


def _assigned_targets(actor: Actor, organisation: UUID, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    """Rows that one of the actor's assignments within the organisation leads to."""
    paths = [f"{prefix}{path}" for path in visibility.assignment_paths]
    if any((organisation, shared[path]) in actor.assigned_records for path in paths if path in shared):
        return Q()
    mine = actor.assignments(organisation).values("record")
    targets = NOTHING
    for path in paths:
        if path not in shared:
            targets |= Q(**{f"{path}__in": mine})
    return targets


def _value(record: Any, path: str) -> Any:
    """What stands at a path such as "site__work_id"; None where a step is empty."""
    for step in path.split("__"):
        if record is None:
            return None
        record = getattr(record, step)
    return record


def _assigned(actor: Actor, record: Any, visibility: Visibility) -> bool:
    targets = {(record.owner_id, _value(record, path)) for path in visibility.assignment_paths}
    return not targets.isdisjoint(actor.assigned_records)


def _operator_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    if not visibility.operator_path or not actor.operator_organisations:
        return NOTHING
    return Q(**{f"{prefix}{visibility.operator_path}__in": sorted(actor.operator_organisations)})


def _operator(actor: Actor, record: Any, visibility: Visibility) -> bool:
    return visibility.operator_path is not None and (
        _value(record, visibility.operator_path) in actor.operator_organisations
    )


def _staff_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    return Q(**{f"{prefix}owner": actor.staff_organisation}) if actor.staff_organisation else NOTHING


def _staff(actor: Actor, record: Any, visibility: Visibility) -> bool:
    return actor.staff_organisation is not None and record.owner_id == actor.staff_organisation


def _group_rows(relation: str) -> Callable[[Actor, str, Visibility, Shared], Q]:
    def rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
        groups = actor.groups(relation, visibility.is_row)
        return Q(**{f"{prefix}sharing_group__in": sorted(groups)}) if groups else NOTHING

    return rows


def _group(relation: str) -> Callable[[Actor, Any, Visibility], bool]:
    def holds(actor: Actor, record: Any, visibility: Visibility) -> bool:
        return record.sharing_group_id is not None and record.sharing_group_id in actor.groups(
            relation, visibility.is_row
        )

    return holds


def _member_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    return Q(**{f"{prefix}owner__in": sorted(actor.organisations)}) if actor.organisations else NOTHING


def _member(actor: Actor, record: Any, visibility: Visibility) -> bool:
    return record.owner_id in actor.organisations


def _anyone_rows(actor: Actor, prefix: str, visibility: Visibility, shared: Shared) -> Q:
    return Q()


def _anyone(actor: Actor, record: Any, visibility: Visibility) -> bool:
    return True


BELOW_RED = frozenset({Label.AMBER_STRICT, Label.AMBER, Label.GREEN})

RULES = (
    Rule("public", frozenset({Label.CLEAR}), _anyone_rows, _anyone),
    Rule("named-on-record", frozenset({Label.RED}), _named_rows, _named),
    Rule("assigned-member", BELOW_RED, _assigned_rows, _assigned),
    Rule("site-operator", BELOW_RED, _operator_rows, _operator),
    Rule("client-organisation", frozenset({Label.AMBER, Label.GREEN}), _group_rows("clients"), _group("clients")),
    Rule("owning-organisation", frozenset({Label.GREEN}), _member_rows, _member),
    Rule("community", frozenset({Label.GREEN}), _group_rows("community"), _group("community")),
    Rule("staff-session", BELOW_RED, _staff_rows, _staff),
)


def closed_rows(actor: Actor, prefix: str, visibility: Visibility) -> Q:
    """Rows that stay shut for this actor whatever opens them."""
    if not actor.is_police:
        return NOTHING
    return Q(**{f"{prefix}closed_to_police": True}) & ~Q(**{f"{prefix}label": Label.CLEAR})


def is_closed(actor: Actor, record: Any) -> bool:
    return actor.is_police and record.closed_to_police and record.label != Label.CLEAR

"""Questions to the policy: which rows, may this person and why not, the record or a 404.

Reading is opened by the rules of `rules.py`. Every other verb needs reading first, and a role in the owning
organisation. A person who may not know of a record gets a 404, so that no address tells whether something exists.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404

from openward.foundation.identity.models import Role
from openward.foundation.visibility.actor import Actor, red_holdings, red_keys
from openward.foundation.visibility.labels import Label, stricter
from openward.foundation.visibility.models import Holding
from openward.foundation.visibility.rules import RULES, Shared, closed_rows, is_closed


class Verb(StrEnum):
    """What someone wants to do with a record."""

    READ = "read"
    CHANGE = "change"
    CREATE = "create"
    EXPORT = "export"
    ASSIGN = "assign"
    LABEL = "label"
    DELETE = "delete"


ROLES_FOR = {
    Verb.CHANGE: frozenset({Role.ASSESSOR, Role.PRACTITIONER, Role.COORDINATOR}),
    Verb.CREATE: frozenset({Role.PRACTITIONER, Role.COORDINATOR}),
    Verb.EXPORT: frozenset({Role.PRACTITIONER, Role.COORDINATOR}),
    Verb.ASSIGN: frozenset({Role.COORDINATOR}),
    Verb.LABEL: frozenset({Role.COORDINATOR}),
    Verb.DELETE: frozenset({Role.COORDINATOR}),
}


@dataclass(frozen=True)
class Verdict:
    """A decision and its reason: the slug of the rule that opened, or of what is missing (words: `reasons.py`)."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def visible_condition(model: Any, actor: Actor, prefix: str = "", shared: Shared | None = None) -> Q:
    """The rows of `model` that `actor` may read, as a condition for a filter. Of rows that have the `shared` attributes
    alone, where some are given."""
    visibility = model.visibility
    opened = Q(pk__in=[])
    for rule in RULES:
        opened |= rule.condition(actor, prefix, visibility, shared or {})
    condition = opened & ~closed_rows(actor, prefix, visibility)
    if visibility.raised_with:
        whole = model._meta.get_field(visibility.raised_with).related_model
        if shut := actor.shut_wholes(whole):
            condition &= ~Q(**{f"{prefix}{visibility.raised_with}__in": sorted(shut)})
    if visibility.is_document and (shut := actor.shut_documents()):
        condition &= ~Q(**{f"{prefix}id__in": sorted(shut)})
    if visibility.parent:
        above = model._meta.get_field(visibility.parent)
        allowed = visible_condition(above.related_model, actor, f"{prefix}{visibility.parent}__", shared)
        if above.null:
            allowed |= Q(**{f"{prefix}{visibility.parent}__isnull": True})
        condition &= allowed
    return condition


def may_read(actor: Actor, record: Any) -> Verdict:
    """Whether the actor may read this record, and by which rule or why not."""
    visibility = record.visibility
    if parent := parent_of(record):
        above = may_read(actor, parent)
        if not above:
            return above
    if is_closed(actor, record):
        return Verdict(False, "closed-to-police")
    if visibility.raised_with and _whole_of(record) in actor.shut_wholes(_whole_model(record)):
        return Verdict(False, "not-named")
    if visibility.is_document and record.pk in actor.shut_documents():
        return Verdict(False, "not-named")
    for rule in RULES:
        if rule.opens(actor, record, visibility):
            return Verdict(True, rule.slug)
    return Verdict(False, _why_not(actor, record))


def parent_of(record: Any) -> Any:
    """The protected record that this one is part of, or None."""
    return getattr(record, record.visibility.parent) if record.visibility.parent else None


def _whole_model(record: Any) -> Any:
    return record._meta.get_field(record.visibility.raised_with).related_model


def _whole_of(record: Any) -> UUID | None:
    return getattr(record, f"{record.visibility.raised_with}_id")


def effective_label(record: Any, red_wholes: dict[Any, frozenset[UUID]] | None = None) -> Label:
    """The strictest label of the record, of all that it is part of, and of what it tells of that became TLP:RED: what a
    page shows and a log of reads goes by.
    A list gives one dictionary for all its rows, so that a kind of whole is asked once."""
    red_wholes = {} if red_wholes is None else red_wholes
    if record.visibility.raised_with and record.label != Label.RED:
        model = _whole_model(record)
        if model not in red_wholes:
            red_wholes[model] = red_keys(model)
        if _whole_of(record) in red_wholes[model]:
            return Label.RED
    if record.visibility.is_document:
        if Holding not in red_wholes:
            red_wholes[Holding] = frozenset(document for document, _record in red_holdings())
        if record.pk in red_wholes[Holding]:
            return Label.RED
    parent = parent_of(record)
    return stricter(record.label, effective_label(parent, red_wholes)) if parent else Label(record.label)


def _why_not(actor: Actor, record: Any) -> str:
    if not actor.is_signed_in:
        return "not-signed-in"
    if record.label == Label.RED:
        return "not-named"
    if record.owner_id in actor.organisations:
        return "not-assigned"
    return "other-organisation"


def may(actor: Actor, verb: Verb, record: Any) -> Verdict:
    """Whether the actor may do this to the record. A staff session reads, and does nothing else."""
    if verb is Verb.READ:
        return may_read(actor, record)
    reading = may_read(actor.without_staff_session(), record)
    if not reading:
        return Verdict(False, "staff-session-reads-only") if may_read(actor, record) else reading
    if verb is Verb.CREATE:
        return may_create(actor, record.owner_id)
    if not actor.has_role(record.owner_id, ROLES_FOR[verb]):
        return Verdict(False, "role-missing")
    return Verdict(True, reading.reason)


def may_create(actor: Actor, owner: UUID) -> Verdict:
    """Whether the actor may make records that this organisation owns."""
    if not actor.is_signed_in:
        return Verdict(False, "not-signed-in")
    if owner not in actor.organisations:
        return Verdict(False, "other-organisation")
    if not actor.has_role(owner, ROLES_FOR[Verb.CREATE]):
        return Verdict(False, "role-missing")
    return Verdict(True, "role")


def record_or_404(queryset: Any, actor: Actor, **lookup: Any) -> Any:
    """The one record that the actor may read. Whatever else: a 404, the same one as for what does not exist."""
    record = queryset.visible_to(actor).filter(**lookup).first()
    if record is None:
        raise Http404
    return record

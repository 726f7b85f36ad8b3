"""Reads of this room's pages: records of any kind with who is assigned to them, named on them, and their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404

from openward.foundation.identity.models import Assignment, Organisation, SharingGroup
from openward.foundation.visibility import holding
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import LabelChange, NamedReader
from openward.foundation.visibility.orphans import assignable_models
from openward.foundation.visibility.policy import record_or_404
from openward.foundation.visibility.references import kind_of, protected_model_of, visible_records

FOUND = 20


@dataclass(frozen=True)
class Work:
    """A record that people are assigned to, with who is."""

    record: Any
    kind: str
    word: Any
    assignments: Sequence[Assignment]


def works(actor: Actor, organisation: Organisation, text: str = "") -> list[Work]:
    """Records of the organisation that the actor reads and people can be assigned to, whose name holds the text; with
    who is assigned. As many queries as there are kinds of record, and one."""
    found: list[Any] = []
    for model in assignable_models():
        rows = model.objects.visible_to(actor).filter(owner=organisation)
        path = model.visibility.search_path
        for word in text.split()[:8]:
            rows = rows.filter(**{f"{path}__icontains": word})
        # What has no name comes last: nobody tells one of those from another in a list.
        is_unnamed = ExpressionWrapper(Q(**{path: ""}), output_field=BooleanField())
        found += rows.order_by(is_unnamed, path, "id")[:FOUND]
    assigned: defaultdict[UUID, list[Assignment]] = defaultdict(list)
    if organisation.id in actor.organisations:
        for row in (
            Assignment.objects.effective()
            .filter(record__in=[record.pk for record in found], membership__organisation=organisation)
            .select_related("membership__person")
            .order_by("membership__person__name", "id")
        ):
            assigned[row.record].append(row)
    return [Work(r, kind_of(r), r._meta.verbose_name, assigned[r.pk]) for r in found]


def documents_of(actor: Actor, record: Any) -> tuple[list[Any], int]:
    """Documents that tell of the record: those that the actor may read, and how many others there are."""
    found = holding.documents_of(record)
    visible = visible_records(actor, [(kind_of(document), document.pk) for document in found])
    return [visible[key] for key in sorted(visible)], len(found) - len(visible)


def record_of_kind_or_404(actor: Actor, kind: str, key: UUID) -> Any:
    """Any protected record that the actor may read."""
    model = protected_model_of(kind)
    if model is None:
        raise Http404
    return record_or_404(model.objects.select_related("owner", "sharing_group"), actor, pk=key)


def named_readers(actor: Actor, record: Any) -> list[NamedReader]:
    """For members of the owner, and those who are named themselves."""
    named = NamedReader.objects.filter(record=record.pk).select_related("person").order_by("person__name", "id")
    if record.owner_id in actor.organisations or named.filter(person=actor.person).exists():
        return list(named)
    return []


def label_changes(actor: Actor, record: Any) -> list[LabelChange]:
    """Labels that a coordinator lowered, for the owner's members; others see the label that holds."""
    if record.owner_id not in actor.organisations:
        return []
    return list(LabelChange.objects.filter(record=record.pk).select_related("signed_by").order_by("-signed_at", "-id"))


def groups_of_owner(record: Any) -> Any:
    return SharingGroup.objects.filter(owner=record.owner_id).order_by("name", "id")

"""Work that nobody is assigned to any more: its coordinator is told that it is there, and of what kind, and no more.

Such records are kept shut from everyone by their label, so that only the count and the kind are given out here; the
action `take_over` opens one.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import OuterRef, Q, Subquery

from openward.foundation.identity.models import Assignment
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.rules import NOTHING

# TLP:RED is for the people named on it alone; other labels are read by others than the assigned.
LABELS = (Label.AMBER_STRICT, Label.AMBER)


def assignable_models() -> list[Any]:
    """Models of records that people are assigned to, in a fixed order."""
    found = [m for m in apps.get_models() if issubclass(m, Protected) and m.visibility.assignable]
    return sorted(found, key=lambda model: model._meta.label_lower)


def _without_readers(model: Any) -> Any:
    """Records that no current member of the owner is assigned to, by any of the ways in."""
    # Not narrowed by one owner: an assignment within another organisation opens nothing, so it does not count.
    working = Assignment.objects.effective().filter(membership__organisation=OuterRef("owner")).values("record")
    taken = NOTHING
    for path in model.visibility.assignment_paths:
        taken |= Q(**{f"{path}__in": Subquery(working)})
    return model.objects.for_system("to find work that nobody is assigned to").filter(~taken, label__in=LABELS)


def orphan(kind: str, key: UUID) -> Any:
    """The record, where nobody reads it; else None."""
    model = next((model for model in assignable_models() if model._meta.label_lower == kind), None)
    return None if model is None else _without_readers(model).filter(pk=key).first()


def orphans_of(actor: Actor, organisation: UUID) -> list[Any]:
    """Records of the organisation that wait for a coordinator to take them over; nothing for who is none."""
    if not may_coordinate(actor, organisation):
        return []
    found: list[Any] = []
    for model in assignable_models():
        found += _without_readers(model).filter(owner=organisation).order_by("id")[:100]
    return found

"""References to records of any kind: a kind ("app.model") and a key, resolved to what the actor may read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps

from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.models import Protected

Reference = tuple[str, UUID]


def kind_of(record: Any) -> str:
    """The kind of a record or model: "app.model", in small letters."""
    return record._meta.label_lower


def model_of(kind: str) -> Any:
    """The model of a kind, or None where no installed app has it (a room that was taken out)."""
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def protected_model_of(kind: str) -> Any:
    """The model of a kind that the policy rules over, or None."""
    model = model_of(kind)
    return model if model is not None and issubclass(model, Protected) else None


def visible_records(actor: Actor, references: Iterable[Reference]) -> dict[Reference, Any]:
    """Those of the referred records that the actor may read; one query a kind. Kinds that the policy does not rule
    over (people, organisations) are never in it. A part comes with its whole, after which it is called."""
    keys: defaultdict[str, set[UUID]] = defaultdict(set)
    for kind, key in references:
        keys[kind].add(key)
    found: dict[Reference, Any] = {}
    for kind in sorted(keys):
        if (model := protected_model_of(kind)) is not None:
            rows = model.objects.visible_to(actor).filter(pk__in=keys[kind])
            for record in rows.select_related(model.visibility.parent) if model.visibility.parent else rows:
                found[kind, record.pk] = record
    return found


def address_of(record: Any) -> str:
    """Its page, or nothing where it has none."""
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""

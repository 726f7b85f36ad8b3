"""Records that are part of a whole (a place of its register), by what their models declare in `visibility`.

A whole is raised or closed with all its parts, however many, each kind in one statement. They go no further than
TLP:AMBER+STRICT: where the whole is TLP:RED, the policy asks of its parts who is named on the whole, so that a hundred
thousand places need not name anybody. A whole that is lowered or opened leaves its parts as they are.
"""

from __future__ import annotations

import hashlib
from typing import Any, cast

from django.apps import apps
from django.db import models

from openward.foundation.history.notes import COUNTS, ROWS
from openward.foundation.visibility.labels import STRICTEST_FIRST, Label, strictness
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.references import kind_of


def parts_of(record: Any, declared: str) -> list[Any]:
    """The record's parts, a queryset a kind: of the models that name it by this field of `visibility`."""
    kinds = [
        model
        for model in apps.get_models()
        if issubclass(model, Protected)
        and (path := getattr(model.visibility, declared))
        and issubclass(type(record), cast("type[models.Model]", model._meta.get_field(path).related_model))
    ]
    return [
        model.objects.for_system("parts go with the whole").filter(
            **{str(getattr(model.visibility, declared)): record.pk}
        )
        for model in sorted(kinds, key=kind_of)
    ]


def label_of_part(whole: Any) -> Label:
    """The label that a new part of it begins with."""
    return Label.AMBER_STRICT if whole.label == Label.RED else Label(whole.label)


def raise_parts(whole: Any) -> dict[str, Any]:
    """Raise its parts to its own label; what to note of it in the event of the whole."""
    label = label_of_part(whole)
    lower = [one for one in STRICTEST_FIRST if strictness(one) < strictness(label)]
    return _told([(rows.filter(label__in=lower), {"label": label}) for rows in parts_of(whole, "raised_with")])


def close_parts(whole: Any) -> dict[str, Any]:
    """Close its parts to police and emergency services; what to note of it in the event of the whole."""
    change = {"closed_to_police": True}
    return _told([(rows.filter(closed_to_police=False), change) for rows in parts_of(whole, "raised_with")])


def _told(changes: list[tuple[Any, dict[str, Any]]]) -> dict[str, Any]:
    """As an import is told: how many of each kind, and one digest over the keys and former values of all."""
    counts, digest = {}, hashlib.sha256()
    for rows, change in changes:
        values = rows.order_by("id").values_list("id", *change)
        for row in values.iterator(chunk_size=5000):
            digest.update(" ".join(map(str, row)).encode() + b"\n")
        if count := rows.order_by().update(**change):
            counts[kind_of(rows.model)] = count
    if not counts:
        return {}
    return {COUNTS: counts, ROWS: {"algorithm": "SHA-256", "digest": digest.hexdigest()}}

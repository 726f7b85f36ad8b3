"""What a deletion takes with it: asked of Django's own collector, so that the log tells all that the database loses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models.deletion import Collector

from openward.foundation.history.chain import Changed
from openward.foundation.history.models import Act
from openward.foundation.history.sealed import Pair
from openward.foundation.history.snapshot import stored_values, values_of
from openward.foundation.visibility.references import kind_of


def _gone(record: Any) -> Changed:
    pairs = {name: Pair(value, None) for name, value in values_of(record).items()}
    return Changed(Act.DELETED, record.pk, kind_of(record), pairs)


def what_goes(record: Any) -> Iterator[Changed]:
    """The record first, then those deleted with it, then those that lose a reference to it; in a stable order.

    Raises ProtectedError or RestrictedError when something forbids the deletion, as `delete()` would.
    """
    stored_values(record)  # lock it, and fail if it is gone already
    collector = Collector(using=record._state.db or "default", origin=record)
    collector.collect([record])
    going = {(kind_of(held), held.pk): held for held in [record]}
    for model, held in collector.data.items():
        if not model._meta.auto_created:
            going.update({(model._meta.label_lower, one.pk): one for one in held})
    for queryset in collector.fast_deletes:
        if not queryset.model._meta.auto_created:
            going.update({(kind_of(one), one.pk): one for one in queryset})
    first = (kind_of(record), record.pk)
    yield _gone(record)
    for reference in sorted(going.keys() - {first}, key=str):
        yield _gone(going[reference])
    for (field, value), groups in sorted(collector.field_updates.items(), key=lambda item: item[0][0].name):
        for one in (one for group in groups for one in group):
            if (kind_of(one), one.pk) not in going:
                former = values_of(one)[field.name]
                yield Changed(Act.CHANGED, one.pk, kind_of(one), {field.name: Pair(former, value)})

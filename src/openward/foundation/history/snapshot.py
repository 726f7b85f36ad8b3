"""A record as JSON values, and back. Every concrete field and many-to-many relation is taken; `not_in_history` on a
model names fields that must never enter the log (a password's hash).
"""

from __future__ import annotations

import base64
import datetime as dates
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.duration import duration_iso_string

from openward.foundation.history.sealed import Pair


def _as_json(value: Any) -> Any:
    """Exact: what `field.to_python` makes the same value of again."""
    if isinstance(value, dates.datetime):
        return value.astimezone(dates.UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, (dates.date, dates.time)):
        return value.isoformat()
    if isinstance(value, dates.timedelta):
        return duration_iso_string(value)
    if isinstance(value, (UUID, Decimal)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        return base64.b64encode(bytes(value)).decode("ascii")
    if isinstance(value, dict):
        return {str(key): _as_json(held) for key, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(held) for held in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def fields_of(model: type[models.Model]) -> list[Any]:
    """The fields that the log keeps, in the model's order."""
    kept_out = getattr(model, "not_in_history", frozenset())
    return [
        field
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.name not in kept_out and not getattr(field, "generated", False)
    ]


def values_of(record: models.Model, names: Collection[str] | None = None) -> dict[str, Any]:
    """Field -> JSON value of the record in hand, of the named fields alone where some are given. A relation to one is
    its key, to many their sorted keys."""
    found = {}
    for field in fields_of(type(record)):
        if names is not None and field.name not in names:
            continue
        if field.many_to_many:
            found[field.name] = sorted(_as_json(key) for key in _related_keys(record, field))
        else:
            found[field.name] = _as_json(field.value_from_object(record))
    return found


def _links(record: models.Model, field: Any) -> Any:
    """The rows of a relation to many: asked of its own table, since records at the other end may be protected."""
    return field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): record.pk})


def _related_keys(record: models.Model, field: Any) -> Any:
    return _links(record, field).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True)


def stored_values(record: models.Model) -> dict[str, Any]:
    """Field -> JSON value as the database has it now, the row locked until the transaction ends."""
    model = type(record)
    return values_of(model._base_manager.select_for_update().get(pk=record.pk))


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Pair]:
    return {
        name: Pair(before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    }


def set_value(record: models.Model, name: str, value: Any) -> None:
    """Give a field a JSON value of the log. A relation to many is set in the database at once."""
    field: Any = record._meta.get_field(name)
    if field.many_to_many:
        _set_links(record, field, [str(key) for key in value or ()])
    elif isinstance(field, models.BinaryField):
        setattr(record, name, None if value is None else base64.b64decode(value))
    elif isinstance(field, models.ForeignKey):
        setattr(record, field.attname, field.target_field.to_python(value))
    else:
        setattr(record, name, field.to_python(value))


def _set_links(record: models.Model, field: Any, keys: list[str]) -> None:
    ours, theirs = field.m2m_field_name(), field.m2m_reverse_field_name()
    known = {str(key) for key in _related_keys(record, field)}
    _links(record, field).filter(**{f"{theirs}__in": known - set(keys)}).delete()
    through = field.remote_field.through
    through._base_manager.bulk_create(
        through(**{f"{ours}_id": record.pk, f"{theirs}_id": key}) for key in keys if key not in known
    )


def rebuilt(model: type[models.Model], values: Mapping[str, Any]) -> Any:
    """A record that is not in the database, from its values in the log; relations to many are left out."""
    record = model()
    for field in fields_of(model):
        if field.name in values and not field.many_to_many:
            set_value(record, field.name, values[field.name])
    return record

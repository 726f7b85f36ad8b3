"""Thousands of rows of one table, written as plain tuples.

Django's models cost ten times what the database does, and on SQLite everyone waits while a transaction writes. So
values are made *ready* (as the database's driver takes them) before it begins, and all that it does is write.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.db import connection, models

from openward.foundation.batches import batched

BATCH = 1000
Ready = tuple[Any, ...]
# The driver takes values of these fields as they are.
PLAIN = (models.CharField, models.TextField, models.FloatField, models.IntegerField, models.BooleanField)


class Table:
    """The columns of a model's table that many rows are written to, by field name; the key is always given."""

    def __init__(self, model: type[models.Model], names: Sequence[str]) -> None:
        self._model = model
        self._fields = [model._meta.get_field(name) for name in names]
        self._adapters = [None if isinstance(field, PLAIN) else _adapter(field) for field in self._fields]
        self._key = _adapter(model._meta.pk)

    def ready(self, values: Iterable[Any]) -> Ready:
        """Values in the order of the names."""
        return tuple(
            value if adapt is None or value is None else adapt(value)
            for value, adapt in zip(values, self._adapters, strict=True)
        )

    def key(self, value: Any) -> Any:
        """A key, ready."""
        return self._key(value)

    def insert(self, like: models.Model, rows: Iterable[Ready], report: Callable[[int], None] | None = None) -> None:
        """Add rows, each the key and then the named values, all ready. Every other column is as in `like`."""
        named = {self._model._meta.pk, *self._fields}
        shared = [
            field
            for field in self._model._meta.concrete_fields
            if field not in named and not getattr(field, "generated", False)
        ]
        values = tuple(_adapter(field)(field.pre_save(like, True)) for field in shared)
        columns = [*shared, self._model._meta.pk, *self._fields]
        statement = (
            f"INSERT INTO {_quoted(self._model._meta.db_table)} ({', '.join(_quoted(f.column) for f in columns)}) "  # noqa: S608
            f"VALUES ({', '.join(['%s'] * len(columns))})"
        )
        _run(statement, ((*values, *row) for row in rows), report)

    def update(self, rows: Iterable[Ready], report: Callable[[int], None] | None = None) -> None:
        """Change rows, each the named values and then the key, all ready."""
        sets = ", ".join(f"{_quoted(field.column)} = %s" for field in self._fields)
        key = _quoted(self._model._meta.pk.column)
        _run(f"UPDATE {_quoted(self._model._meta.db_table)} SET {sets} WHERE {key} = %s", rows, report)  # noqa: S608


def _adapter(field: Any) -> Callable[[Any], Any]:
    return partial(field.get_db_prep_save, connection=connection)


def _quoted(name: Any) -> str:
    return connection.ops.quote_name(name)


def _run(statement: str, rows: Iterable[Ready], report: Callable[[int], None] | None) -> None:
    done = 0
    with connection.cursor() as cursor:
        for batch in batched(rows, BATCH):
            if report is not None:
                report(done)
            cursor.executemany(statement, batch)
            done += len(batch)

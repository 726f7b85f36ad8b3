"""An index that also carries long texts, so that SQLite searches them without looking each row up in its table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models


class WideIndex(models.Index):
    """`wide` columns stand behind `fields`, on SQLite alone: PostgreSQL refuses entries of more than 2,700 bytes."""

    def __init__(self, *, wide: Sequence[str] = (), **options: Any) -> None:
        super().__init__(**options)
        self.wide = tuple(wide)

    def deconstruct(self) -> Any:
        path, arguments, options = super().deconstruct()
        return path, arguments, {**options, "wide": self.wide}

    def create_sql(self, model: Any, schema_editor: Any, using: str = "", **options: Any) -> Any:
        if schema_editor.connection.vendor != "sqlite":
            return super().create_sql(model, schema_editor, using, **options)
        carrying = models.Index(fields=[*self.fields, *self.wide], name=self.name, condition=self.condition)
        return carrying.create_sql(model, schema_editor, using, **options)

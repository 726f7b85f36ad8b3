"""Tell people something once. Call it last in the transaction of the deed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from openward.foundation.identity.models import Person
from openward.foundation.notices.models import Notice
from openward.foundation.notices.registry import is_declared
from openward.foundation.visibility.references import kind_of


def notify(
    people: Iterable[Person | None], code: str, record: Any = None, parameters: Mapping[str, Any] | None = None
) -> list[Notice]:
    """One notice for each person (each once, None skipped). `parameters` are JSON: counts and slugs, never what
    a record holds. Raises LookupError for a code that nobody declared.
    """
    if not is_declared(code):
        raise LookupError(f"no notice is declared with the code {code}")
    keys = sorted({person.pk for person in people if person is not None})
    return Notice.objects.bulk_create(
        Notice(
            person_id=key,
            code=code,
            parameters=dict(parameters or {}),
            record=record.pk if record is not None else None,
            record_kind=kind_of(record) if record is not None else "",
        )
        for key in keys
    )

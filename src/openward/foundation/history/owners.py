"""Whose chain an event belongs to, and the label it was made under, for records of every kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from openward.foundation.history.models import INSTALLATION
from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.labels import Label, strictest
from openward.foundation.visibility.models import Protected
from openward.foundation.visibility.policy import effective_label


def owner_of(record: Any) -> UUID:
    """The owner of a record of a room; the organisation that a membership, an invitation or a group is of."""
    if isinstance(record, Organisation):
        return record.id
    for name in ("owner_id", "organisation_id"):
        if found := getattr(record, name, None):
            return found
    if membership := getattr(record, "membership", None):
        return membership.organisation_id
    return INSTALLATION


def label_of_fields(model: Any, names: Iterable[str]) -> Label:
    """The strictest label of what these fields say. A model whose fields are not all alike names the stricter ones:
    `stricter_fields = {"counted": Label.AMBER_STRICT}`."""
    stricter_ones = getattr(model, "stricter_fields", {})
    return strictest(stricter_ones[name] for name in names if name in stricter_ones)


def label_of(record: Any) -> str:
    """The label that holds for the record as a whole; empty for what has none (people, organisations)."""
    return effective_label(record) if isinstance(record, Protected) else ""

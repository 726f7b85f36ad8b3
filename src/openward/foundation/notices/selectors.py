"""Notices of one person, with their text in the language of this moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from openward.foundation.notices.models import Notice
from openward.foundation.notices.registry import message_of
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.references import address_of, visible_records

AT_MOST = 50


@dataclass(frozen=True)
class Shown:
    """A notice as its person reads it. `address` is empty where there is nothing to open."""

    id: UUID
    code: str
    text: str
    address: str
    at: datetime
    is_read: bool


def mine(actor: Actor) -> QuerySet[Notice]:
    """Read and unread; their keys are in order of time."""
    return Notice.objects.filter(person=actor.person) if actor.person else Notice.objects.none()


def unread(actor: Actor, limit: int = AT_MOST) -> list[Shown]:
    """Newest first."""
    return shown(actor, mine(actor).filter(read_at__isnull=True).order_by("-id")[:limit])


def unread_count(actor: Actor) -> int:
    return mine(actor).filter(read_at__isnull=True).count()


def shown(actor: Actor, notices: Iterable[Notice]) -> list[Shown]:
    """Notices in words; one query for each kind of record among them."""
    rows = list(notices)
    records = visible_records(actor, [(row.record_kind, row.record) for row in rows if row.record])
    return [_one(row, records.get((row.record_kind, row.record)) if row.record else None) for row in rows]


def _one(notice: Notice, record: object | None) -> Shown:
    declared = message_of(notice.code)
    # Between marks that keep its direction to itself.
    name = f"\u2068{record}\u2069" if record is not None else _("a record that you may not see now")
    if declared is None:
        text, address = notice.code, ""
    else:
        # A text and parameters of different age may not fit; the code is better than a broken page.
        try:
            text = str(declared.text % {**declared.prepare(notice.parameters), "record": name})
            address = declared.where(notice.parameters) if declared.where and record is None else ""
        except (KeyError, TypeError, ValueError):
            text, address = notice.code, ""
    if record is not None:
        address = address_of(record)
    return Shown(notice.id, notice.code, text, address, notice.at, notice.read_at is not None)

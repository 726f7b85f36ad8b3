"""Notices of one person, with their text in the language of this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from openward.foundation.notices.models import Notice
from openward.foundation.notices.registry import message_of
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.references import address_of, visible_records

PAGE = 50


@dataclass(frozen=True)
class Shown:
    """A notice as its person reads it. `address` is empty where there is nothing to open."""

    id: UUID
    code: str
    text: str
    address: str
    at: datetime
    is_read: bool


def unread(actor: Actor, limit: int = PAGE) -> list[Shown]:
    """Newest first; three queries at most and one for each kind of record."""
    if not actor.person:
        return []
    return _shown(actor, Notice.objects.filter(person=actor.person, read_at__isnull=True).order_by("-id")[:limit])


def unread_count(actor: Actor) -> int:
    return Notice.objects.filter(person=actor.person, read_at__isnull=True).count() if actor.person else 0


def all_of(actor: Actor, before: UUID | None = None, limit: int = PAGE) -> list[Shown]:
    """Read and unread, newest first; `before` is the key of the last one on the page before."""
    if not actor.person:
        return []
    mine = Notice.objects.filter(person=actor.person)
    return _shown(actor, (mine.filter(id__lt=before) if before else mine).order_by("-id")[:limit])


def _shown(actor: Actor, notices: Sequence[Notice]) -> list[Shown]:
    rows = list(notices)
    records = visible_records(actor, [(row.record_kind, row.record) for row in rows if row.record])
    return [_one(row, records.get((row.record_kind, row.record)) if row.record else None) for row in rows]


def _one(notice: Notice, record: object | None) -> Shown:
    declared = message_of(notice.code)
    name = str(record) if record is not None else _("a record that you may not see now")
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

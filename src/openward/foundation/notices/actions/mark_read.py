"""Put a notice of one's own away, or all of them."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from openward.foundation.notices.models import Notice
from openward.foundation.visibility.actor import Actor


def mark_read(actor: Actor, key: UUID) -> bool:
    """Whether there was such a notice of theirs; again is no fault."""
    mine = Notice.objects.filter(person=actor.person, id=key) if actor.person else Notice.objects.none()
    mine.filter(read_at__isnull=True).update(read_at=timezone.now())
    return mine.exists()


def mark_all_read(actor: Actor) -> int:
    """How many were unread."""
    if not actor.person:
        return 0
    return Notice.objects.filter(person=actor.person, read_at__isnull=True).update(read_at=timezone.now())

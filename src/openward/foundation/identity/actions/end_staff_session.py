"""End a staff session before its time: by who holds it, or by a coordinator or administrator of the organisation."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.models import StaffSession
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_coordinate, may_manage_people
from openward.foundation.visibility.refusal import require


def end_staff_session(actor: Actor, session: StaffSession) -> None:
    """Raises Refused. A session that has ended stays as it is."""
    if session.person_id != actor.person and not may_manage_people(actor, session.organisation_id):
        require(may_coordinate(actor, session.organisation_id))
    with transaction.atomic():
        session = StaffSession.objects.select_for_update().get(pk=session.pk)
        now = timezone.now()
        if session.ends_at <= now:
            return
        with log.change(session, "ended-staff-session"):
            session.ends_at = max(now, session.starts_at + timedelta(microseconds=1))
            session.save(update_fields=["ends_at"])

"""Begin a staff session: who runs this installation reads one organisation's records, for a reason and for a time.

The organisation's coordinators and administrators are told at once, see each read, and can end it.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.identity.in_charge import in_charge_of
from openward.foundation.identity.models import Organisation, StaffSession
from openward.foundation.identity.models.staff import LONGEST
from openward.foundation.notices.actions.notify import notify
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.powers import may_enter
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError


def start_staff_session(actor: Actor, organisation: Organisation, reason: str, minutes: int) -> StaffSession:
    """One at a time: a session that runs elsewhere ends. Raises Refused; reason-missing; session-too-long(minutes)."""
    require(may_enter(actor))
    reason = reason.strip()
    if not reason:
        raise OpenwardError("reason-missing")
    longest = int(LONGEST.total_seconds() // 60)
    if not 0 < minutes <= longest:
        raise OpenwardError("session-too-long", minutes=longest)
    now = timezone.now()
    with transaction.atomic():
        running = StaffSession.objects.current(now).filter(person=actor.person).select_for_update()
        for former in list(running.order_by("id")):
            with log.change(former, "ended-staff-session"):
                former.ends_at = max(now, former.starts_at + timedelta(microseconds=1))
                former.save(update_fields=["ends_at"])
        session = StaffSession.objects.create(
            person_id=actor.person,
            organisation=organisation,
            reason=reason,
            starts_at=now,
            ends_at=now + timedelta(minutes=minutes),
        )
        log.created(session, "started-staff-session", reason)
        notify(
            in_charge_of(organisation.id), "staff-session-started",
            parameters={"person": str(actor.person), "organisation": str(organisation.id)},
        )  # fmt: skip
    return session

"""Ask a job to stop. A waiting one stops at once; a running one at its next report of progress, writing nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.jobs.models import Job, State
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import Refused, require


def cancel(actor: Actor, job: Job) -> Job:
    """Who started it may stop it, and who may change it. A job that is over stays as it is."""
    if job.started_by_id != actor.person or actor.person is None:
        require(may(actor, Verb.CHANGE, job))
    with transaction.atomic(), log.change(job, "cancelled"):
        found = Job.objects.visible_to(actor).select_for_update(of=("self",)).filter(id=job.id).first()
        if found is None:
            raise Refused("not-assigned")
        if found.state == State.WAITING:
            found.state, found.ended_at = State.CANCELLED, timezone.now()
        elif found.state == State.RUNNING and found.cancel_asked_at is None:
            found.cancel_asked_at = timezone.now()
        else:
            return found
        found.save(update_fields=["state", "ended_at", "cancel_asked_at"])
    return found

"""Work the visits of a register out anew, as a job: they follow from how long ago each place was visited, so they grow
stale by themselves. Calculated without a lock and written at once; what people change meanwhile stays. Once a day it is
done for every register, without a job.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.foundation.jobs import selectors
from openward.foundation.jobs.actions import start
from openward.foundation.jobs.daily import daily
from openward.foundation.jobs.models import UNDER_WAY, Job
from openward.foundation.jobs.registry import work
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import Verb, may
from openward.foundation.visibility.refusal import require
from openward.methods.progress import Progress
from openward.rooms.places.actions.screen_register import RegisterScreening
from openward.rooms.places.counted import WORKED_OUT, in_words
from openward.rooms.places.models import Register

WORK = "work-out-anew"


def under_way(actor: Actor, register: Register) -> Job | None:
    """The job that does so now or is waiting to, where the actor sees one."""
    return selectors.about(actor, register).filter(work=WORK, state__in=UNDER_WAY).first()


def work_anew(actor: Actor, register: Register) -> Job:
    """The job: the one that is under way already, else a new one. By who reads the register and may make records of
    its owner. Raises Refused."""
    require(may(actor, Verb.CREATE, register))
    with transaction.atomic():
        # Two who ask at once wait for each other here, and get the same job.
        locked = Register.objects.visible_to(actor).select_for_update(of=("self",)).get(id=register.id)
        if job := under_way(actor, locked):
            return job
        return start(actor, WORK, locked.owner, locked.label, locked, {"register": str(locked.id)})


@work(
    WORK, _("Working out the visit order"), tells_when_done=False, facts=lambda result: in_words(WORKED_OUT, result)
)  # fmt: skip
def work_out_anew(job: Any, progress: Progress) -> Callable[[], dict[str, Any]]:
    rows = Register.objects.for_system("the job reads again what it was started for")
    screening = RegisterScreening(rows.get(id=job.parameters["register"]), progress)
    return lambda: {"register": job.parameters["register"], **screening.write(progress)}


def registers_due() -> list[UUID]:
    """Registers whose visits were not worked out since this day began."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Register.objects.for_system("visits grow overdue in every register")
    due = rows.filter(Q(screened_at__isnull=True) | Q(screened_at__lt=midnight))
    return list(due.order_by("id").values_list("id", flat=True))


@daily("visits", _("Working out the visit order"), due=registers_due)
def work_out_daily(key: UUID, progress: Progress) -> None:
    rows = Register.objects.for_system("visits grow overdue in every register")
    if (register := rows.filter(id=key).first()) is None:
        return
    screening = RegisterScreening(register, progress)
    with transaction.atomic():
        screening.write(is_asked=False)

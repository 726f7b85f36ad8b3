"""Reads of this room, all through the visibility policy."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from openward.foundation.jobs.models import Job
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import record_or_404
from openward.rooms.places.models import Register
from openward.rooms.plans.models import Brief, BriefFile


def briefs(actor: Actor) -> QuerySet[Brief]:
    return Brief.objects.visible_to(actor).select_related("owner").defer("content")


def brief_or_404(actor: Actor, key: UUID) -> Brief:
    return record_or_404(Brief.objects.select_related("owner", "made_by"), actor, id=key)


def files(actor: Actor, brief: Brief) -> list[BriefFile]:
    return list(BriefFile.objects.visible_to(actor).filter(brief=brief).select_related("brief"))


def file_or_404(actor: Actor, brief: UUID, name: str) -> BriefFile:
    return record_or_404(BriefFile.objects.select_related("brief", "owner"), actor, brief=brief, name=name)


def registers_for_briefs(actor: Actor) -> QuerySet[Register]:
    """Registers that the actor sees and for whose owner they may make records."""
    from openward.foundation.visibility.policy import ROLES_FOR, Verb

    owners = [m.organisation for m in actor.memberships if m.role in ROLES_FOR[Verb.CREATE]]
    return Register.objects.visible_to(actor).filter(owner__in=owners)


def latest_job(actor: Actor, brief: Brief) -> Job | None:
    return Job.objects.visible_to(actor).filter(subject=brief.id).order_by("-id").first()

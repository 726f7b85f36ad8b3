"""Reads of this room, all through the visibility policy."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from openward.brief.documents import FOR_READERS
from openward.foundation.jobs.models import Job
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.policy import ROLES_FOR, Verb, Verdict, effective_label, may, record_or_404
from openward.rooms.places.models import Register
from openward.rooms.plans.models import Brief, BriefFile


def briefs(actor: Actor) -> QuerySet[Brief]:
    return Brief.objects.visible_to(actor).select_related("owner").defer("content")


def labelled(briefs: Iterable[Brief]) -> list[tuple[Brief, Label]]:
    """Each with the label that it stands under now."""
    red_wholes: dict[Any, frozenset[UUID]] = {}
    return [(brief, effective_label(brief, red_wholes)) for brief in briefs]


def brief_or_404(actor: Actor, key: UUID) -> Brief:
    return record_or_404(Brief.objects.select_related("owner", "made_by"), actor, id=key)


def files(actor: Actor, brief: Brief) -> list[BriefFile]:
    """Those documents that the actor may download."""
    rows = BriefFile.objects.visible_to(actor).filter(brief=brief).select_related("brief")
    return [file for file in rows if may_download(actor, file)]


def may_download(actor: Actor, file: BriefFile) -> Verdict:
    """The brief itself is for whoever reads it. What names places, and data to work with, leaves as an export does."""
    return may(actor, Verb.READ if file.name in FOR_READERS else Verb.EXPORT, file)


def file_or_404(actor: Actor, brief: UUID, name: str) -> BriefFile:
    return record_or_404(BriefFile.objects.select_related("brief", "owner"), actor, brief=brief, name=name)


def registers_for_briefs(actor: Actor) -> QuerySet[Register]:
    """Registers that the actor sees and for whose owner they may make records. What is for named people leaves in no
    document, so no brief is made of it."""
    owners = [m.organisation for m in actor.memberships if m.role in ROLES_FOR[Verb.CREATE]]
    return Register.objects.visible_to(actor).filter(owner__in=owners).exclude(label=Label.RED)


def latest_job(actor: Actor, brief: Brief) -> Job | None:
    return Job.objects.visible_to(actor).filter(subject=brief.id).order_by("-id").first()

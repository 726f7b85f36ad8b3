"""The job that makes a brief: rows -> dataclasses -> the same composition and renderers as the command line.

It sees the register with the eyes of the person who asked, as of now: what they may not see is not in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.brief.composing import compose
from openward.brief.documents import documents
from openward.brief.model import Annex, BriefRequest, Edition
from openward.brief.model import Brief as BriefContent
from openward.foundation.history import log
from openward.foundation.jobs.actions import made
from openward.foundation.jobs.registry import work
from openward.foundation.notices.actions import notify
from openward.foundation.traces.actions import link
from openward.foundation.visibility.actor import Actor, actor_of
from openward.foundation.visibility.labels import Label, stricter
from openward.foundation.visibility.policy import record_or_404
from openward.methods.progress import Progress
from openward.methods.register import Register as RegisterFacts
from openward.methods.screening.model import Help
from openward.rooms.places.compute import help_of, register_of
from openward.rooms.places.models import District, Place, Register, Screening
from openward.rooms.plans.models import Brief, BriefFile

# Documents that name places with what screening found of them.
NAMED = frozenset({"annex.pdf", "annex.json"})


@work("make-brief", _("Making of a brief"), tells_when_done=False)
def make_brief(job: Any, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Makes the brief named in the job's parameters; what is returned keeps its documents and ends the job."""
    brief = Brief.objects.for_system("the job reads again what it was started for").get(id=job.parameters["brief"])
    actor = actor_of(brief.made_by)
    progress("reading-register")
    register, help_by_place, last_visits = register_seen_by(actor, brief.register_id)
    request = BriefRequest(
        budget=float(brief.budget), currency=brief.currency, price_year=brief.price_year, on=brief.on
    )
    content, annex = compose(register, help_by_place, (), request, last_visits=last_visits, progress=progress)
    edition = Edition(language=brief.language, maker=str(brief.made_by), made_at=timezone.now())
    files = dict(documents(content, annex, register, edition, progress=progress))

    def write() -> dict[str, Any]:
        with log.change(brief, "made"):
            brief.content = json.loads(files["brief.json"])
            brief.label = stricter(brief.label, content.label)
            brief.save()
        _keep(brief, content, annex, files)
        link(actor, brief, record_or_404(Register.objects, actor, id=brief.register_id), "made-from")
        made(job, brief)
        notify([brief.made_by], "brief-made", record=brief)
        return {"brief": str(brief.id)}

    return write


def register_seen_by(
    actor: Actor, key: UUID
) -> tuple[RegisterFacts, Mapping[str, tuple[Help, ...]], Mapping[str, Any]]:
    """The register as dataclasses, help by map id, last visits by map id: of what the actor may see."""
    register = record_or_404(Register.objects, actor, id=key)
    places = list(
        # What is for named people alone leaves in no document, whoever makes it.
        Place.objects.visible_to(actor).filter(register=register, gone_at__isnull=True).exclude(label=Label.RED)
    )
    districts = list(District.objects.visible_to(actor).filter(register=register))
    help_by_key = dict(Screening.objects.visible_to(actor).filter(register=register).values_list("place_id", "help"))
    return (
        register_of(register, districts, places),
        {place.source_id: help_of(help_by_key[place.id]) for place in places if place.id in help_by_key},
        {place.source_id: place.last_visit for place in places if place.last_visit},
    )


def _keep(brief: Brief, content: BriefContent, annex: Annex, files: Mapping[str, bytes]) -> None:
    """Write the documents. A second making of the same brief replaces them."""
    old = list(BriefFile.objects.for_system("a brief made again").filter(brief=brief))
    for row in old:
        transaction.on_commit(lambda file=row.file: file.storage.delete(file.name))
    BriefFile.objects.for_system("a brief made again").filter(brief=brief).delete()
    for name, data in sorted(files.items()):
        own = Label(annex.label) if name in NAMED else Label(content.label)
        row = BriefFile(
            brief=brief,
            register_id=brief.register_id,
            owner_id=brief.owner_id,
            label=stricter(own, brief.label),
            sharing_group_id=brief.sharing_group_id,
            name=name,
            bytes=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
        )
        row.file.save(name, ContentFile(data), save=False)
        row.save(force_insert=True)

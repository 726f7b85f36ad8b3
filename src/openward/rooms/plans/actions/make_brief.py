"""The job that makes a brief: rows -> dataclasses -> the same composition and renderers as the command line.

It sees the register with the eyes of the person who asked, as of now: what they may not see is not in it, and what is
TLP:RED is not either. A brief, and each of its documents, is at least as strict as the strictest place in it: a count
tells of every place that it counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from openward.brief.composing import compose
from openward.brief.documents import documents
from openward.brief.model import Annex, BriefRequest, Edition
from openward.brief.model import Label as WrittenLabel
from openward.foundation.history import log
from openward.foundation.jobs.actions import made
from openward.foundation.jobs.registry import work
from openward.foundation.notices.actions import notify
from openward.foundation.traces.actions import link
from openward.foundation.visibility.actor import Actor, actor_of
from openward.foundation.visibility.labels import Label, is_sensitive, stricter, strictest
from openward.foundation.visibility.policy import record_or_404
from openward.methods.errors import OpenwardError
from openward.methods.progress import Progress
from openward.methods.register import Register as RegisterFacts
from openward.methods.screening.model import Help
from openward.rooms.places.compute import help_of, register_of
from openward.rooms.places.models import District, Place, Register, Screening
from openward.rooms.plans.contents import keep_contents, lock, tell_its_maker
from openward.rooms.plans.models import Brief, BriefFile

# Documents that name places: the annex with what screening found of them, the register with facts of the map.
ANNEX = frozenset({"annex.pdf", "annex.json"})
REGISTER = frozenset({"register.geojson", "register.xlsx"})


@work("make-brief", _("Making of a brief"), tells_when_done=False)
def make_brief(job: Any, progress: Progress) -> Callable[[], dict[str, Any]]:
    """Makes the brief named in the job's parameters; what is returned keeps its documents and ends the job."""
    brief = Brief.objects.for_system("the job reads again what it was started for").get(id=job.parameters["brief"])
    actor = actor_of(brief.made_by)
    progress("reading-register")
    seen = register_seen_by(actor, brief.register_id)
    label = stricter(brief.label, seen.label)
    written = WrittenLabel.AMBER_STRICT if is_sensitive(label) else WrittenLabel.AMBER
    request = BriefRequest(
        budget=float(brief.budget), currency=brief.currency, price_year=brief.price_year, on=brief.on
    )
    content, annex = compose(
        seen.facts, seen.help, (), request, last_visits=seen.last_visits, label=written, progress=progress
    )
    edition = Edition(language=brief.language, maker=str(brief.made_by), made_at=timezone.now())
    files = dict(documents(content, annex, seen.facts, edition, label=written, progress=progress))

    def write() -> dict[str, Any]:
        lock(brief.register_id)
        with log.change(brief, "made"):
            # Someone may have raised the label, shared or closed the brief while it was being made.
            brief.refresh_from_db(fields=["label", "closed_to_police", "sharing_group"])
            brief.content = json.loads(files["brief.json"])
            brief.label = stricter(brief.label, label)
            brief.closed_to_police = brief.closed_to_police or seen.is_closed_to_police
            brief.save(update_fields=["content", "label", "closed_to_police"])
        _keep(brief, annex, len(seen.facts.places), files)
        link(actor, brief, record_or_404(Register.objects, actor, id=brief.register_id), "made-from")
        made(job, brief)
        if keep_contents(brief, seen.keys):
            tell_its_maker(brief)
        else:
            notify([brief.made_by], "brief-made", record=brief)
        return {"brief": str(brief.id)}

    return write


@dataclass(frozen=True)
class Seen:
    """A register as one person sees it. `help` and `last_visits` by map id; `label` is the strictest of all of it;
    `keys` are those of all that it was made of."""

    facts: RegisterFacts
    help: Mapping[str, tuple[Help, ...]]
    last_visits: Mapping[str, date]
    label: Label
    is_closed_to_police: bool
    keys: frozenset[UUID]


def register_seen_by(actor: Actor, key: UUID) -> Seen:
    """Of what the actor may see, what is not for named people alone. Raises OpenwardError `brief-of-red` where that is
    the register itself. The labels of screenings are the annex's matter: what a brief tells of them is of many."""
    register = record_or_404(Register.objects, actor, id=key)
    if register.label == Label.RED:
        raise OpenwardError("brief-of-red")

    def seen(model: Any) -> Any:
        return model.objects.visible_to(actor).filter(register=register).exclude(label=Label.RED)

    places, districts = list(seen(Place).filter(gone_at__isnull=True)), list(seen(District))
    screenings = list(seen(Screening).only("place_id", "help", "closed_to_police"))
    help_by_key = {screening.place_id: screening.help for screening in screenings}
    mapped = (register, *districts, *places)
    return Seen(
        facts=register_of(register, districts, places),
        help={place.source_id: help_of(help_by_key[place.id]) for place in places if place.id in help_by_key},
        last_visits={place.source_id: place.last_visit for place in places if place.last_visit},
        label=strictest(row.label for row in mapped),
        is_closed_to_police=any(row.closed_to_police for row in (*mapped, *screenings)),
        keys=frozenset(row.pk for row in (*districts, *places, *screenings)),
    )


def _keep(brief: Brief, annex: Annex, places: int, files: Mapping[str, bytes]) -> None:
    """Write the documents, `places` named in some. A second making of the same brief replaces them."""
    old = list(BriefFile.objects.for_system("a brief made again").filter(brief=brief))
    for row in old:
        transaction.on_commit(lambda file=row.file: file.storage.delete(file.name))
    BriefFile.objects.for_system("a brief made again").filter(brief=brief).delete()
    for name, data in sorted(files.items()):
        row = BriefFile(
            brief=brief,
            register_id=brief.register_id,
            owner_id=brief.owner_id,
            label=stricter(annex.label, brief.label) if name in ANNEX else brief.label,
            sharing_group_id=brief.sharing_group_id,
            name=name,
            bytes=len(data),
            places=places if name in ANNEX | REGISTER else None,
            sha256=hashlib.sha256(data).hexdigest(),
        )
        row.file.save(name, ContentFile(data), save=False)
        row.save(force_insert=True)

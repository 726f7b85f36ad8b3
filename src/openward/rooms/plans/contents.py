"""What a brief was made of, so that records which become TLP:RED afterwards shut it.

What was made before contents were kept counts as made of all that was there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from openward.foundation.notices.actions import notify
from openward.foundation.visibility.holding import holds, shut
from openward.foundation.visibility.labels import Label
from openward.foundation.visibility.models import Holding
from openward.rooms.places.models import District, Place, Register, Screening
from openward.rooms.plans.models import Brief, BriefContents

BYTES = 16


def keep_contents(brief: Brief, keys: Iterable[UUID]) -> bool:
    """Within the transaction that writes the brief, its register locked. Whether the brief is shut at once, since
    something became TLP:RED while it was being made."""
    packed = b"".join(key.bytes for key in sorted(set(keys)))
    BriefContents.objects.update_or_create(brief=brief, defaults={"records": packed})
    Holding.objects.filter(document=brief.pk).delete()
    is_shut = False
    for model in (Place, Screening, District):
        rows = model.objects.for_system("what is TLP:RED by now shuts the brief, whoever reads it")
        for record in rows.filter(register=brief.register_id, label=Label.RED).order_by("id"):
            if is_among(packed, record.pk):
                is_shut = shut(brief, record)
    return is_shut


def is_among(packed: bytes, key: UUID) -> bool:
    """Whether the key is one of those in a brief's contents."""
    at = packed.find(key.bytes)
    while at % BYTES:  # across two keys; -1 where it is nowhere, and -1 % 16 is 15
        if at < 0:
            return False
        at = packed.find(key.bytes, at + 1)
    return True


def tell_its_maker(brief: Brief) -> None:
    notify([brief.made_by], "brief-shut", parameters={"register": str(brief.register_id)})


@holds("places.place", "places.screening", "places.district", told=tell_its_maker)
def briefs_that_tell(record: Any, locks: bool) -> list[Brief]:
    if locks:
        lock(record.register_id)
    rows = Brief.objects.for_system("which documents tell of a record, whoever reads them")
    made = rows.filter(register=record.register_id, content__isnull=False).order_by("id")
    contents = dict(BriefContents.objects.filter(brief__in=made.values("id")).values_list("brief", "records"))
    return [
        brief
        for brief in made.defer("content").select_related("made_by")
        if (is_among(bytes(contents[brief.id]), record.pk) if brief.id in contents else record.pk < brief.id)
    ]


def lock(register: UUID) -> None:
    """Who makes a brief of the register, and who makes something in it TLP:RED, wait for each other."""
    rows = Register.objects.for_system("locks the register that a brief is made of")
    rows.select_for_update(of=("self",)).filter(id=register).values_list("id").first()

"""On home: the places and pieces of work that a person is assigned to, of whatever room they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openward.foundation.identity.models import Assignment
from openward.foundation.ui import home
from openward.foundation.visibility.policy import effective_label
from openward.foundation.visibility.references import address_of, visible_records

SHOWN = 8
LOOKED_AT = 40  # the newest assignments; older ones may be to records that are gone


@dataclass(frozen=True)
class Line:
    name: str
    kind: Any
    address: str
    label: str


@home.section("assigned", order=30)
def assigned(request: HttpRequest) -> home.Section | None:
    actor = request.actor
    if not actor.memberships:
        return None
    newest = (
        Assignment.objects.current().filter(membership__in=[m.id for m in actor.memberships]).order_by("-starts_at")
    )
    references = list(dict.fromkeys(newest.values_list("record_kind", "record")[:LOOKED_AT]))
    found = visible_records(actor, references)
    # Whoever makes a record is assigned to it as well; what stands here is work that people assign each other.
    known = [found[reference] for reference in references if reference in found]
    records = [record for record in known if record.visibility.assignable][:SHOWN]
    if not records:
        return None
    red_wholes: dict[Any, frozenset[UUID]] = {}
    lines = [Line(str(r), r._meta.verbose_name, address_of(r), effective_label(r, red_wholes)) for r in records]
    return home.Section(_("You are assigned to"), "ui/_assigned.html", {"lines": lines})

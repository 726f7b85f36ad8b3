"""On home: the places and pieces of work that a person is assigned to, of whatever room they are."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openward.foundation.identity.models import Assignment
from openward.foundation.ui import home
from openward.foundation.visibility.references import visible_records

SHOWN = 8
LOOKED_AT = 40  # the newest assignments; older ones may be to records that are gone


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
    return home.Section(_("You are assigned to"), "ui/_records.html", {"lines": home.lines(records)})

"""Who is assigned to what, for coordinators; and work that nobody is assigned to any more."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.take_over import ask_to_take_over
from openward.foundation.identity.actions.unassign import unassign
from openward.foundation.identity.models import Assignment
from openward.foundation.visibility.orphans import orphans_of
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.references import kind_of
from openward.foundation.visibility.refusal import require
from openward.rooms.network import selectors
from openward.rooms.network.views.answers import done, is_fragment


@login_required
@require_safe
def overview(request: HttpRequest, key: UUID) -> HttpResponse:
    """Records that the coordinator reads, found by name, with who is assigned; htmx asks for the list alone."""
    organisation = identity.organisation_or_404(request.actor, key)
    require(may_coordinate(request.actor, key))
    text = request.GET.get("q", "")[:200]
    asked = {row.record: row for row in identity.open_take_overs(organisation)}
    context = {
        "organisation": organisation,
        "text": text,
        "works": selectors.works(request.actor, organisation, text),
        "orphans": [(record, kind_of(record), asked.get(record.pk)) for record in orphans_of(request.actor, key)],
    }
    template = "network/_works.html" if is_fragment(request, "works") else "network/assignments.html"
    return render(request, template, context)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    assignment = Assignment.objects.select_related("membership").filter(pk=key).first()
    if assignment is None:
        raise Http404
    record = selectors.record_of_kind_or_404(request.actor, assignment.record_kind, assignment.record)
    reason = request.POST.get("reason", "").strip()[:1000]
    is_own = assignment.membership.person_id == request.actor.person
    done(request, lambda: unassign(request.actor, assignment, record, reason), _("The assignment has ended."))
    return redirect("network:account") if is_own else redirect("network:record", kind_of(record), record.pk)


@login_required
@require_POST
def ask_for(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The record is not shown before it is taken over: it is looked up among those that wait for this coordinator."""
    organisations = sorted(request.actor.organisations)
    waiting = [record for organisation in organisations for record in orphans_of(request.actor, organisation)]
    found = next((record for record in waiting if record.pk == key and kind_of(record) == kind), None)
    if found is None:
        raise Http404
    reason = request.POST.get("reason", "").strip()[:1000]
    message = _(
        "You have asked for it. All in charge were told; if nobody refuses within three days, take it over then."
    )
    done(request, lambda: ask_to_take_over(request.actor, found, reason), message)
    return redirect("network:assignments", found.owner_id)

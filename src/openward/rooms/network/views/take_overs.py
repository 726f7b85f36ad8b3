"""Requests to take over work that nobody is assigned to: for all who are, or lately were, in charge of its owner."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.take_over import refuse_take_over
from openward.foundation.identity.actions.take_over import take_over as take_over_work
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.references import model_of
from openward.rooms.network.views.answers import done


@login_required
@require_safe
def of_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    organisation = identity.watched_organisation_or_404(request.actor, key)
    rows = identity.open_take_overs(organisation)
    context = {
        "organisation": organisation,
        "requests": [(row, model._meta.verbose_name) for row in rows if (model := model_of(row.record_kind))],
        "is_member": key in request.actor.organisations,
        "may_coordinate": bool(may_coordinate(request.actor, key)),
    }
    return render(request, "network/take_overs.html", context)


@login_required
@require_POST
def refuse(request: HttpRequest, key: UUID) -> HttpResponse:
    asked = identity.take_over_or_404(request.actor, key)
    done(request, lambda: refuse_take_over(request.actor, asked), _("Refused. The others in charge were told."))
    return redirect("network:take_overs", asked.organisation_id)


@login_required
@require_POST
def complete(request: HttpRequest, key: UUID) -> HttpResponse:
    asked = identity.take_over_or_404(request.actor, key)
    message = _("You are assigned to it now. The other coordinators and the administrators were told.")
    if done(request, lambda: take_over_work(request.actor, asked), message):
        return redirect("network:record", asked.record_kind, asked.record)
    return redirect("network:take_overs", asked.organisation_id)

"""Staff sessions: begun by who runs this installation, seen and ended by the organisation whose records are read."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.end_staff_session import end_staff_session
from openward.foundation.identity.actions.start_staff_session import start_staff_session
from openward.foundation.visibility.powers import may_coordinate, may_enter, may_manage_people
from openward.foundation.visibility.refusal import require
from openward.rooms.network.forms import StaffSessionForm
from openward.rooms.network.views.answers import done, is_fragment, status_of

FOUND, SHOWN = 12, 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    require(may_enter(request.actor))
    text = request.GET.get("q", "")[:200]
    hits = identity.organisations(request.actor, text)[:FOUND] if text else []
    if is_fragment(request, "hits"):
        return render(request, "network/_organisation_hits.html", {"hits": hits, "text": text})
    form = StaffSessionForm(request.POST or None)
    if request.method == "POST":
        organisation = identity.organisation_of_text_or_404(request.actor, request.POST.get("organisation", ""))
        if form.is_valid() and done(
            request,
            lambda: start_staff_session(request.actor, organisation, **form.cleaned_data),
            _("The session runs. %(name)s was told.") % {"name": organisation},
            form,
        ):
            return redirect("network:own_staff_sessions")
    context = {
        "form": form,
        "text": text,
        "hits": hits,
        "sessions": identity.own_staff_sessions(request.actor)[:SHOWN],
        "running": identity.own_staff_sessions(request.actor).current().first(),
    }
    return render(request, "network/own_staff_sessions.html", context, status=status_of(form))


@login_required
@require_safe
def of_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    organisation = identity.own_organisation_or_404(request.actor, key)
    sessions = identity.staff_sessions(request.actor, organisation)
    context = {
        "organisation": organisation,
        "sessions": sessions[:SHOWN],
        "running": set(sessions.current().values_list("pk", flat=True)),
        "may_coordinate": bool(may_coordinate(request.actor, key)),
        "may_end": bool(may_coordinate(request.actor, key) or may_manage_people(request.actor, key)),
    }
    return render(request, "network/staff_sessions.html", context)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    session = identity.staff_session_or_404(request.actor, key)
    done(request, lambda: end_staff_session(request.actor, session), _("The session has ended."))
    if session.person_id == request.actor.person:
        return redirect("network:own_staff_sessions")
    return redirect("network:staff_sessions", session.organisation_id)

"""Pages of the history: versions of one record, who looked and who changed what for an owner's coordinator, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.history import log, selectors
from openward.foundation.history.actions.undo import UndoConflict, undo
from openward.foundation.history.models import Event
from openward.foundation.history.sealed import Pair
from openward.foundation.history.shown import Shower
from openward.foundation.history.verbs import READS
from openward.foundation.identity.models import Organisation, Role
from openward.foundation.ui.paging import keyset
from openward.foundation.visibility.policy import Verb, effective_label, may, record_or_404
from openward.foundation.visibility.references import address_of, protected_model_of
from openward.methods.errors import OpenwardError
from openward.wording import words


def _record(request: HttpRequest, kind: str, key: UUID) -> Any:
    model = protected_model_of(kind)
    if model is None:
        raise Http404
    return record_or_404(model.objects, request.actor, pk=key)


@login_required
@require_safe
def versions(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    record = _record(request, kind, key)
    page = keyset(request, selectors.events_of(request.actor, record), ["id"], descending=True)
    context = {
        "record": record,
        "label": effective_label(record),
        "versions": selectors.versions(request.actor, record, page.rows),
        "slice": page,
        "address": address_of(record),
        "may_change": bool(may(request.actor, Verb.CHANGE, record)),
    }
    log.read(record)
    return render(request, "history/versions.html", context)


@login_required
@require_POST
def printed(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """The browser tells that it prints the record's page, whether by our button or by its own menu."""
    log.read(_record(request, kind, key), "print")
    return HttpResponse(status=204)


def _coordinated(request: HttpRequest) -> Any:
    keys = [m.organisation for m in request.actor.memberships if m.role == Role.COORDINATOR]
    return Organisation.objects.filter(id__in=keys)


@login_required
@require_safe
def own_organisation(request: HttpRequest) -> HttpResponse:
    """The page of the organisation that the reader coordinates; a choice where there are several."""
    found = list(_coordinated(request))
    if len(found) == 1:
        return redirect("history:who-looked", found[0].id)
    return render(request, "history/organisations.html", {"organisations": found})


def _organisation(request: HttpRequest, key: UUID) -> Organisation:
    """Who does not coordinate it learns nothing of it here."""
    found = _coordinated(request).filter(id=key).first()
    if found is None:
        raise Http404
    return found


@login_required
@require_safe
def who_looked(request: HttpRequest, key: UUID) -> HttpResponse:
    organisation = _organisation(request, key)
    how = request.GET.get("how", "")
    how = how if how in READS else ""
    staff_only = request.GET.get("staff") == "1"
    record = _key(request.GET.get("record", ""))
    events = selectors.who_looked(request.actor, organisation, how, staff_only, record)
    context = {"ways": READS.items(), "how": how, "staff_only": staff_only, "record": record}
    return render(request, "history/who_looked.html", {**_page(request, organisation, events), **context})


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@login_required
@require_safe
def who_changed(request: HttpRequest, key: UUID) -> HttpResponse:
    organisation = _organisation(request, key)
    events = selectors.who_changed(request.actor, organisation)
    return render(request, "history/who_changed.html", _page(request, organisation, events))


def _page(request: HttpRequest, organisation: Organisation, events: QuerySet[Event]) -> dict[str, Any]:
    page = keyset(request, events, ["sequence", "id"], descending=True)
    return {"organisation": organisation, "looks": selectors.looks(request.actor, page.rows), "slice": page}


@login_required
@require_POST
def undo_event(request: HttpRequest, key: UUID) -> HttpResponse:
    """Back to the record, with what was done; a conflict is a page of its own, field by field."""
    event = Event.objects.filter(id=key).first()
    if event is None:
        raise Http404
    try:
        undone = undo(request.actor, event, request.POST.get("reason", "").strip()[:1000])
    except UndoConflict as conflict:
        return render(request, "history/conflict.html", _conflict_context(request, event, conflict), status=409)
    except OpenwardError as error:
        messages.error(request, words(get_language() or "en").error(error))
        return redirect(_back(request, event))
    messages.success(request, _("It is undone."))
    return redirect(_back(request, undone))


def _back(request: HttpRequest, event: Event) -> str:
    """The record's own page, else its history, else home."""
    model = protected_model_of(event.record_kind)
    record = model.objects.visible_to(request.actor).filter(pk=event.record).first() if model else None
    if record is None:
        return reverse("home")
    return address_of(record) or reverse("history:versions", args=[event.record_kind, event.record])


def _conflict_context(request: HttpRequest, event: Event, conflict: UndoConflict) -> dict[str, Any]:
    pairs = [(found.kind, {found.field: Pair(found.left, found.now)}) for found in conflict.conflicts]
    shower = Shower(request.actor, pairs)
    rows = [difference for kind, pair in pairs for difference in shower.differences(kind, pair)]
    return {"rows": rows, "back": _back(request, event)}

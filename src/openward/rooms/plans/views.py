"""Pages of briefs: ask for one, watch it being made, read and download it."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from openward.foundation.history import log
from openward.foundation.history.selectors import versions_of
from openward.foundation.traces.selectors import traces_of
from openward.foundation.visibility.labels import Label, labelled_file_name
from openward.foundation.visibility.policy import effective_label, may_create
from openward.foundation.visibility.refusal import require
from openward.methods.errors import OpenwardError
from openward.rooms.places.models import Place
from openward.rooms.plans import selectors
from openward.rooms.plans.actions.ask_for_brief import ask_for_brief
from openward.rooms.plans.documents import documents_shown
from openward.rooms.plans.forms import BriefForm
from openward.rooms.plans.shown import brief_shown, frontier_svg
from openward.wording import words

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".html": "text/html; charset=utf-8",
    ".geojson": "application/geo+json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What the address of the form may hold of what is asked for, beside the register.
ASKED = ("budget", "currency", "price_year", "language")
# The field that a person mends for each error of the request.
FIELD_OF = {"budget": "budget", "currency": "currency", "price-year": "price_year"}


@login_required
@require_GET
def briefs(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "plans/briefs.html",
        {
            "briefs": selectors.labelled(selectors.briefs(request.actor)[:200]),
            "may_ask": selectors.registers_for_briefs(request.actor).exists(),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    registers = selectors.registers_for_briefs(request.actor)
    form = BriefForm(
        request.POST or None,
        registers=registers,
        initial={
            **{name: request.GET[name] for name in ASKED if name in request.GET},
            "register": request.GET.get("register") or registers.first(),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            brief, _job = ask_for_brief(
                request.actor,
                form.cleaned_data["register"],
                form.cleaned_data["budget"],
                form.cleaned_data["currency"],
                form.cleaned_data["price_year"],
                form.cleaned_data["language"],
            )
            return redirect(brief)
        except OpenwardError as error:
            field = next((name for part, name in FIELD_OF.items() if part in error.code), None)
            form.add_error(field, words(get_language() or "en").error(error))
    return render(
        request,
        "plans/ask.html",
        {"form": form, "may_ask": registers.exists()},
        status=400 if request.method == "POST" else 200,
    )


@login_required
@require_GET
def brief(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.brief_or_404(request.actor, key)
    log.read(found, "view")
    label = effective_label(found)
    asked = {"register": found.register_id, **{name: getattr(found, name) for name in ASKED}}
    return render(
        request,
        "plans/brief.html",
        {
            "brief": found,
            "label": label,
            "is_shut": label == Label.RED != found.label,
            "ask_anew": f"{reverse('plans:ask')}?{urlencode(asked)}"
            if may_create(request.actor, found.owner_id)
            else "",
            "shown": brief_shown(found.content, get_language() or "en") if found.content else None,
            "documents": documents_shown(selectors.files(request.actor, found)),
            "job": selectors.latest_job(request.actor, found),
            "traces": traces_of(request.actor, found),
            "versions": versions_of(request.actor, found),
            "is_exercise": found.is_invented,
            "print_label": label,
            "print_record": found,
        },
    )


@login_required
@require_GET
def frontier(request: HttpRequest, key: UUID) -> HttpResponse:
    found = selectors.brief_or_404(request.actor, key)
    if not found.content:
        raise Http404
    log.read(found, "view")
    response = HttpResponse(frontier_svg(found.content, get_language() or "en"), content_type="image/svg+xml")
    response["Cache-Control"] = "no-store"
    return response


@login_required
@require_GET
def download(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """One document, by the policy of that document; each download is in the history, with the places named in it."""
    found = selectors.file_or_404(request.actor, key, name)
    require(selectors.may_download(request.actor, found))
    label = effective_label(found)
    log.read(found, "download")
    if found.places:
        log.read_many(Place, found.owner, found.places, "download", label=label)
    response = FileResponse(found.file.open("rb"), as_attachment=True, filename=labelled_file_name(found.name, label))
    response["Content-Type"] = CONTENT_TYPES["." + name.rsplit(".", 1)[-1]]
    response["Cache-Control"] = "no-store"
    return response

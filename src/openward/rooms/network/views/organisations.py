"""Organisations of the network: the list, one of them, a new one, its own facts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from openward.foundation.cards.registry import cards_for
from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.change_organisation import change_organisation
from openward.foundation.identity.actions.create_organisation import create_organisation
from openward.foundation.identity.city_names import city_of, find_cities
from openward.foundation.identity.countries import country_name, country_names
from openward.foundation.identity.models import OrganisationKind
from openward.foundation.ui.paging import keyset
from openward.foundation.visibility.powers import may_coordinate, may_found, may_manage_people
from openward.foundation.visibility.refusal import require
from openward.rooms.network.forms import OrganisationChangeForm, OrganisationForm
from openward.rooms.network.views.answers import done, is_fragment, status_of


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """All organisations, by name; htmx asks for the list alone."""
    query = {name: request.GET.get(name, "")[:200] for name in ("q", "kind", "country")}
    if query["kind"] not in OrganisationKind.values:
        query["kind"] = ""
    language = get_language() or "en"
    names = country_names(language)
    if query["country"] not in names:
        query["country"] = ""
    found = identity.organisations(request.actor, query["q"], query["kind"], query["country"])
    context = {
        "slice": keyset(request, found, ["name", "id"]),
        "total": found.count(),
        "query": query,
        "kinds": OrganisationKind.choices,
        "countries": [(code, name) for code, name in names.items() if code in identity.countries_in_use(request.actor)],
        "may_found": bool(may_found(request.actor)),
        "own": request.actor.organisations,
    }
    template = "network/_organisations.html" if is_fragment(request, "organisations") else "network/organisations.html"
    return render(request, template, context)


@login_required
@require_safe
def organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    found = identity.organisation_or_404(request.actor, key)
    context = {
        "organisation": found,
        "is_member": key in request.actor.organisations,
        "members": identity.members(request.actor, found),
        "may_coordinate": bool(may_coordinate(request.actor, key)),
        "may_manage": bool(may_manage_people(request.actor, key)),
        "may_found": bool(may_found(request.actor)),
        "running": identity.staff_sessions(request.actor, found).current(),
        "cards": cards_for(request.actor, found),
    }
    return render(request, "network/organisation.html", context)


def city_hits(request: HttpRequest, country: str = "") -> dict[str, Any]:
    """The city that is looked for (`?city_name=`), and which cities it may be."""
    text = request.GET.get("city_name", "")[:100]
    language = get_language() or "en"
    hits = [(city, country_name(city.country, language)) for city in find_cities(text, country)]
    return {"city_name": text, "hits": hits}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    require(may_found(request.actor))
    if is_fragment(request, "cities"):
        return render(request, "network/_cities.html", city_hits(request))
    form = OrganisationForm(request.POST or None)
    made: list[Any] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        city = city_of(request.POST.get("city", ""))
        if done(
            request,
            lambda: made.append(create_organisation(request.actor, city=city, **data)),
            _("It is in the network. Invite its first administrator next."),
            form,
        ):
            return redirect("network:people", made[0].id)
    context = {"form": form, **city_hits(request)}
    return render(request, "network/create_organisation.html", context, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    found = identity.organisation_or_404(request.actor, key)
    require(may_manage_people(request.actor, key))
    if is_fragment(request, "cities"):
        return render(request, "network/_cities.html", city_hits(request, found.country))
    form = OrganisationChangeForm(request.POST or None, initial={"name": found.name, "contact": found.contact})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        city = city_of(request.POST.get("city", ""))
        if done(
            request,
            lambda: change_organisation(request.actor, found, data["name"], city, data["contact"]),
            _("Saved."),
            form,
        ):
            return redirect("network:organisation", key)
    context = {"form": form, "organisation": found, **city_hits(request, found.country)}
    return render(request, "network/edit_organisation.html", context, status=status_of(form))

"""Sharing groups: with whom an organisation shares, as clients (TLP:AMBER) and as community (TLP:GREEN)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.change_sharing_group import change_sharing_group
from openward.foundation.identity.actions.create_sharing_group import create_sharing_group
from openward.foundation.identity.actions.delete_sharing_group import delete_sharing_group
from openward.foundation.identity.models import Organisation
from openward.foundation.visibility.powers import may_coordinate
from openward.foundation.visibility.refusal import require
from openward.rooms.network.forms import SharingGroupForm
from openward.rooms.network.views.answers import done, is_fragment, status_of

RELATIONS = ("clients", "community")
FOUND = 12


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, key: UUID) -> HttpResponse:
    """The groups of one's own organisation; its coordinators make new ones here."""
    organisation = identity.own_organisation_or_404(request.actor, key)
    form = SharingGroupForm(request.POST or None)
    made: list[Any] = []
    if request.method == "POST":
        require(may_coordinate(request.actor, key))
        if form.is_valid() and done(
            request,
            lambda: made.append(create_sharing_group(request.actor, organisation, form.cleaned_data["name"])),
            _("The group is made. Add the organisations that you share with."),
            form,
        ):
            return redirect("network:sharing_group", made[0].id)
    context = {
        "organisation": organisation,
        "groups": identity.sharing_groups(request.actor, organisation),
        "may_coordinate": bool(may_coordinate(request.actor, key)),
        "form": form,
    }
    return render(request, "network/sharing_groups.html", context, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, key: UUID) -> HttpResponse:
    """One group: `add` and `remove` name an organisation's key; without them the name is changed."""
    found = identity.sharing_group_or_404(request.actor, key)
    text = request.GET.get("q", "")[:200]
    form = SharingGroupForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        action = _change_asked_for(request, found, form)
        if action is not None and done(request, action, _("Saved.")):
            return redirect("network:sharing_group", key)
    context = {
        "group": found,
        "organisation": found.owner,
        "relations": [(name, getattr(found, name).order_by("name", "id")) for name in RELATIONS],
        "text": text,
        "hits": identity.organisations(request.actor, text).exclude(pk=found.owner_id)[:FOUND] if text else [],
        "form": form,
    }
    template = "network/_group_hits.html" if is_fragment(request, "hits") else "network/sharing_group.html"
    return render(request, template, context, status=400 if request.method == "POST" else 200)


def _change_asked_for(request: HttpRequest, found: Any, form: SharingGroupForm) -> Any:
    """What the form that was sent wants, as an action; None where the form is at fault."""
    members = {name: set(getattr(found, name).all()) for name in RELATIONS}
    name, reason = found.name, request.POST.get("reason", "").strip()[:1000]
    if key := request.POST.get("add") or request.POST.get("remove"):
        relation = request.POST.get("relation", "")
        if relation not in RELATIONS:
            raise Http404
        organisation = identity.organisation_of_text_or_404(request.actor, key)
        change = set.add if request.POST.get("add") else set.discard
        change(members[relation], organisation)
    elif form.is_valid():
        name = form.cleaned_data["name"]
    else:
        return None

    def ordered(found: set[Organisation]) -> list[Organisation]:
        return sorted(found, key=lambda organisation: organisation.pk)

    return lambda: change_sharing_group(
        request.actor, found, name, ordered(members["clients"]), ordered(members["community"]), reason
    )


@login_required
@require_POST
def delete(request: HttpRequest, key: UUID) -> HttpResponse:
    found = identity.sharing_group_or_404(request.actor, key)
    if done(request, lambda: delete_sharing_group(request.actor, found), _("The group is deleted.")):
        return redirect("network:sharing_groups", found.owner_id)
    return redirect("network:sharing_group", key)

"""Who sees one record of any kind, and why; for its owner's people: who is assigned, its label, its sharing group."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.history import log
from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.assign import assign as assign_member
from openward.foundation.identity.models import Person
from openward.foundation.visibility.actions.lower_label import lower_label
from openward.foundation.visibility.actions.name_reader import name_reader, unname_reader
from openward.foundation.visibility.actions.raise_label import raise_label
from openward.foundation.visibility.actions.share import close_to_police, share
from openward.foundation.visibility.labels import MEANING, Label, strictness
from openward.foundation.visibility.policy import Verb, effective_label, may, may_read
from openward.foundation.visibility.reasons import REASONS
from openward.foundation.visibility.references import address_of, kind_of
from openward.foundation.visibility.refusal import require
from openward.rooms.network import selectors
from openward.rooms.network.forms import AssignForm, LabelForm, RecordSharingForm
from openward.rooms.network.views.answers import done


@login_required
@require_safe
def record(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    found = selectors.record_of_kind_or_404(request.actor, kind, key)
    log.read(found)
    return _page(request, found)


def _page(request: HttpRequest, found: Any, status: int = 200, **forms: Any) -> HttpResponse:
    actor = request.actor
    own = found.label
    may_assign, may_label = bool(may(actor, Verb.ASSIGN, found)), bool(may(actor, Verb.LABEL, found))
    sharing = {"group": found.sharing_group, "closed_to_police": found.closed_to_police}
    may_change = bool(may(actor, Verb.CHANGE, found))
    documents, others = selectors.documents_of(actor, found) if may_change else ([], 0)
    context = {
        "documents": [(document, address_of(document)) for document in documents],
        "other_documents": others,
        "record": found,
        "kind": kind_of(found),
        "word": found._meta.verbose_name,
        "address": address_of(found),
        "label": effective_label(found),
        "is_stricter": effective_label(found) != own,
        "meaning": MEANING[Label(effective_label(found))],
        "reason": REASONS[may_read(actor, found).reason],
        "is_member": found.owner_id in actor.organisations,
        "assigned": identity.assignments_to(actor, found) if found.visibility.assignable else [],
        "named": selectors.named_readers(actor, found),
        "label_changes": selectors.label_changes(actor, found),
        "may_assign": may_assign and found.visibility.assignable,
        "may_change": may_change,
        "may_label": may_label,
        "assign_form": AssignForm(members=identity.assignable_members(found.owner_id)),
        "label_form": LabelForm(initial={"label": own}),
        "sharing_form": RecordSharingForm(initial=sharing, groups=selectors.groups_of_owner(found)),
        **forms,
    }
    return render(request, "network/record.html", context, status=status)


def _answer(request: HttpRequest, found: Any, name: str, form: Any, action: Any, message: Any) -> HttpResponse:
    """Back to the page: with the message, or with the form and its errors."""
    if form.is_valid() and done(request, lambda: action(form.cleaned_data), message, form):
        return redirect("network:record", kind_of(found), found.pk)
    return _page(request, found, 400, **{name: form})


@login_required
@require_POST
def assign(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    found = selectors.record_of_kind_or_404(request.actor, kind, key)
    require(may(request.actor, Verb.ASSIGN, found))
    form = AssignForm(request.POST, members=identity.assignable_members(found.owner_id))
    return _answer(
        request, found, "assign_form", form,
        lambda data: assign_member(request.actor, data["membership"], found, data["until"]), _("Assigned."),
    )  # fmt: skip


@login_required
@require_POST
def label(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Up or down by one form; the actions ask for what each needs."""
    found = selectors.record_of_kind_or_404(request.actor, kind, key)
    require(may(request.actor, Verb.CHANGE, found))
    form = LabelForm(request.POST)

    def change(data: dict[str, Any]) -> None:
        if strictness(data["label"]) < strictness(found.label):
            lower_label(request.actor, found, data["label"], data["reason"], data["rule"])
        else:
            raise_label(request.actor, found, data["label"], data["reason"])

    return _answer(request, found, "label_form", form, change, _("The label is changed."))


@login_required
@require_POST
def readers(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    """Name a person on the record by their address, or (with `person`) name them no longer."""
    found = selectors.record_of_kind_or_404(request.actor, kind, key)
    require(may(request.actor, Verb.LABEL, found))
    if leaving := request.POST.get("person"):
        reader = next(
            (row.person for row in selectors.named_readers(request.actor, found) if str(row.person_id) == leaving), None
        )
        if reader is None:
            raise Http404
        done(request, lambda: unname_reader(request.actor, found, reader), _("Named no longer."))
    else:
        email = request.POST.get("email", "").strip().casefold()[:254]
        done(request, lambda: _name_by_address(request, found, email), _("Named on the record."))
    return redirect("network:record", kind_of(found), found.pk)


def _name_by_address(request: HttpRequest, found: Any, email: str) -> None:
    name_reader(request.actor, found, Person.objects.filter(email=email, is_active=True).first() or Person())


@login_required
@require_POST
def sharing(request: HttpRequest, kind: str, key: UUID) -> HttpResponse:
    found = selectors.record_of_kind_or_404(request.actor, kind, key)
    require(may(request.actor, Verb.CHANGE, found))
    form = RecordSharingForm(request.POST, groups=selectors.groups_of_owner(found))

    def change(data: dict[str, Any]) -> None:
        if data["closed_to_police"] != found.closed_to_police:
            close_to_police(request.actor, found, data["closed_to_police"], data["reason"])
        if data["group"] != found.sharing_group:
            share(request.actor, found, data["group"], data["reason"])

    return _answer(request, found, "sharing_form", form, change, _("Saved."))

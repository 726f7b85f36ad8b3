"""What a person says of themself, how they sign in, where they belong and what they work on."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.change_profile import change_profile
from openward.foundation.identity.models import Membership
from openward.foundation.visibility.references import visible_records
from openward.rooms.network.forms import ProfileForm
from openward.rooms.network.views.answers import done, status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    person = request.user
    initial = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    form = ProfileForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(request, lambda: change_profile(request.actor, **form.cleaned_data), _("Saved."), form)
    ):
        return redirect("network:account")
    mine = list(identity.own_assignments(request.actor))
    records = visible_records(request.actor, [(row.record_kind, row.record) for row in mine])
    context = {
        "form": form,
        "memberships": Membership.objects.current().filter(person=person).select_related("organisation").order_by("id"),
        "assignments": [
            (row, records[row.record_kind, row.record]) for row in mine if (row.record_kind, row.record) in records
        ],
        "has_second_factor": is_mfa_enabled(person),
    }
    return render(request, "network/account.html", context, status=status_of(form))

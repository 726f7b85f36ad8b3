"""Accepting an invitation: the one page of this room that is open to who has not signed in."""

from __future__ import annotations

from typing import cast
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.socialaccount.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from openward.foundation.identity.actions.accept_invitation import accept_invitation, open_invitation
from openward.foundation.identity.adapters import INVITATION
from openward.foundation.identity.models import Person
from openward.methods.errors import OpenwardError
from openward.rooms.network.forms import AcceptForm
from openward.rooms.network.views.answers import in_words, status_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Asks for a name and a password, or for a click from who is known here already. A token that opens nothing is
    answered like any other that opens nothing."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "network/invitation_closed.html", status=404)
    person = cast(Person, request.user) if request.user.is_authenticated else None
    known = Person.objects.filter(email=invitation.email).exists()
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and (person or form.is_valid()):
        given = {} if person else {name: value for name, value in form.cleaned_data.items() if value}
        try:
            joined = accept_invitation(invitation, person, **{"language": get_language() or "", **given})
        except OpenwardError as error:
            messages.error(request, in_words(error))
        except ValidationError as error:
            form.add_error("password", error)
        else:
            if person is None:
                login(request, joined, backend=BACKEND)
                record_authentication(request, joined, "password")
            messages.success(request, _("Welcome to %(name)s.") % {"name": invitation.organisation})
            return redirect("network:organisation", invitation.organisation_id)
    services = get_adapter().list_providers(request) if person is None and not known else []
    if services:
        # The sign-in service comes back to another address.
        request.session[INVITATION] = str(invitation.pk)
    here = reverse("network:accept_invitation", args=[token])
    context = {
        "invitation": invitation,
        "form": form,
        "services": services,
        "is_for_another": person is not None and person.email != invitation.email,
        "must_sign_in": person is None and known,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': here})}",
    }
    return render(request, "network/accept_invitation.html", context, status=status_of(form) if not person else 200)

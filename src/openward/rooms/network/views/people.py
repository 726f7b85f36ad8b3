"""People of an organisation: who is in it, in which role, and who is invited."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from openward.foundation.identity import selectors as identity
from openward.foundation.identity.actions.change_role import change_role
from openward.foundation.identity.actions.end_membership import end_membership
from openward.foundation.identity.actions.invite import invite
from openward.foundation.identity.actions.withdraw_invitation import withdraw_invitation
from openward.foundation.identity.models import Role
from openward.foundation.visibility.powers import may_coordinate, may_invite, may_see_people
from openward.foundation.visibility.refusal import require
from openward.rooms.network.forms import InviteForm
from openward.rooms.network.views.answers import done, status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def roster(request: HttpRequest, key: UUID) -> HttpResponse:
    """Members see who belongs to it; administrators invite here. Who founds organisations invites a first one."""
    organisation = identity.organisation_or_404(request.actor, key)
    roles = [role for role in Role if may_invite(request.actor, key, role)]
    if not roles and not may_see_people(request.actor, key):
        raise Http404
    form = InviteForm(request.POST or None, roles=roles)
    if request.method == "POST":
        require(may_invite(request.actor, key, request.POST.get("role", "")))
        if form.is_valid():
            data = form.cleaned_data
            if done(
                request,
                lambda: invite(request.actor, organisation, data["email"], data["role"], data["language"]),
                _("The invitation is on its way to %(email)s.") % {"email": data["email"]},
                form,
            ):
                return redirect("network:people", key)
    context = {
        "organisation": organisation,
        "members": identity.members(request.actor, organisation),
        "invitations": identity.invitations(request.actor, organisation),
        "roles": Role.choices,
        "may_manage": bool(may_invite(request.actor, key, Role.READER)),
        "may_invite": bool(roles),
        "may_coordinate": bool(may_coordinate(request.actor, key)),
        "form": form,
    }
    return render(request, "network/people.html", context, status=status_of(form))


@login_required
@require_POST
def role(request: HttpRequest, key: UUID) -> HttpResponse:
    membership = identity.membership_or_404(request.actor, key)
    wanted = request.POST.get("role", "")
    if wanted not in Role.values:
        raise Http404
    done(request, lambda: change_role(request.actor, membership, wanted), _("The role is changed."))
    return redirect("network:people", membership.organisation_id)


@login_required
@require_POST
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    membership = identity.membership_or_404(request.actor, key)
    reason = request.POST.get("reason", "").strip()[:1000]
    done(request, lambda: end_membership(request.actor, membership, reason), _("The membership has ended."))
    if membership.person_id == request.actor.person:
        return redirect("network:account")
    return redirect("network:people", membership.organisation_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    invitation = identity.invitation_or_404(request.actor, key)
    done(request, lambda: withdraw_invitation(request.actor, invitation), _("The invitation is withdrawn."))
    return redirect("network:people", invitation.organisation_id)

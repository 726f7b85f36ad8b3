"""Doors into the installation: by invitation only, whether with a password or through a sign-in service."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

from openward.foundation.identity.actions.accept_invitation import accept_invitation
from openward.foundation.identity.models import Invitation, Person
from openward.methods.errors import OpenwardError

# The session remembers which invitation someone opened and now accepts through a sign-in service.
INVITATION = "invitation"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("network:account")


class SignInServiceAdapter(DefaultSocialAccountAdapter):
    """A sign-in service tells who someone is; whether they belong here was decided by an invitation.

    Only an address that the service says it verified counts. Of what the service tells, nothing is kept but its key
    for the person. Once someone has come with that key, another key with the same address is somebody else: addresses
    are given to the next employee.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        person = sociallogin.user
        person.email = (data.get("email") or "").casefold()
        full = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        person.name = " ".join(full.split())[:200]
        sociallogin.account.extra_data = {}
        return person

    def authenticate_by_email(self, login: Any) -> tuple[Any, str] | None:
        found = super().authenticate_by_email(login)
        if found and SocialAccount.objects.filter(user=found[0], provider=login.account.provider).exists():
            return None
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process") == "connect":
            raise PermissionDenied
        key = request.session.pop(INVITATION, None)
        invitation = Invitation.objects.filter(pk=key).first() if key else None
        if invitation is None or not invitation.is_open:
            return
        verified = {address.email.casefold() for address in sociallogin.email_addresses if address.verified}
        if invitation.email not in verified:
            return
        known = sociallogin.user if sociallogin.is_existing else None
        if known is None and Person.objects.filter(email=invitation.email).exists():
            return
        offered = sociallogin.user.name or invitation.email.partition("@")[0]
        try:
            person = accept_invitation(invitation, known, offered)
        except OpenwardError:
            return  # the page of the invitation says why
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)

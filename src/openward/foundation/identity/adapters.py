"""Doors into the installation: by invitation only, whether with a password or through a sign-in service."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SignInServiceAdapter(DefaultSocialAccountAdapter):
    """A sign-in service tells who someone is; whether they belong here was decided by an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: object) -> bool:
        return False

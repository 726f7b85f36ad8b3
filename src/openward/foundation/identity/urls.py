"""Sign-in and what belongs to it: allauth's addresses, except for the doors that people here don't use.

Nobody signs up: people are invited. Nobody changes their address: an administrator invites the new one, so that an
address stays proven. Accounts of sign-in services are joined by a proven address alone.
"""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path

CLOSED = (
    "signup/",
    "email/",
    "confirm-email/",
    "login/code/",
    "3rdparty/$",
    "3rdparty/signup/",
    "social/",
)


def closed(request: HttpRequest) -> NoReturn:
    raise Http404


urlpatterns = [
    re_path(rf"^(?:{'|'.join(CLOSED)})", closed, name="account_closed"),
    path("", include("allauth.urls")),
]

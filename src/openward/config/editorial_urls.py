"""Wagtail's administration, for editorial pages alone. What would go round the policy is closed: its own sign-in (it
asks no second factor), people, groups, forms, documents and images (they have no label), and lists across all models.

A new address of Wagtail is closed until it is named here.
"""

from __future__ import annotations

from typing import NoReturn

from allauth.account.views import logout
from django.http import Http404, HttpRequest
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail.admin import urls as wagtail_admin_urls

OPEN = (
    "$",
    "pages/",
    "choose-page/",
    "choose-external-link/",
    "choose-email-link/",
    "choose-phone-link/",
    "choose-anchor-link/",
    "bulk/wagtailcore/page/",
    "editing-sessions/ping/wagtailcore/page/",
    "editing-sessions/release/",
    "block-preview/",
    "dismissibles/",
    "api/main/pages/",
    "localize/",
    "redirects/",
    "workflows/",
    "locales/",
    "sites/",
    "jsi18n/",
    "sprite/",
)


def closed(request: HttpRequest) -> NoReturn:
    raise Http404


urlpatterns = [
    path("logout/", logout),
    path("account/", RedirectView.as_view(pattern_name="network:account")),
    re_path(rf"^(?!{'|'.join(OPEN)}).*", closed, name="editorial_closed"),
    path("", include(wagtail_admin_urls)),
]

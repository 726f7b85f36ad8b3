"""All addresses: each room brings its own. A later room adds one line."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("", include("openward.foundation.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtail_admin_urls)),
    path("network/", include("openward.rooms.network.urls")),
]

"""All addresses: each room brings its own. A later room adds one line."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("", include("openward.foundation.ui.urls")),
    path("accounts/", include("allauth.urls")),
    path("cms/", include(wagtail_admin_urls)),
    path("history/", include("openward.foundation.history.urls")),
    path("jobs/", include("openward.foundation.jobs.urls")),
    path("notices/", include("openward.foundation.notices.urls")),
    path("network/", include("openward.rooms.network.urls")),
    path("places/", include("openward.rooms.places.urls")),
]

handler400 = "openward.foundation.ui.refusals.bad_request"
handler403 = "openward.foundation.ui.refusals.forbidden"
handler404 = "openward.foundation.ui.refusals.not_found"
handler500 = "openward.foundation.ui.refusals.server_error"

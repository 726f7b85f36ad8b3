"""All addresses: each room brings its own. A later room adds one line."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("openward.foundation.ui.urls")),
    path("accounts/", include("openward.foundation.identity.urls")),
    path("cms/", include("openward.config.editorial_urls")),
    path("history/", include("openward.foundation.history.urls")),
    path("jobs/", include("openward.foundation.jobs.urls")),
    path("notices/", include("openward.foundation.notices.urls")),
    path("network/", include("openward.rooms.network.urls")),
    path("places/", include("openward.rooms.places.urls")),
    path("plans/", include("openward.rooms.plans.urls")),
]

handler400 = "openward.foundation.ui.refusals.bad_request"
handler403 = "openward.foundation.ui.refusals.forbidden"
handler404 = "openward.foundation.ui.refusals.not_found"
handler500 = "openward.foundation.ui.refusals.server_error"

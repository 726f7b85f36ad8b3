from django.urls import include, path

from tests.journeys.gallery import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/bare/", views.bare, name="gallery-bare"),
    path("gallery/form/", views.form, name="gallery-form"),
    path("gallery/week.svg", views.week, name="gallery-week"),
    path("gallery/frontier.svg", views.frontier, name="gallery-frontier"),
    path("gallery/points.json", views.map_points, name="gallery-points"),
    path("gallery/map.pmtiles", views.tiles, name="gallery-tiles"),
    path("gallery/broken/", views.broken, name="gallery-broken"),
    path("", include("openward.config.urls")),
]
handler400 = "openward.foundation.ui.refusals.bad_request"
handler403 = "openward.foundation.ui.refusals.forbidden"
handler404 = "openward.foundation.ui.refusals.not_found"
handler500 = "openward.foundation.ui.refusals.server_error"

from django.urls import path, re_path

from openward.rooms.places import views

app_name = "places"
urlpatterns = [
    path("", views.registers, name="registers"),
    path("upload/", views.upload, name="upload"),
    path("registers/<uuid:key>/", views.register, name="register"),
    path("registers/<uuid:key>/work-anew", views.work_out_anew, name="work-anew"),
    path("registers/<uuid:key>/printed", views.printed, name="printed"),
    path("registers/<uuid:key>/points.json", views.points, name="points"),
    path("registers/<uuid:key>/base-map.pmtiles", views.tiles, name="tiles"),
    re_path(r"^registers/(?P<key>[0-9a-f-]{36})/(?P<name>register\.(?:geojson|xlsx))$", views.export, name="export"),
    path("<uuid:key>/", views.place, name="place"),
    path("<uuid:key>/people.svg", views.people, name="people"),
    path("<uuid:key>/edit/", views.edit, name="edit"),
]

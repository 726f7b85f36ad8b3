from django.urls import path, re_path

from openward.rooms.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.briefs, name="briefs"),
    path("ask/", views.ask, name="ask"),
    path("briefs/<uuid:key>/", views.brief, name="brief"),
    path("briefs/<uuid:key>/frontier.svg", views.frontier, name="frontier"),
    re_path(
        r"^briefs/(?P<key>[0-9a-f-]{36})/files/(?P<name>[a-z]+\.(?:pdf|json|html|geojson|xlsx))$",
        views.download,
        name="download",
    ),
]

from django.urls import path

from openward.foundation.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="list"),
    path("read", views.read_all, name="read-all"),
    path("<uuid:key>/read", views.read_one, name="read"),
]

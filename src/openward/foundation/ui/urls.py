from django.urls import path

from openward.foundation.ui import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language", views.language, name="language"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
]

from django.urls import path

from openward.foundation.history import views

app_name = "history"
urlpatterns = [
    path("who-looked/", views.own_organisation, name="own-organisation"),
    path("who-looked/<uuid:key>/", views.who_looked, name="who-looked"),
    path("who-changed/<uuid:key>/", views.who_changed, name="who-changed"),
    path("events/<uuid:key>/undo", views.undo_event, name="undo"),
    path("<str:kind>/<uuid:key>/", views.versions, name="versions"),
    path("<str:kind>/<uuid:key>/printed", views.printed, name="printed"),
]

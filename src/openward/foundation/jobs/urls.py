from django.urls import path

from openward.foundation.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="list"),
    path("<uuid:key>/", views.job, name="job"),
    path("<uuid:key>/progress", views.progress, name="progress"),
    path("<uuid:key>/cancel", views.cancel_job, name="cancel"),
    path("<uuid:key>/retry", views.retry_job, name="retry"),
]

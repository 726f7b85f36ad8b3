"""What home tells of jobs: those of the person that wait or run."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.jobs.selectors import under_way
from openward.foundation.ui import home


@home.section("jobs", order=20)
def jobs_under_way(request: HttpRequest) -> home.Section | None:
    found = under_way(request.actor)
    if not found:
        return None
    return home.Section(_("Under way"), "jobs/_under_way.html", {"jobs": found}, reverse("jobs:list"), _("All jobs"))

"""On home: what is being worked on for the person, and what stopped."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from openward.foundation.jobs.selectors import mine
from openward.foundation.ui import home

LOOKED_AT = 20
SHOWN = 4


@home.section("jobs", order=20)
def jobs(request: HttpRequest) -> home.Section | None:
    """Jobs under way, and the newest ones that may be started again."""
    found = [job for job in mine(request.actor, limit=LOOKED_AT) if job.is_under_way or job.may_start_again][:SHOWN]
    if not found:
        return None
    return home.Section(_("Jobs"), "jobs/_lines.html", {"jobs": found}, reverse("jobs:list"), _("All your jobs"))

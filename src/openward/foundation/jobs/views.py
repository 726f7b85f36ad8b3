"""Pages of jobs. The fragment of progress asks for itself again while the job is under way; without JavaScript the page
reloads itself instead."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.jobs import interruption, selectors
from openward.foundation.jobs.actions import cancel, retry
from openward.foundation.jobs.models import Job
from openward.foundation.traces.selectors import traces_of
from openward.foundation.ui.paging import keyset
from openward.foundation.visibility.references import address_of
from openward.methods.errors import OpenwardError
from openward.wording import words


@login_required
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    interruption.find()
    page = keyset(request, selectors.mine(request.actor), ["id"], descending=True)
    return render(request, "jobs/list.html", {"slice": page, "jobs": page.rows})


@login_required
@require_safe
def job(request: HttpRequest, key: UUID) -> HttpResponse:
    found = _found(request, key)
    about = selectors.subject_of(request.actor, found)
    context = {
        "job": found,
        "about": about,
        "about_address": address_of(about),
        "traces": traces_of(request.actor, found),
    }
    return render(request, "jobs/job.html", context)


@login_required
@require_safe
def progress(request: HttpRequest, key: UUID) -> HttpResponse:
    """The fragment. When the job has ended, the page around it is asked to load anew, since it may show the result."""
    found = _found(request, key)
    response = render(request, "jobs/_progress.html", {"job": found})
    if not found.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel_job(request: HttpRequest, key: UUID) -> HttpResponse:
    cancel(request.actor, _found(request, key))
    return redirect("jobs:job", key)


@login_required
@require_POST
def retry_job(request: HttpRequest, key: UUID) -> HttpResponse:
    try:
        retry(request.actor, _found(request, key))
    except OpenwardError as error:
        messages.error(request, words(get_language() or "en").error(error))
    else:
        messages.success(request, _("It is in the queue again."))
    return redirect("jobs:job", key)


def _found(request: HttpRequest, key: UUID) -> Job:
    interruption.find()
    return selectors.job_or_404(request.actor, key)

"""Error pages in the reader's words: what is wrong, and what to do. A 404 is the same for what does not exist and for
what the reader may not know of. No page repeats what was asked, and none shows how the software is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import structlog
from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from openward.foundation.visibility.reasons import REASONS
from openward.foundation.visibility.refusal import Refused


@dataclass(frozen=True)
class Refusal:
    """`status` with its title and what to do next."""

    status: int
    title: Any
    mend: Any


BAD_REQUEST = Refusal(
    400,
    gettext_lazy("This could not be understood"),
    gettext_lazy("Something in the address or in the form is not as it should be. Go back, check it, and try again."),
)
FORBIDDEN = Refusal(
    403,
    gettext_lazy("This is not open to you"),
    gettext_lazy("Your role does not allow it. Ask the coordinator of your organisation if you need it for your work."),
)
STALE_FORM = Refusal(
    403,
    gettext_lazy("This form has grown old"),
    gettext_lazy("To keep others from sending forms in your name, each one is good for a while only. Go back, load the "
                 "page anew, and send it again. If it happens again, let your browser keep cookies of this site."),
)  # fmt: skip
NOT_FOUND = Refusal(
    404,
    gettext_lazy("There is nothing here for you"),
    gettext_lazy("Either it does not exist, or it is not shared with you; this page cannot tell which. Check the "
                 "address, or ask whoever gave it to you."),
)  # fmt: skip
TOO_LARGE = Refusal(
    413,
    gettext_lazy("That is too large"),
    gettext_lazy("What you sent is larger than this site takes. Send a smaller file, or ask those who run the site to "
                 "raise the limit."),
)  # fmt: skip
OUR_FAULT = Refusal(
    500,
    gettext_lazy("That was a fault of ours"),
    gettext_lazy("What you had saved before is safe. Try again; if it happens again, tell those who run this site the "
                 "number below."),
)  # fmt: skip


def refuse(request: HttpRequest, refusal: Refusal, reason: str = "") -> HttpResponse:
    """The page of a refusal, or its JSON where a script asked. `reason` is a sentence that says more."""
    if "text/html" not in request.headers.get("Accept", "text/html") and "*/*" not in request.headers.get("Accept", ""):
        return JsonResponse({"error": str(reason or refusal.mend)}, status=refusal.status)
    context = {"refusal": refusal, "reason": reason}
    return render(request, "ui/refusal.html", context, status=refusal.status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return refuse(request, TOO_LARGE)
    # Only what our own code says is in the reader's words; Django's messages are for developers.
    return refuse(request, BAD_REQUEST, str(exception) if type(exception) is BadRequest else "")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    reason = REASONS.get(exception.reason, "") if isinstance(exception, Refused) else ""
    return refuse(request, replace(FORBIDDEN, mend=reason) if reason else FORBIDDEN)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW; its `reason` is for developers."""
    return refuse(request, STALE_FORM)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refuse(request, NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the session: they may be what failed. Whether someone is signed in it can only
    guess from their cookie."""
    context = {
        "refusal": OUR_FAULT,
        "home": _("Home"),
        "reference": structlog.contextvars.get_contextvars().get("request_id", ""),
        "request": request,
        "csrf_token": get_token(request),
        "language": get_language(),
        "languages": settings.LANGUAGES,
        "may_be_signed_in": settings.SESSION_COOKIE_NAME in request.COOKIES,
    }
    return HttpResponse(render_to_string("ui/fault.html", context), status=500)

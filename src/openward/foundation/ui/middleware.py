"""The language and time zone of a page, and the size of what it takes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import timezone, translation

from openward.foundation.ui.refusals import TOO_LARGE, refuse

FORM_BESIDE_FILE = 1024 * 1024


class LanguageMiddleware(LocaleMiddleware):
    """What the person chose, else what this browser chose, else what the browser asks for, else the installation's. It
    stands after authentication, because a person's choice follows them to any machine."""

    def process_request(self, request: HttpRequest) -> None:
        # Asking for the person reads the session; a browser without one needs no query.
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        person = request.user if has_session and request.user.is_authenticated else None
        chosen = person.language if person else ""
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        translation.activate(chosen)
        request.LANGUAGE_CODE = translation.get_language()
        # An unset zone is the installation's; it must not be that of this thread's last reader.
        timezone.deactivate()
        if person and person.time_zone:
            with suppress(ZoneInfoNotFoundError, ValueError):
                timezone.activate(ZoneInfo(person.time_zone))


class BodyLimitMiddleware:
    """Refuses a body larger than any upload may be by what it says of itself, before a byte of it is read or kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        stated = request.META.get("CONTENT_LENGTH") or "0"
        if stated.isdigit() and int(stated) > settings.UPLOAD_LIMIT_BYTES + FORM_BESIDE_FILE:
            return refuse(request, TOO_LARGE)
        return self.get_response(request)

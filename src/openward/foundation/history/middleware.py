"""Carries the person, the request's id and the staff session through an operation, for whatever is logged in it."""

from __future__ import annotations

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from openward.foundation.history.context import Context, entered


class HistoryMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(structlog.contextvars.get_contextvars().get("request_id", ""))
        with entered(Context(lambda: request.actor, request_id[:64])):
            return self.get_response(request)

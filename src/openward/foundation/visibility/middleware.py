"""Puts the actor on each request, computed anew each time, so that a revocation works at once."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from openward.foundation.visibility.actor import actor_of


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user))  # type: ignore[attr-defined]
        response = self.get_response(request)
        # Shared machines and proxies keep nothing of what somebody saw, unless a view says that it is for all.
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

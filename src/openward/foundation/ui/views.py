"""Home, the choice of a language, and the addresses that machines ask: health and readiness."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.ui.actions.choose_language import choose_language
from openward.foundation.ui.home import sections, starts


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "ui/welcome.html")
    found = sections(request)
    context = {"sections": found, "needs": any(section.is_need for section in found), "starts": starts(request)}
    return render(request, "ui/home.html", context)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Sets the language and goes back to the page that asked."""
    target = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = reverse("home")
    response = HttpResponseRedirect(target)
    choose_language(request.user, request.POST.get("language", ""), response)
    return response


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """The process can work: its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ready"})

"""The page of one's own notices."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from openward.foundation.notices import selectors
from openward.foundation.notices.actions import mark_all_read, mark_read
from openward.foundation.ui.paging import keyset


@login_required
@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    page = keyset(request, selectors.mine(request.actor), ["id"], descending=True)
    context = {"slice": page, "notices": selectors.shown(request.actor, page.rows)}
    return render(request, "notices/list.html", {**context, "unread_count": selectors.unread_count(request.actor)})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    mark_all_read(request.actor)
    return redirect("notices:list")


@login_required
@require_POST
def read_one(request: HttpRequest, key: UUID) -> HttpResponse:
    """Put it away; htmx takes the row off the page it stands on."""
    if not mark_read(request.actor, key):
        raise Http404
    return HttpResponse("") if request.htmx else redirect("notices:list")

"""On home: what is unread."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from openward.foundation.notices.selectors import unread
from openward.foundation.ui import home

SHOWN = 6


@home.section("notices", order=10)
def notices(request: HttpRequest) -> home.Section | None:
    found = unread(request.actor, SHOWN)
    if not found:
        return None
    context = {"notices": found, "removes": True}
    return home.Section(_("Unread"), "notices/_unread.html", context, reverse("notices:list"), _("All notices"))

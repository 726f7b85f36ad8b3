"""What home tells of notices: those that were not read."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.notices.selectors import unread
from openward.foundation.ui import home


@home.section("notices", order=10)
def unread_notices(request: HttpRequest) -> home.Section | None:
    found = unread(request.actor, limit=10)
    if not found:
        return None
    context = {"notices": found, "removes": True}
    return home.Section(_("Unread"), "notices/_unread.html", context, reverse("notices:list"), _("All notices"))

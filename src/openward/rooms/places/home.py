"""On home: the registers someone works on, and the way to a first one."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openward.foundation.ui import home
from openward.foundation.visibility.policy import ROLES_FOR, Verb
from openward.rooms.places import selectors

SHOWN = 5


@home.section("registers", order=30)
def registers(request: HttpRequest) -> home.Section | None:
    found = list(selectors.registers(request.actor)[:SHOWN])
    if not found:
        return None
    return home.Section(
        _("Registers you work on"),
        "places/_registers.html",
        {"registers": found},
        reverse("places:registers"),
        _("All registers"),
    )


def may_upload(request: HttpRequest) -> bool:
    return any(membership.role in ROLES_FOR[Verb.CREATE] for membership in request.actor.memberships)


home.offer(
    home.Start(
        "places:upload",
        gettext_lazy("Read a map extract"),
        gettext_lazy("The list of places that matter in your city, from an OpenStreetMap file that you bring."),
        "upload",
        order=20,
        shown=may_upload,
    )
)

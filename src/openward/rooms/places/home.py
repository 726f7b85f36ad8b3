"""On home: the way to a first register."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from openward.foundation.ui import home
from openward.foundation.visibility.policy import ROLES_FOR, Verb


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

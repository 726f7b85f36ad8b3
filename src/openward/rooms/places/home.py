"""On home: the registers and the sites that are open to a person, and the way to a first register."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from openward.foundation.identity.models import OrganisationKind
from openward.foundation.ui import home
from openward.foundation.visibility.policy import ROLES_FOR, Verb
from openward.rooms.places import selectors

SHOWN = 5
# Who comes to make a register. Others may as well, from the page of places; they come for what is open to them.
KEEPERS_OF_REGISTERS = frozenset({OrganisationKind.CITY, OrganisationKind.NATIONAL_AUTHORITY})


@home.section("sites", order=35)
def sites(request: HttpRequest) -> home.Section | None:
    found = list(selectors.sites(request.actor).order_by("sort_name", "id")[:SHOWN])
    if not found:
        return None
    return _all_places(gettext_lazy("Your sites"), found)


@home.section("registers", order=50)
def registers(request: HttpRequest) -> home.Section | None:
    """Those that the person is assigned to stand on home already."""
    assigned = [record for _organisation, record in request.actor.assigned_records]
    found = list(selectors.registers(request.actor).exclude(id__in=assigned)[:SHOWN])
    if not found:
        return None
    return _all_places(gettext_lazy("Registers open to you"), found)


def _all_places(title: Any, found: list[Any]) -> home.Section:
    context = {"lines": home.lines(found)}
    address, action = reverse("places:registers"), gettext_lazy("All that is open to you")
    return home.Section(title, "ui/_records.html", context, address, action, is_need=False)


def comes_to_make_a_register(request: HttpRequest) -> bool:
    return any(m.role in ROLES_FOR[Verb.CREATE] and m.kind in KEEPERS_OF_REGISTERS for m in request.actor.memberships)


home.offer(
    home.Start(
        "places:upload",
        gettext_lazy("Read a map extract"),
        gettext_lazy("The list of places that matter in your city, from an OpenStreetMap file that you bring."),
        "upload",
        order=20,
        shown=comes_to_make_a_register,
    )
)

"""Texts of notices about people, roles and assignments. Keys in their parameters are resolved when they are read."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from openward.foundation.identity.models import Organisation, Person, Role
from openward.foundation.notices.registry import Parameters, message
from openward.foundation.visibility.references import model_of


def resolved(parameters: Parameters) -> dict[str, Any]:
    """Names instead of keys, as they are now."""
    found = dict(parameters)
    if key := found.get("person"):
        found["person"] = str(Person.objects.filter(pk=key).first() or _("someone"))
    if key := found.get("by"):
        found["by"] = str(Person.objects.filter(pk=key).first() or _("someone"))
    if key := found.get("organisation"):
        found["organisation"] = str(Organisation.objects.filter(pk=key).first() or _("an organisation"))
    if kind := found.get("kind"):
        found["kind"] = str(model._meta.verbose_name) if (model := model_of(kind)) else kind
    if role := found.get("role"):
        found["role"] = str(dict(Role.choices).get(role, role))
    return found


def of_organisation(url_name: str) -> Any:
    return lambda parameters: reverse(url_name, args=[parameters["organisation"]])


ORGANISATION = of_organisation("network:organisation")

message("invitation-accepted", _("%(person)s accepted your invitation to %(organisation)s."), resolved, ORGANISATION)
message("role-changed", _("Your role in %(organisation)s is now: %(role)s."), resolved, ORGANISATION)
message(
    "new-in-charge",
    _("%(person)s has a new role in %(organisation)s: %(role)s. %(by)s gave it."),
    resolved,
    of_organisation("network:people"),
)
message("membership-ended", _("Your membership in %(organisation)s has ended."), resolved, ORGANISATION)
message("assigned", _("You were assigned to %(record)s."))
message("unassigned", _("You are no longer assigned to a piece of work."))
message(
    "taken-over",
    _("%(person)s took over work of %(organisation)s that nobody was assigned to."),
    resolved,
    of_organisation("network:take_overs"),
)
message(
    "take-over-asked",
    _(
        "%(person)s asks to take over work of %(organisation)s that nobody is assigned to (%(kind)s). Refuse it if "
        "that is not right."
    ),
    resolved,
    of_organisation("network:take_overs"),
)
message(
    "take-over-refused",
    _("%(person)s refused that work of %(organisation)s is taken over (%(kind)s)."),
    resolved,
    of_organisation("network:take_overs"),
)
message(
    "staff-session-started",
    _("%(person)s, who runs this installation, reads records of %(organisation)s in a staff session."),
    resolved,
    of_organisation("network:staff_sessions"),
)
message(
    "lost-last-reader",
    _("Nobody is left to read a TLP:RED record of %(organisation)s (%(kind)s): the last person named on it has left."),
    resolved,
    ORGANISATION,
)
message("label-raised-to-red", _("%(person)s raised %(record)s (%(kind)s) to TLP:RED."), resolved)
message("label-lowered", _("The label of %(record)s was lowered from %(former)s to %(label)s."))

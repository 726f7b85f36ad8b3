"""{% load identity %}{% staff_session %}: on each page of a staff session, whose records are read, and until when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from openward.foundation.identity.models import StaffSession

register = template.Library()


@register.inclusion_tag("identity/_staff_session.html", takes_context=True)
def staff_session(context: Mapping[str, Any]) -> dict[str, Any]:
    actor = getattr(context.get("request"), "actor", None)
    if actor is None or not actor.staff_session:
        return {"session": None}
    session = StaffSession.objects.select_related("organisation").filter(pk=actor.staff_session).first()
    return {"session": session, "csrf_token": context.get("csrf_token")}

"""On home: the way to a brief."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from openward.foundation.ui import home
from openward.rooms.plans import selectors


def may_ask(request: HttpRequest) -> bool:
    return selectors.registers_for_briefs(request.actor).exists()


home.offer(
    home.Start(
        "plans:ask",
        gettext_lazy("Make a brief"),
        gettext_lazy("What a budget can do for the kinds of place that matter, for the mayor."),
        "file-earmark-text",
        order=40,
        shown=may_ask,
    )
)

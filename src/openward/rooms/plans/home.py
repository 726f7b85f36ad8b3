"""On home: the briefs that are open to a person, and the way to make one."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from openward.foundation.ui import home
from openward.rooms.plans import selectors

SHOWN = 3


@home.section("briefs", order=60)
def briefs(request: HttpRequest) -> home.Section | None:
    """The latest. Those that the person is assigned to stand on home already."""
    assigned = [record for _organisation, record in request.actor.assigned_records]
    found = list(selectors.briefs(request.actor).exclude(id__in=assigned)[:SHOWN])
    if not found:
        return None
    context = {"lines": home.lines(found)}
    title, action = gettext_lazy("Briefs open to you"), gettext_lazy("All briefs")
    return home.Section(title, "ui/_records.html", context, reverse("plans:briefs"), action, is_need=False)


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

"""{% load history %}: where a page tells that its record was printed; what an event counted, in words."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from openward.foundation.history import verbs
from openward.foundation.visibility.references import kind_of

register = template.Library()
register.filter("counted", verbs.counted)


@register.filter
def printed_address(record: Any) -> str:
    """The address that the browser posts to before it prints the record's page."""
    return reverse("history:printed", args=[kind_of(record), record.pk])

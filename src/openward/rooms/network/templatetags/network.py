"""{% load network %}: words of this room."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from openward.foundation.identity.countries import country_name
from openward.foundation.visibility.references import kind_of

register = template.Library()

INVENTED = "ZZ"  # ISO 3166-1 leaves it to users; the demonstration uses it


@register.filter
def country(code: str) -> str:
    """The country's name in the reader's language."""
    return _("an invented country") if code == INVENTED else country_name(code, get_language() or "en")


@register.filter
def kind_word(record: Any) -> str:
    """What kind of record it is, in words."""
    return str(record._meta.verbose_name)


@register.filter
def isolated(name: Any) -> str:
    """A name within a sentence, in marks that keep its direction to itself: what <bdi> does, in plain text."""
    return f"\u2068{name}\u2069"


@register.inclusion_tag("network/_who_sees.html")
def who_sees(record: Any) -> dict[str, Any]:
    """The way from a record to who sees it, where its label, sharing and assignments are changed."""
    return {"address": reverse("network:record", args=[kind_of(record), record.pk])}

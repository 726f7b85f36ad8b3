"""The typology's labels in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, gettext

from openward.methods.typology import load_typology


def kind_label(slug: str) -> str:
    kind = load_typology().kinds.get(slug)
    return gettext(kind.label) if kind else slug


def kind_choices() -> list[tuple[str, str]]:
    """(slug, label), by label."""
    return sorted(
        ((slug, gettext(kind.label)) for slug, kind in load_typology().kinds.items()), key=lambda pair: pair[1]
    )


def place_title(place: Any) -> str:
    """The name on the door; for a place without one, what kind of place it is."""
    return place.name or gettext("%(kind)s without a name") % {"kind": kind_label(place.kind)}


def place_names(place: Any) -> tuple[str, str]:
    """The title, and the name in the reader's language where that is another one, else the empty text."""
    title, own = place_title(place), place.names.get(get_language() or "en") or ""
    return title, own if own != title else ""

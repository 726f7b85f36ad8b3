"""{% load maps %}: {% map_assets %} into the block `head`, and {% city_map ... %} where the map stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django import template
from django.utils.translation import gettext as _

from openward.foundation.maps.words import map_words
from openward.foundation.ui.icons import kind_icon

register = template.Library()
LICENCE = "https://www.openstreetmap.org/copyright"
OPENSTREETMAP = f'<a href="{LICENCE}" rel="noreferrer" target="_blank">© OpenStreetMap contributors</a>'


@register.inclusion_tag("maps/_assets.html")
def map_assets() -> dict[str, Any]:
    """Style sheet and script; only pages with a map load them."""
    return {}


@register.inclusion_tag("maps/_map.html")
def city_map(
    label: str,
    tiles: str = "",
    points: str = "",
    bounds: Sequence[float] | None = None,
    longitude: float | None = None,
    latitude: float | None = None,
    kind: str = "",
    family: str = "",
    list: str = "",
    is_invented: bool = False,
) -> dict[str, Any]:
    """A map named `label`. `tiles` is the address of a view that calls `serve_tiles`; `points` of one that calls
    `points`, with the page's filters in its query. `bounds`: west, south, east, north. `list`: a selector of the list
    whose rows have data-place (the id) and data-position (longitude,latitude); it is always there, for whoever sees no
    map. With `longitude`, `latitude` and `kind` it marks one place instead."""
    return {
        "label": label,
        "tiles": tiles,
        "points": points,
        "bounds": _numbers(bounds),
        "position": "" if longitude is None or latitude is None else _numbers((longitude, latitude)),
        "icon": kind_icon(kind) if kind else "",
        "family": family,
        "list": list,
        "attribution": _("Invented city") if is_invented else OPENSTREETMAP,
        "words": json.dumps(map_words(), ensure_ascii=False),
    }


def _numbers(values: Sequence[float] | None) -> str:
    return ",".join(f"{value:.6f}" for value in values) if values else ""

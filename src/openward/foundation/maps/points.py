"""Records as points of a map: those in the box that is in view, up to a cap; where there are more, counted cells, so
that a city of 100,000 places answers as quickly as a village. The queryset comes scoped by the policy, so counts do.

    box = box_of(request)
    return points(request, Place.objects.visible_to(request.actor), box, feature_of)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Avg, Count, F, IntegerField, Q
from django.db.models.functions import Cast
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

CAP = 2000
CELLS_ACROSS = 24


@dataclass(frozen=True)
class Box:
    """Degrees of WGS 84. `west` > `east` is a box across the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        return (self.east - self.west) % 360 or 360.0

    def condition(self, latitude: str = "latitude", longitude: str = "longitude") -> Q:
        inside = Q(**{f"{latitude}__gte": self.south, f"{latitude}__lte": self.north})
        west, east = Q(**{f"{longitude}__gte": self.west}), Q(**{f"{longitude}__lte": self.east})
        return inside & (west & east if self.west <= self.east else west | east)


WORLD = Box(-180.0, -90.0, 180.0, 90.0)


def box_of(request: HttpRequest) -> Box:
    """The parameter `box`: west,south,east,north. The world where it is missing; a 400 where it is no box."""
    text = request.GET.get("box", "")
    if not text:
        return WORLD
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise BadRequest(_("A box is four numbers with commas: west, south, east, north.")) from None
    # A comparison with nan is false, so this refuses it too.
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90):
        raise BadRequest(_("A box is four numbers with commas: west, south, east, north."))
    return Box(west, south, east, north)


def points(
    request: HttpRequest,
    records: Any,
    box: Box,
    feature: Callable[[Any], dict[str, Any]],
    *,
    latitude: str = "latitude",
    longitude: str = "longitude",
    cap: int = CAP,
) -> JsonResponse:
    """GeoJSON of the records in the box. `feature` gives a record's properties: id, name, kind (words), icon, family,
    address. Two queries at most, however many records there are."""
    inside = records.filter(box.condition(latitude, longitude))
    is_counted = bool(inside.order_by().values_list("pk", flat=True)[cap : cap + 1])
    if is_counted:
        features = _cells(inside, box, latitude, longitude)
        total = sum(cell["properties"]["count"] for cell in features)
    else:
        features = [_place(record, feature, latitude, longitude) for record in inside.order_by("pk")]
        total = len(features)
    answer = {
        "type": "FeatureCollection",
        "total": total,
        "is_counted": is_counted,
        "features": features,
    }
    return JsonResponse(answer, headers={"Cache-Control": "no-store, private"})


def _place(record: Any, feature: Callable[[Any], dict[str, Any]], latitude: str, longitude: str) -> dict[str, Any]:
    position = [round(getattr(record, longitude), 6), round(getattr(record, latitude), 6)]
    return {"type": "Feature", "properties": feature(record), "geometry": {"type": "Point", "coordinates": position}}


def _cells(inside: Any, box: Box, latitude: str, longitude: str) -> list[dict[str, Any]]:
    """Counts in a grid over the box; each stands at the mean position of what it counts. Whether a database cuts or
    rounds a number to its cell is all the same."""
    step = max(box.width, (box.north - box.south)) / CELLS_ACROSS
    rows = (
        inside.order_by()
        .annotate(column=Cast(F(longitude) / step, IntegerField()), row=Cast(F(latitude) / step, IntegerField()))
        .values("column", "row")
        .annotate(count=Count("pk"), x=Avg(longitude), y=Avg(latitude))
        .order_by("row", "column")
    )
    return [
        {
            "type": "Feature",
            "properties": {"count": row["count"]},
            "geometry": {"type": "Point", "coordinates": [round(row["x"], 6), round(row["y"], 6)]},
        }
        for row in rows
    ]

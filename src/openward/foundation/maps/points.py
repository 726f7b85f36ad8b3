"""Records as points of a map: those in the box that is in view, up to a cap; where there are more, counted cells, so
that a city of 100,000 places answers as quickly as a village. The queryset comes scoped by the policy, so counts do.

    box = box_of(request)
    return points(request, Place.objects.visible_to(request.actor), box, feature_of)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Avg, BigIntegerField, Case, Count, F, IntegerField, Max, Q, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from openward.foundation.visibility.labels import STRICTEST_FIRST, Label, strictest, strictness

CAP = 2000
CELLS_ACROSS = 24
# Cells are squares of so many to a degree. A model may keep its own in a column, made by `cell_of`: an index on it lets
# the database count 100,000 places in the order in which they stand there.
CELLS_A_DEGREE = 400
CELLS_A_ROW = 360 * CELLS_A_DEGREE


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

    def rows(self, cell: str) -> Q:
        """The rows of cells that the box touches; for a column of cells."""
        first, last = (int((latitude + 90) * CELLS_A_DEGREE) for latitude in (self.south, self.north))
        return Q(**{f"{cell}__gte": (first - 1) * CELLS_A_ROW, f"{cell}__lte": (last + 2) * CELLS_A_ROW})


WORLD = Box(-180.0, -90.0, 180.0, 90.0)


def cell_of(latitude: str, longitude: str) -> Any:
    """The number of the cell of a position. Databases cut or round here, each in its own way, and always the same."""

    def whole(degrees: Any) -> Any:
        return Cast(degrees * float(CELLS_A_DEGREE), BigIntegerField())

    return whole(F(latitude) + 90.0) * CELLS_A_ROW + whole(F(longitude) + 180.0)


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
    cell: str = "",
    cap: int = CAP,
    tell: Callable[[int, str], None] | None = None,
) -> JsonResponse:
    """GeoJSON of the records in the box. `feature` gives a record's properties: id, name, kind (words), icon, family,
    address. `cell` is the column of their cells, if they have one. `tell`, for records that have labels, is called
    with how many are given out and the strictest label of them: a page logs that. Two queries, however many records
    there are."""
    inside = records.filter(box.condition(latitude, longitude))
    if cell and box != WORLD:
        inside = inside.filter(box.rows(cell))
    is_counted = bool(inside.order_by().values_list("pk", flat=True)[cap : cap + 1])
    if is_counted:
        features, label = _cells(inside.order_by(), box, latitude, longitude, cell, has_labels=tell is not None)
        total = sum(cell["properties"]["count"] for cell in features)
    else:
        rows = list(inside.order_by("pk"))
        features = [_place(record, feature, latitude, longitude) for record in rows]
        label = strictest(record.label for record in rows) if tell else Label.CLEAR
        total = len(features)
    if tell:
        tell(total, label)
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


def _strictness() -> Any:
    """Of the strictest label among counted records."""
    steps = [When(label=label, then=Value(strictness(label))) for label in STRICTEST_FIRST]
    return Max(Case(*steps, default=Value(strictness(Label.RED)), output_field=IntegerField()))


def _cells(
    inside: Any, box: Box, latitude: str, longitude: str, cell: str, *, has_labels: bool
) -> tuple[list[dict[str, Any]], Label]:
    """Counts in a grid over the box, each at the mean position of what it counts; and the strictest label of it all."""
    counted = (
        inside.values(at=F(cell) if cell else cell_of(latitude, longitude))
        .annotate(count=Count("*"), x=Avg(longitude), y=Avg(latitude), strict=_strictness() if has_labels else Value(0))
        .values_list("at", "count", "x", "y", "strict")
        .order_by("at")
    )
    step = max(box.width, box.north - box.south) / CELLS_ACROSS
    grid: defaultdict[tuple[int, int], list[tuple[int, float, float]]] = defaultdict(list)
    strict = strictness(Label.CLEAR)
    for _at, count, x, y, of_cell in counted:
        grid[floor(y / step), floor(x / step)].append((count, x, y))
        strict = max(strict, of_cell)
    features = []
    for _square, held in sorted(grid.items()):
        total = sum(count for count, _x, _y in held)
        position = [round(sum(part[0] * part[axis] for part in held) / total, 6) for axis in (1, 2)]
        features.append(
            {
                "type": "Feature",
                "properties": {"count": total},
                "geometry": {"type": "Point", "coordinates": position},
            }
        )
    return features, next(label for label in Label if strictness(label) == strict)

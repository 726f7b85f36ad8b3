"""Reads of this room, all through the visibility policy. A page of a list is by keyset: its cost does not grow."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import record_or_404
from openward.rooms.places.compute import folded
from openward.rooms.places.models import District, Place, Register, Screening

PAGE = 50
COUNTED_UP_TO = 10_000
POINTS_UP_TO = 5_000
SORTS = ("name", "-name", "kind", "visit")


@dataclass(frozen=True)
class PlaceFilter:
    """What someone looks for in a register. Empty means "all"."""

    text: str = ""
    kind: str = ""
    district: str = ""
    gone: bool = False

    def applied(self, rows: QuerySet[Any], prefix: str = "") -> QuerySet[Any]:
        conditions = Q(**{f"{prefix}gone_at__isnull": not self.gone})
        if self.kind:
            conditions &= Q(**{f"{prefix}kind": self.kind})
        if self.district:
            conditions &= Q(**{f"{prefix}district_code": "" if self.district == "none" else self.district})
        for word in folded(self.text).split():
            conditions &= Q(**{f"{prefix}search_text__contains": word})
        return rows.filter(conditions)


@dataclass(frozen=True)
class Page:
    """One page of a register. `total` stops at COUNTED_UP_TO, and `more_than_total` says so."""

    rows: Sequence[Place]
    next: str | None
    previous: str | None
    total: int
    more_than_total: bool


def registers(actor: Actor) -> QuerySet[Register]:
    return (
        Register.objects.visible_to(actor)
        .select_related("owner")
        .defer("city", "backdrop", "facilities", "extract_facts")
    )


def register_or_404(actor: Actor, key: UUID) -> Register:
    return record_or_404(Register.objects.select_related("owner").defer("backdrop", "facilities"), actor, id=key)


def place_or_404(actor: Actor, key: UUID) -> Place:
    return record_or_404(Place.objects.select_related("owner", "site_operator"), actor, id=key)


def districts(actor: Actor, register: Register) -> list[District]:
    return list(District.objects.visible_to(actor).filter(register=register).defer("shape"))


def screening_of(actor: Actor, place: Place) -> Screening | None:
    return Screening.objects.visible_to(actor).filter(place=place).select_related("place").first()


def sees_screenings(actor: Actor, register: Register) -> bool:
    return Screening.objects.visible_to(actor).filter(register=register).exists()


def page_of_places(actor: Actor, register: Register, wanted: PlaceFilter, sort: str, cursor: str | None) -> Page:
    """Rows of one page with `row.shown_screening` (None where the actor may not see it). Three queries."""
    by_visit = sort == "visit"
    rows: QuerySet[Any]
    if by_visit:
        rows = wanted.applied(Screening.objects.visible_to(actor).filter(register=register), "place__")
        rows = rows.select_related("place")
        keys = ["visit_position", "id"]
    else:
        rows = wanted.applied(Place.objects.visible_to(actor).filter(register=register))
        keys = ["kind", "sort_name", "id"] if sort == "kind" else ["sort_name", "id"]
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    window, next_cursor, previous_cursor = _keyset(rows, keys, cursor, descending=sort.startswith("-"))
    places = [row.place for row in window] if by_visit else list(window)
    found = (
        {row.place_id: row for row in window}
        if by_visit
        else {row.place_id: row for row in Screening.objects.visible_to(actor).filter(place__in=[p.id for p in places])}
    )
    for place in places:
        place.shown_screening = found.get(place.id)
    return Page(places, next_cursor, previous_cursor, min(total, COUNTED_UP_TO), total > COUNTED_UP_TO)


def _keyset(
    rows: QuerySet[Any], keys: Sequence[str], cursor: str | None, descending: bool
) -> tuple[list[Any], str | None, str | None]:
    """The rows after (or before) the cursor, and cursors of the pages on both sides.

    A cursor is the key of the row at the edge of a page and a direction; one that cannot be read is the first page.
    """
    direction, edge = _read_cursor(cursor, len(keys))
    backwards = direction == "before"
    sign = "-" if descending != backwards else ""
    if edge is not None:
        rows = rows.filter(_beyond(keys, edge, "lt" if descending != backwards else "gt"))
    window = list(rows.order_by(*(f"{sign}{key}" for key in keys))[: PAGE + 1])
    is_more, window = len(window) > PAGE, window[:PAGE]
    if backwards:
        window.reverse()
    if not window:
        return [], None, None
    # Going back, the page one came from is next; going on, it is before.
    has_next = backwards or is_more
    has_previous = is_more if backwards else edge is not None
    return (
        window,
        _write_cursor("after", [getattr(window[-1], key) for key in keys]) if has_next else None,
        _write_cursor("before", [getattr(window[0], key) for key in keys]) if has_previous else None,
    )


def _beyond(keys: Sequence[str], edge: Sequence[Any], comparison: str) -> Q:
    """(a, b) > (x, y) as a > x or (a = x and b > y), which both databases answer from the index."""
    condition = Q(pk__in=[])
    equal = Q()
    for key, value in zip(keys, edge, strict=True):
        condition |= equal & Q(**{f"{key}__{comparison}": value})
        equal &= Q(**{key: value})
    return Q(**{f"{keys[0]}__{comparison}e": edge[0]}) & condition


def _write_cursor(direction: str, edge: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps([direction, *map(_plain, edge)]).encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _read_cursor(cursor: str | None, length: int) -> tuple[str, list[Any] | None]:
    try:
        direction, *edge = json.loads(base64.urlsafe_b64decode((cursor or "") + "=" * (-len(cursor or "") % 4)))
        UUID(edge[-1])
        if direction in {"after", "before"} and len(edge) == length and all(isinstance(e, (str, int)) for e in edge):
            return direction, edge
    except (ValueError, TypeError, IndexError):
        pass
    return "after", None


def kind_counts(actor: Actor, register: Register, wanted: PlaceFilter) -> Mapping[str, int]:
    """Places by kind under the other filters: what the filter of kinds offers."""
    from django.db.models import Count

    rows = PlaceFilter(wanted.text, "", wanted.district, wanted.gone).applied(
        Place.objects.visible_to(actor).filter(register=register)
    )
    return dict(rows.order_by("kind").values_list("kind").annotate(count=Count("id")))


def points(
    actor: Actor, register: Register, wanted: PlaceFilter, box: tuple[float, float, float, float] | None
) -> tuple[list[tuple[UUID, str, str, float, float]], bool]:
    """(key, kind, name, longitude, latitude) of visible places in a box west, south, east, north; and whether there
    are more than POINTS_UP_TO."""
    rows = wanted.applied(Place.objects.visible_to(actor).filter(register=register))
    if box is not None:
        west, south, east, north = box
        rows = rows.filter(latitude__range=(south, north), longitude__range=(west, east))
    found = list(rows.order_by("id").values_list("id", "kind", "name", "longitude", "latitude")[: POINTS_UP_TO + 1])
    return found[:POINTS_UP_TO], len(found) > POINTS_UP_TO


def screening_or_404(actor: Actor, place: Place) -> Screening:
    return record_or_404(Screening.objects.select_related("place"), actor, place=place)

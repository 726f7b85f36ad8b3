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


def district_names(actor: Actor, register: Register, language: str) -> Mapping[str, str]:
    """Names in the reader's language by district code, in their order."""
    rows = District.objects.visible_to(actor).filter(register=register).values_list("code", "name", "names")
    named = {code: names.get(language) or name for code, name, names in rows}
    return dict(sorted(named.items(), key=lambda pair: (pair[1], pair[0])))


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
        rows = places(actor, register, wanted)
        keys = ["kind", "sort_name", "id"] if sort == "kind" else ["sort_name", "id"]
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    window, next_cursor, previous_cursor = _keyset(rows, keys, cursor, descending=sort.startswith("-"))
    found_places = [row.place for row in window] if by_visit else list(window)
    found = (
        {row.place_id: row for row in window}
        if by_visit
        else {
            row.place_id: row
            for row in Screening.objects.visible_to(actor).filter(place__in=[place.id for place in found_places])
        }
    )
    for place in found_places:
        place.shown_screening = found.get(place.id)
    return Page(found_places, next_cursor, previous_cursor, min(total, COUNTED_UP_TO), total > COUNTED_UP_TO)


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


def places(actor: Actor, register: Register, wanted: PlaceFilter) -> QuerySet[Place]:
    """The filtered register, without the shapes that no list or map of points needs."""
    return wanted.applied(Place.objects.visible_to(actor).filter(register=register)).defer("footprint", "source_ids")


def screening_or_404(actor: Actor, place: Place) -> Screening:
    return record_or_404(Screening.objects.select_related("place"), actor, place=place)

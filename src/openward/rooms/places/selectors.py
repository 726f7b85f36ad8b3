"""Reads of this room, all through the visibility policy. A page of a list is by keyset: its cost does not grow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from openward.foundation.ui.paging import Slice, keyset
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.policy import record_or_404
from openward.rooms.places.compute import folded
from openward.rooms.places.models import District, Place, Register, Screening

COUNTED_UP_TO = 10_000
SORTS = {
    "name": ["sort_name", "id"],
    "-name": ["sort_name", "id"],
    "kind": ["kind", "sort_name", "id"],
    "-kind": ["kind", "sort_name", "id"],
    "visit": ["visit_position", "id"],
}


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

    slice: Slice
    places: Sequence[Place]
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


def page_of_places(request: HttpRequest, actor: Actor, register: Register, wanted: PlaceFilter, sort: str) -> Page:
    """A page of places with `place.shown_screening` (None where the actor may not see it). Three queries."""
    rows: QuerySet[Any] = places(actor, register, wanted)
    if sort == "visit":
        rows = wanted.applied(Screening.objects.visible_to(actor).filter(register=register), "place__")
        rows = rows.select_related("place")
    total = rows.order_by()[: COUNTED_UP_TO + 1].count()
    found = keyset(request, rows, SORTS[sort], descending=sort.startswith("-"))
    if sort == "visit":
        screenings = {row.place_id: row for row in found.rows}
        shown = [row.place for row in found.rows]
    else:
        shown = list(found.rows)
        visible = Screening.objects.visible_to(actor).filter(place__in=[place.id for place in shown])
        screenings = {row.place_id: row for row in visible}
    for place in shown:
        place.shown_screening = screenings.get(place.id)
    return Page(found, shown, min(total, COUNTED_UP_TO), total > COUNTED_UP_TO)


def kind_counts(actor: Actor, register: Register, wanted: PlaceFilter) -> Mapping[str, int]:
    """Places by kind under the other filters: what the filter of kinds offers."""
    rows = PlaceFilter(wanted.text, "", wanted.district, wanted.gone).applied(
        Place.objects.visible_to(actor).filter(register=register)
    )
    return dict(rows.order_by("kind").values_list("kind").annotate(count=Count("id")))


def places(actor: Actor, register: Register, wanted: PlaceFilter) -> QuerySet[Place]:
    """The filtered register, without the shapes that no list or map of points needs."""
    return wanted.applied(Place.objects.visible_to(actor).filter(register=register)).defer("footprint", "source_ids")


def screening_or_404(actor: Actor, place: Place) -> Screening:
    return record_or_404(Screening.objects.select_related("place"), actor, place=place)

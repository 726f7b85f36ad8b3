"""Reads of this room, all through the visibility policy. A page of a list is by keyset: its cost does not grow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest

from openward.foundation.ui.paging import Slice, keyset
from openward.foundation.visibility.actor import Actor
from openward.foundation.visibility.labels import Label, strictest
from openward.foundation.visibility.policy import record_or_404
from openward.rooms.places.compute import folded
from openward.rooms.places.models import District, Place, Register, Screening

COUNTED_UP_TO = 10_000
FEW = 500
SORTS = {
    "name": ["sort_name", "id"],
    "-name": ["sort_name", "id"],
    "kind": ["kind", "sort_name", "id"],
    "-kind": ["kind", "sort_name", "id"],
    "visit": ["visit_key", "place_id"],
}
LISTED = (
    "id", "owner_id", "register_id", "label", "kind", "name", "names", "sort_name", "source_id", "district_code",
    "latitude", "longitude",
)  # fmt: skip

PEAKS = ("peak_low", "peak_likely", "peak_high")


@dataclass(frozen=True)
class PlaceFilter:
    """What someone looks for in a register. Empty means "all"."""

    text: str = ""
    kind: str = ""
    district: str = ""
    gone: bool = False

    def of_places(self, rows: QuerySet[Place]) -> QuerySet[Place]:
        return self._in_district(self._named(rows.filter(gone_at__isnull=not self.gone)))

    def of_screenings(self, rows: QuerySet[Screening], named: QuerySet[Place]) -> QuerySet[Screening]:
        """`named`: the places that a text is looked for in. A place that is gone has no screening."""
        found = self._in_district(rows)
        return found.filter(place__in=self._named(named).values("id")) if self.text.strip() else found

    def _in_district(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.district:
            rows = rows.filter(district_code="" if self.district == "none" else self.district)
        return rows

    def _named(self, rows: QuerySet[Place]) -> QuerySet[Place]:
        for word in folded(self.text).split():
            rows = rows.filter(search_text__contains=word)
        return rows


@dataclass(frozen=True)
class Page:
    """One page of a register. `total` stops at COUNTED_UP_TO, and `more_than_total` says so. `kinds`: places by kind
    under the other filters; None where they are more than are counted."""

    slice: Slice
    places: Sequence[Place]
    total: int
    more_than_total: bool
    kinds: Mapping[str, int] | None

    @property
    def label(self) -> Label:
        """The strictest of the places and of what is shown of their screenings."""
        opened = (place.shown_screening for place in self.places)
        return strictest(row.label for row in (*self.places, *opened) if row is not None)


def registers(actor: Actor) -> QuerySet[Register]:
    return (
        Register.objects.visible_to(actor)
        .select_related("owner")
        .defer("city", "backdrop", "facilities", "extract_facts")
    )


def sites(actor: Actor) -> QuerySet[Place]:
    """Places that an organisation of the actor operates."""
    rows = Place.objects.filter(site_operator__in=actor.operator_organisations, gone_at__isnull=True)
    return rows.visible_to(actor)


def single_places(actor: Actor) -> QuerySet[Place]:
    """Places that are open to the actor one by one, because they are assigned to them or operate them, and not with
    their register."""
    mine = Q(id__in=[record for _organisation, record in actor.assigned_records])
    mine |= Q(site_operator__in=actor.operator_organisations)
    rows = Place.objects.filter(mine, gone_at__isnull=True).visible_to(actor)
    return rows.exclude(register__in=Register.objects.visible_to(actor).values("id")).select_related("owner")


def register_or_404(actor: Actor, key: UUID) -> Register:
    rows = Register.objects.select_related("owner").defer("city", "backdrop", "facilities", "extract_facts")
    return record_or_404(rows, actor, id=key)


def place_or_404(actor: Actor, key: UUID) -> Place:
    return record_or_404(Place.objects.select_related("owner", "site_operator"), actor, id=key)


def district_names(actor: Actor, register: Register, language: str) -> Mapping[str, str]:
    """Names in the reader's language by district code, in their order."""
    rows = District.objects.visible_to(actor).filter(register=register).values_list("code", "name", "names")
    named = {code: names.get(language) or name for code, name, names in rows}
    return dict(sorted(named.items(), key=lambda pair: (pair[1], pair[0])))


def screening_of(actor: Actor, place: Place) -> Screening | None:
    return Screening.objects.visible_to(actor).filter(place=place).select_related("place").first()


def screening_or_404(actor: Actor, place: Place) -> Screening:
    return record_or_404(Screening.objects.select_related("place"), actor, place=place)


def position_of(screening: Screening) -> int:
    """1 for the place of its register that is to be visited first. It is part of the screening, whoever sees that."""
    rows = Screening.objects.for_system("a position is among all places of the register")
    key, place = screening.visit_key, screening.place_id
    before = rows.filter(register=screening.register_id, visit_key__lte=key)
    return 1 + before.filter(Q(visit_key__lt=key) | Q(visit_key=key, place_id__lt=place)).count()


def screenings(actor: Actor, register: Register) -> QuerySet[Screening]:
    return Screening.objects.visible_to(actor, register_id=register.id)


def places(actor: Actor, register: Register, wanted: PlaceFilter) -> QuerySet[Place]:
    """The filtered register, with what a list or a map of points shows."""
    # The text first: SQLite asks in this order, and it leaves few for the policy.
    return wanted.of_places(Place.objects.all()).visible_to(actor, register_id=register.id).only(*LISTED)


def page_of_places(request: HttpRequest, actor: Actor, register: Register, wanted: PlaceFilter, sort: str) -> Page:
    """A page of places with `place.shown_screening` (None where the actor may not see it). In order of visits these are
    the places whose screening the actor sees. A number of queries that does not grow."""
    kinds, few = _found(actor, register, wanted)
    if sort == "visit":
        named = Place.objects.visible_to(actor, register_id=register.id).filter(gone_at__isnull=True)
        rows: QuerySet[Any] = wanted.of_screenings(screenings(actor, register), named).select_related("place")
        rows = rows.only("id", "label", "visit_key", *PEAKS, *(f"place__{column}" for column in LISTED))
        found = keyset(request, rows, SORTS[sort])
        shown = [row.place for row in found.rows]
        opened = {row.place_id: row for row in found.rows}
    else:
        listed = places(actor, register, wanted)
        if few is not None:
            listed = listed.filter(id__in=few)
        found = keyset(request, listed, SORTS[sort], descending=sort.startswith("-"))
        shown = list(found.rows)
        visible = Screening.objects.visible_to(actor).filter(place__in=[place.id for place in shown])
        opened = {row.place_id: row for row in visible.only("id", "label", "place_id", *PEAKS)}
    for place in shown:
        place.shown_screening = opened.get(place.id)
    total = _total(actor, register, wanted, kinds)
    return Page(found, shown, min(total, COUNTED_UP_TO), total > COUNTED_UP_TO, kinds)


def sees_screenings(actor: Actor, register: Register, shown: Sequence[Place]) -> bool:
    """Whether the actor sees screenings of this register: of places that are shown, or that they were let into one by
    one. (To look for one through a register that has none for them would be to read all of it.)"""
    if any(place.shown_screening for place in shown):
        return True
    mine = Q(place__in=[record for _organisation, record in actor.assigned_records])
    mine |= Q(place__site_operator__in=actor.operator_organisations)
    return screenings(actor, register).filter(mine).exists()


def _found(
    actor: Actor, register: Register, wanted: PlaceFilter
) -> tuple[Mapping[str, int] | None, Sequence[UUID] | None]:
    """Places by kind under the other filters, None where they are too many to count; and the keys of those that a text
    was found in, where they are few, so that the text need not be looked for again."""
    rows = places(actor, register, replace(wanted, kind="")).order_by()[: COUNTED_UP_TO + 1]
    if not wanted.text:
        counts = Counter(rows.values_list("kind", flat=True))
        return (counts if counts.total() <= COUNTED_UP_TO else None), None
    pairs = list(rows.values_list("id", "kind"))
    if len(pairs) > COUNTED_UP_TO:
        return None, None
    return Counter(kind for _key, kind in pairs), [key for key, _kind in pairs] if len(pairs) <= FEW else None


def _total(actor: Actor, register: Register, wanted: PlaceFilter, kinds: Mapping[str, int] | None) -> int:
    """Places under all filters; one more than are counted where there are more."""
    if kinds is not None:
        return kinds.get(wanted.kind, 0) if wanted.kind else sum(kinds.values())
    if not wanted.kind:
        return COUNTED_UP_TO + 1
    return places(actor, register, wanted).order_by().values("pk")[: COUNTED_UP_TO + 1].count()

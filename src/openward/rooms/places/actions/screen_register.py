"""Work out the screening of the places of a register: people present, help by time, when to visit.

A change of one place needs `screen_place` alone: what the others have does not depend on it, but for the span within
which their position moves when weights do, which is as of the last time that all were screened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from openward.methods.progress import Progress, silent
from openward.methods.screening.model import Help
from openward.methods.screening.presence import presence
from openward.methods.screening.visits import (
    default_weights,
    duty_values,
    visit_guide,
    visit_keys,
    visit_order,
    visit_span,
)
from openward.methods.typology import load_typology
from openward.rooms.places.compute import (
    DUTY_COLUMNS,
    counted_range,
    duty_columns,
    help_columns,
    presence_facts,
    visit_candidate,
)
from openward.rooms.places.models import Place, Register, Screening

BATCH = 1000
READ = (
    "id", "source_id", "kind", "district_code", "latitude", "longitude", "footprint_m2", "built_m2", "levels",
    "capacity", "counted", "last_visit",
)  # fmt: skip
VISIT_COLUMNS = ("kind", "district_code", *DUTY_COLUMNS, "visit_key", "visit_earliest", "visit_latest")
PEAK_COLUMNS = ("peak_low", "peak_likely", "peak_high")
UPDATED = (*PEAK_COLUMNS, "help", *VISIT_COLUMNS, "method", "computed_at")


def screen_register(
    register: Register, help_by_source: Mapping[str, Sequence[Help]] | None = None, progress: Progress = silent
) -> int:
    """Write a screening for each place that is still in the map; returns how many. Call it within a transaction.

    `help_by_source`: map id -> help, from the streets of a fresh extract; None keeps the stored times.
    """
    typology, weights, today, now = load_typology(), default_weights(), timezone.localdate(), timezone.now()
    rows = Place.objects.for_system("the order of visits is over the whole register").filter(register=register)
    places = list(rows.filter(gone_at__isnull=True).only(*READ).order_by("id"))
    found = [presence(presence_facts(place), typology, counted_range(place)) for place in places]
    candidates = [visit_candidate(place, one, typology) for place, one in zip(places, found, strict=True)]
    progress("ordering-visits", 0, len(places))
    spans = {visit.place: (visit.earliest, visit.latest) for visit in visit_order(candidates, weights, today)}
    values = np.array([duty_values(candidate, today) for candidate in candidates]).reshape(-1, len(DUTY_COLUMNS))
    keys = visit_keys(values, weights)
    stored = _stored_help(register) if help_by_source is None else None
    Screening.objects.for_system("places that left the map").filter(
        register=register, place__gone_at__isnull=False
    ).delete()

    def screening(index: int) -> Screening:
        place, peak = places[index], found[index].peak
        earliest, latest = spans[str(place.id)]
        return Screening(
            register=register,
            owner_id=register.owner_id,
            place=place,
            kind=place.kind,
            district_code=place.district_code,
            peak_low=peak.low,
            peak_likely=peak.likely,
            peak_high=peak.high,
            help=stored.get(place.id, [])
            if stored is not None
            else help_columns((help_by_source or {}).get(place.source_id, ())),
            **duty_columns(values[index].tolist()),
            visit_key=int(keys[index]),
            visit_earliest=earliest,
            visit_latest=latest,
            method=method(),
            computed_at=now,
        )

    for start in range(0, len(places), BATCH):
        progress("writing-screenings", start, len(places))
        Screening.objects.bulk_create(
            [screening(index) for index in range(start, min(start + BATCH, len(places)))],
            update_conflicts=True,
            unique_fields=["place"],
            update_fields=UPDATED,
        )
    return len(places)


def screen_place(place: Place) -> None:
    """Write the screening of one place anew, as after a change; its times of help stay. Call it within a transaction.
    In steps that grow with the register, and one row that is written."""
    typology, today = load_typology(), timezone.localdate()
    found = presence(presence_facts(place), typology, counted_range(place))
    own = duty_values(visit_candidate(place, found, typology), today)
    others, first = _others(place)
    earliest, latest = visit_span(own, others, first, default_weights())
    Screening.objects.for_system("what follows from a place's facts").filter(place=place).update(
        kind=place.kind,
        district_code=place.district_code,
        peak_low=found.peak.low,
        peak_likely=found.peak.likely,
        peak_high=found.peak.high,
        **duty_columns(own),
        visit_key=int(visit_keys(np.array([own]), default_weights())[0]),
        visit_earliest=earliest,
        visit_latest=latest,
        method=method(),
        computed_at=timezone.now(),
    )


def method() -> str:
    """Names the versions that a screening was made with."""
    return f"typology {load_typology().version}, visits {visit_guide().version}"


def _others(place: Place) -> tuple[Any, Any]:
    """Duties (N, 4) of the register's other places, and which of these go first among equals."""
    goes_first = Case(When(place_id__lt=place.id, then=Value(1)), default=Value(0), output_field=IntegerField())
    rows = (
        Screening.objects.for_system("a place's position is among all of its register")
        .filter(register=place.register_id)
        .exclude(place=place)
        .order_by()
        .values_list(*DUTY_COLUMNS, goes_first)
    )
    table = np.fromiter(chain.from_iterable(rows), np.float64).reshape(-1, len(DUTY_COLUMNS) + 1)
    return table[:, :-1], table[:, -1] == 1


def _stored_help(register: Register) -> Mapping[UUID, Any]:
    rows = Screening.objects.for_system("times stay until the next map").filter(register=register)
    return dict(rows.values_list("place_id", "help"))

"""Work out the screening of every place of a register: people present, help by time, the order of visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils import timezone

from openward.methods.progress import Progress, silent
from openward.methods.screening.model import Help, VisitCandidate
from openward.methods.screening.presence import presence
from openward.methods.screening.visits import default_weights, visit_guide, visit_order
from openward.methods.typology import load_typology
from openward.rooms.places.compute import counted_range, help_columns, help_of, place_facts, visit_columns
from openward.rooms.places.models import Place, Register, Screening

BATCH = 1000
UPDATED = [
    "peak_low", "peak_likely", "peak_high", "help", "visit_position", "visit_earliest", "visit_latest", "visit_reasons",
    "method", "computed_at",
]  # fmt: skip


def screen_register(
    register: Register, help_by_source: Mapping[str, Sequence[Help]] | None = None, progress: Progress = silent
) -> int:
    """Write a screening for each place that is still in the map; returns how many. Call it within a transaction.

    `help_by_source`: map id -> help, from the streets of a fresh extract; None keeps the stored times, as when only
    visits or counts of people changed.
    """
    typology = load_typology()
    places = list(
        Place.objects.for_system("the order of visits is over the whole register").filter(
            register=register, gone_at__isnull=True
        )
    )
    stored = _stored_help(register) if help_by_source is None else {}
    peaks = {place.id: presence(place_facts(place), typology, counted_range(place)) for place in places}
    progress("ordering-visits", 0, len(places))
    visits = visit_order(
        [
            VisitCandidate(
                place=str(place.id),
                presence=peaks[place.id],
                needs=typology.kinds[place.kind].needs,
                criticality=typology.kinds[place.kind].criticality,
                last_visit=place.last_visit,
                review_months=typology.kinds[place.kind].review_months,
            )
            for place in places
        ],
        default_weights(),
        timezone.localdate(),
    )
    by_place = {visit.place: visit for visit in visits}
    now = timezone.now()
    method = f"typology {typology.version}, visits {visit_guide().version}"
    rows = [
        Screening(
            register=register,
            owner=register.owner,
            place=place,
            peak_low=peaks[place.id].peak.low,
            peak_likely=peaks[place.id].peak.likely,
            peak_high=peaks[place.id].peak.high,
            help=help_columns(
                stored.get(place.id, ()) if help_by_source is None else help_by_source.get(place.source_id, ())
            ),
            method=method,
            computed_at=now,
            **visit_columns(by_place[str(place.id)]),
        )
        for place in places
    ]
    Screening.objects.for_system("places that left the map").filter(register=register).exclude(
        place__gone_at__isnull=True
    ).delete()
    Screening.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["place"], update_fields=UPDATED
    )
    return len(rows)


def _stored_help(register: Register) -> Mapping[UUID, tuple[Help, ...]]:
    rows = Screening.objects.for_system("times stay until the next map").filter(register=register)
    return {place: help_of(found) for place, found in rows.values_list("place_id", "help")}

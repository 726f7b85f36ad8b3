"""Work out the screening of the places of a register: people present, help by time, when to visit.

A change of one place needs `screen_place` alone: what the others have does not depend on it, but for the span within
which their position moves when weights do, which is as of the last time that all were screened.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
from django.db.models import Case, IntegerField, Value, When
from django.utils import timezone

from openward.methods.progress import Progress, silent
from openward.methods.screening.visits import default_weights, visit_keys, visit_span
from openward.methods.typology import load_typology
from openward.rooms.places.compute import DUTY_COLUMNS, counted_range, duty_columns
from openward.rooms.places.models import Place, Register, Screening
from openward.rooms.places.screening_plan import ScreeningPlan, found_at, method
from openward.rooms.places.stored import StoredRegister


class RegisterScreening:
    """Everything that follows for a register's places from what is stored, as of today. Settled without a lock; `write`
    looks again and settles what people changed meanwhile. Times of help stay until the next map."""

    def __init__(self, register: Register, progress: Progress = silent) -> None:
        self._key = register.pk
        self._stored, self._plan = StoredRegister(), ScreeningPlan()
        progress("ordering-visits")
        self._stored.look(register)
        self._settle()

    def _settle(self) -> None:
        places = [place for place in self._stored.places.values() if place.gone_at is None]
        self._plan.settle(places, None, self._stored.screenings)

    def write(self, progress: Progress = silent) -> int:
        """How many screenings were written. Call it within a transaction."""
        rows = Register.objects.for_system("a register is screened by one at a time")
        register = rows.select_for_update(of=("self",)).get(pk=self._key)
        if self._stored.look(register):
            self._settle()
        total = self._plan.differences
        self._plan.write(register, lambda done: progress("writing-screenings", done, total))
        register.screened_at = timezone.now()
        register.save(update_fields=["screened_at"])
        return total


def screen_register(register: Register) -> int:
    """Settle and write at once; returns how many screenings were written. Call it within a transaction."""
    return RegisterScreening(register).write()


def screen_place(place: Place) -> None:
    """Write the screening of one place anew, as after a change; its times of help stay. Call it within a transaction.
    In steps that grow with the register, and one row that is written."""
    peak, own = found_at(place, load_typology(), counted_range(place), timezone.localdate())
    others, first = _others(place)
    earliest, latest = visit_span(own, others, first, default_weights())
    Screening.objects.for_system("what follows from a place's facts").filter(place=place).update(
        kind=place.kind,
        district_code=place.district_code,
        peak_low=peak.low,
        peak_likely=peak.likely,
        peak_high=peak.high,
        **duty_columns(own),
        visit_key=int(visit_keys(np.array([own]), default_weights())[0]),
        visit_earliest=earliest,
        visit_latest=latest,
        method=method(),
        computed_at=timezone.now(),
    )


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

"""Work out the screening of the places of a register: people present, help by time, when to visit.

A change of one place needs `screen_place` alone: what the others have does not depend on it, but for the span within
which their position moves when weights do, which is as of the last time that all were screened.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any
from uuid import UUID

import numpy as np
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import timezone

from openward.foundation.history import log
from openward.foundation.history.notes import COUNTS
from openward.foundation.identity.models import Assignment, Person
from openward.foundation.notices.actions import notify
from openward.foundation.visibility.policy import ROLES_FOR, Verb
from openward.methods.progress import Progress, silent
from openward.methods.screening.reordering import moved
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
        self._stored.look(register)
        self._settle(progress)

    def _settle(self, progress: Progress = silent) -> None:
        places = [place for place in self._stored.places.values() if place.gone_at is None]
        self._plan.settle(places, None, self._stored.screenings, progress)

    def write(self, progress: Progress = silent, is_asked: bool = True) -> dict[str, int]:
        """How many places are due for a visit that were not before, moved in the order, and have other figures. Call
        it within a transaction.

        The history tells it; of what nobody asked for, only that places are due or moved, since the age of a visit
        grows day by day. Who works on the register is told where places are due.
        """
        rows = Register.objects.for_system("a register is screened by one at a time")
        register = rows.select_for_update(of=("self",)).get(pk=self._key)
        if self._stored.look(register):
            self._settle()
        counts = self._counts()
        total = self._plan.differences
        self._plan.write(register, lambda done: progress("writing-screenings", done, total))
        register.screened_at = timezone.now()
        register.save(update_fields=["screened_at"])
        if counts["due"] or counts["reordered"] or (is_asked and counts["refigured"]):
            log.noted(register, "worked-out-anew", notes={COUNTS: counts})
        if counts["due"]:
            notify(_who_visits(register), "visits-due", record=register, parameters={"count": counts["due"]})
        return counts

    def _counts(self) -> dict[str, int]:
        former = {key: (row.visit_key, row.overdue) for key, row in self._stored.screenings.items()}
        latter = self._plan.visits
        return {
            "due": sum(overdue > 0 and former.get(key, (0, 1.0))[1] == 0 for key, (_visit, overdue) in latter.items()),
            "reordered": moved(_in_order(former), _in_order(latter)),
            "refigured": self._plan.changed,
        }


def _in_order(visits: Mapping[UUID, tuple[int, float]]) -> list[UUID]:
    return sorted(visits, key=lambda key: (visits[key][0], key))


def _who_visits(register: Register) -> QuerySet[Person]:
    """Who is assigned to the register and changes its places."""
    assigned = Assignment.objects.effective().filter(
        record=register.pk, membership__organisation=register.owner_id, membership__role__in=ROLES_FOR[Verb.CHANGE]
    )
    return Person.objects.filter(memberships__in=assigned.values("membership")).distinct()


def screen_register(register: Register) -> dict[str, int]:
    """Settle and write at once. Call it within a transaction."""
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

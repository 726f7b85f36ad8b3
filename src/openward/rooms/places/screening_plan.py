"""What is to be written of the screenings of a register: those that are new, and of the others what differs.

Who is present and the duties of care follow from a place alone; the span of its position from all places together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import numpy as np
from django.utils import timezone

from openward.foundation.batches import batched
from openward.foundation.identity.keys import new_key
from openward.methods.progress import Progress, silent
from openward.methods.ranges import Range
from openward.methods.screening.presence import presence
from openward.methods.screening.visits import default_weights, duty_values, visit_guide, visit_keys, visit_spans
from openward.methods.typology import Typology, load_typology
from openward.rooms.places.compute import DUTY_COLUMNS, counted_range, presence_facts, visit_candidate
from openward.rooms.places.models import Register, Screening
from openward.rooms.places.rows import Ready, Table
from openward.rooms.places.stored import SCREENED, SPAN, Stored, StoredScreening

ROW_BATCH = 500
AT_ONCE = 1000
OVERDUE = DUTY_COLUMNS.index("overdue")


def method() -> str:
    """Names the versions that a screening was made with."""
    return f"typology {load_typology().version}, visits {visit_guide().version}"


def found_at(row: Any, typology: Typology, counted: Range | None, today: date) -> tuple[Range, tuple[float, ...]]:
    """People at the busiest hour of a place, and its duties of care."""
    found = presence(presence_facts(row), typology, counted)
    return found.peak, duty_values(visit_candidate(row, found, typology), today)


class ScreeningPlan:
    """Settled before the transaction that writes it, and again within where something changed meanwhile."""

    def __init__(self) -> None:
        self._typology, self._weights = load_typology(), default_weights()
        self._today, self._now, self._method = timezone.localdate(), timezone.now(), method()
        self._found: dict[UUID, tuple[Stored, tuple[Range, tuple[float, ...]]]] = {}
        self._inserts: list[Ready] = []
        self._updates: list[Ready] = []
        self._moves: list[Ready] = []
        self._gone: list[UUID] = []
        # Of each place its key in the order of visits and how overdue it is.
        self.visits: dict[UUID, tuple[int, float]] = {}

    @property
    def differences(self) -> int:
        """Screenings that `write` adds, changes or takes out."""
        return self.changed + len(self._moves)

    @property
    def changed(self) -> int:
        """Those of them in which more differs than the span of the position."""
        return len(self._inserts) + len(self._updates) + len(self._gone)

    def settle(
        self,
        places: Sequence[Stored],
        help_of: Callable[[UUID], Any] | None,
        stored: Mapping[UUID, StoredScreening],
        progress: Progress = silent,
    ) -> None:
        """`places` are those in the map; `help_of` gives a place's times of help, None keeps the stored ones."""
        in_order = sorted(places, key=lambda place: place.id)
        found = []
        for index, place in enumerate(in_order):
            if index % AT_ONCE == 0:
                progress("ordering-visits", index, len(in_order))
            found.append(self._of(place))
        values = np.array([duties for _peak, duties in found], np.float64).reshape(-1, len(DUTY_COLUMNS))
        keys = visit_keys(values, self._weights).tolist()
        earliest, latest = (positions.tolist() for positions in visit_spans(values, self._weights))
        self.visits = {
            place.id: (key, duties[OVERDUE]) for place, key, (_peak, duties) in zip(in_order, keys, found, strict=True)
        }
        self._inserts, self._updates, self._moves = [], [], []
        for index, (place, (peak, duties)) in enumerate(zip(in_order, found, strict=True)):
            former = stored.get(place.id)
            times = help_of(place.id) if help_of is not None else former.help if former is not None else []
            screened = (
                place.kind, place.district_code, peak.low, peak.likely, peak.high, times, *duties, self._method,
                keys[index],
            )  # fmt: skip
            span = (earliest[index], latest[index])
            if former is None:
                row = (new_key(), place.id, *screened, *span, self._now)
                self._inserts.append((NEW.key(row[0]), *NEW.ready(row[1:])))
            elif former[1 : 1 + len(SCREENED)] != screened:
                self._updates.append((*WHOLE.ready((*screened, *span, self._now)), WHOLE.key(former.id)))
            elif former[1 + len(SCREENED) :] != span:
                self._moves.append((*SPANS.ready((*span, self._now)), SPANS.key(former.id)))
        kept = {place.id for place in places}
        self._gone = sorted(screening.id for key, screening in stored.items() if key not in kept)

    def _of(self, place: Any) -> tuple[Range, tuple[float, ...]]:
        known = self._found.get(place.id)
        if known is None or known[0] is not place:
            known = place, found_at(place, self._typology, counted_range(place), self._today)
            self._found[place.id] = known
        return known[1]

    def write(self, register: Register, report: Callable[[int], None] | None = None) -> None:
        """Call it within a transaction."""
        rows = Screening.objects.for_system("places that left the map")
        for keys in batched(self._gone, ROW_BATCH):
            rows.filter(id__in=keys).delete()
        like = Screening(register=register, owner_id=register.owner_id)
        NEW.insert(like, self._inserts, report)
        WHOLE.update(self._updates, report)
        SPANS.update(self._moves, report)


NEW = Table(Screening, ("place", *SCREENED, *SPAN, "computed_at"))
WHOLE = Table(Screening, (*SCREENED, *SPAN, "computed_at"))
SPANS = Table(Screening, (*SPAN, "computed_at"))

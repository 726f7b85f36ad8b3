"""What screening takes and gives. Times are seconds, hours are hours of the week from Monday 00:00."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from openward.methods.ranges import Basis, Range
from openward.methods.register.model import FacilityKind, Known


class PresenceSource(StrEnum):
    """Where the number of people at the busiest hour comes from."""

    FLOOR_AREA = "floor-area"
    GROUND_AREA = "ground-area"
    KIND_ALONE = "kind-alone"  # the map gives no area
    COUNTED = "counted"  # a person stated it, with a basis


@dataclass(frozen=True, slots=True)
class Presence:
    """People at the busiest hour, and the profile that gives every other hour (`peak` x share of the hour)."""

    peak: Range
    profile: str
    source: PresenceSource
    basis: Basis
    units: float | None  # square metres that the load factor was multiplied with
    tagged_capacity: int | None  # beside the estimate, never mixed into it


class HelpState(StrEnum):
    """What can be said of help. An extract ends somewhere, and the nearest service may stand behind its edge."""

    FOUND = "found"
    NONE_IN_EXTRACT = "none-in-extract"  # no facility of the extract leads to the place by street
    NO_STREETS = "no-streets"  # the extract has no street at all, so no time could be worked out
    PERHAPS_NEARER_OUTSIDE = "perhaps-nearer-outside"


@dataclass(frozen=True, slots=True)
class Help:
    """The quickest facility of a service to a place. `seconds` and `facility` are None when none, or no street, is in
    the extract."""

    service: FacilityKind
    state: HelpState
    seconds: float | None
    facility: str | None  # Facility.id
    emergency: Known  # whether that hospital is tagged to have emergency care


@dataclass(frozen=True, slots=True)
class StreetGraph:
    """A directed street network for cars. N nodes, M arcs; an arc goes from tails[i] to heads[i] in seconds[i] > 0."""

    longitude: NDArray[np.float64]  # (N,)
    latitude: NDArray[np.float64]  # (N,)
    tails: NDArray[np.int64]  # (M,)
    heads: NDArray[np.int64]  # (M,)
    seconds: NDArray[np.float64]  # (M,)
    edge_nodes: NDArray[np.int64]  # nodes by which a car leaves the extract


class DutyOfCare(StrEnum):
    """The reasons for a visit. Each is 0..1; response time is deliberately not one of them."""

    PEOPLE_PRESENT = "people-present"
    NEEDS_OF_USERS = "needs-of-users"
    CRITICALITY = "criticality"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class VisitCandidate:
    """What the order needs to know of a place. `last_visit` None is "never"."""

    place: str
    presence: Presence
    needs: int  # 0..4
    criticality: int  # 0..4
    last_visit: date | None
    review_months: int


@dataclass(frozen=True, slots=True)
class VisitReason:
    """One part of a place's position: its own value 0..1, the weight, and what they contribute."""

    duty: DutyOfCare
    value: float
    weight: float

    @property
    def contribution(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Visit:
    """A place's position in the order of visits (1 first), why, and between which positions it moves when each weight
    moves by a quarter."""

    place: str
    position: int
    reasons: tuple[VisitReason, ...]  # greatest contribution first
    earliest: int
    latest: int

"""The order in which to visit places that nobody has assessed, by duty of care, each reason open.

Words: a *duty* is a reason for a visit, with a value 0..1 against fixed anchors (visits.yaml); its *weight* says how
much it counts. Values never depend on the other places, so adding a place moves no one's reasons. Response time is
no duty: an order that folds crowds and slow help into one figure would be a target list. The hard part is stability:
every setting of the weights, each moved down, not at all or up by a quarter, orders all places anew.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise, product

import numpy as np
import yaml
from numpy.typing import NDArray

from openward.methods.errors import OpenwardError
from openward.methods.ranges import Basis
from openward.methods.screening.model import DutyOfCare, Visit, VisitCandidate, VisitReason

MOVES = (0.75, 1.0, 1.25)
HIGHEST_LEVEL = 4  # of needs and criticality
DAYS_A_MONTH = 365.2425 / 12
UNITS = 10**12  # of a score of 1


@dataclass(frozen=True, slots=True)
class DutyGuide:
    """What is said of a duty where it is shown; texts are English message ids. `anchors`: of the values 0 and 1."""

    duty: DutyOfCare
    label: str
    description: str
    anchors: tuple[str, str]
    weight: float
    ends: tuple[float, float] | None  # the quantity at 0 and 1, where the scale is logarithmic


@dataclass(frozen=True, slots=True)
class VisitGuide:
    """The method of the order as data: version, on what the weights rest, and each duty."""

    version: str
    basis: Basis
    source: str
    duties: Mapping[DutyOfCare, DutyGuide]


@cache
def visit_guide() -> VisitGuide:
    """The method that ships (visits.yaml)."""
    data = yaml.safe_load((files("openward.methods.screening") / "visits.yaml").read_text("utf-8"))
    duties = {
        DutyOfCare(row["slug"]): DutyGuide(
            duty=DutyOfCare(row["slug"]),
            label=row["label"],
            description=row["description"],
            anchors=(row["anchor"][0], row["anchor"][1]),
            weight=float(row["weight"]),
            ends=(float(row["nothing"]), float(row["full"])) if "full" in row else None,
        )
        for row in data["duties"]
    }
    return VisitGuide(
        data["version"], Basis(data["basis"]), data["source"], {duty: duties[duty] for duty in DutyOfCare}
    )


def default_weights() -> Mapping[DutyOfCare, float]:
    """The weights of visits.yaml."""
    return {duty: guide.weight for duty, guide in visit_guide().duties.items()}


def visit_order(
    candidates: Sequence[VisitCandidate], weights: Mapping[DutyOfCare, float], today: date
) -> tuple[Visit, ...]:
    """Every candidate once, first visit first; equal scores go by place id. The order of `candidates` is irrelevant.

    `weights`: one for each duty, none negative, not all 0; they are made to add up to 1. `earliest` and `latest` are
    over all 81 settings of the weights by -25 %, 0 and +25 %. Raises OpenwardError("visit-weights-unusable") for other
    weights and ValueError for a candidate out of range or given twice.
    """
    shares = _normalised(weights)
    ordered = sorted(candidates, key=lambda candidate: candidate.place)
    for one, next_one in pairwise(ordered):
        if one.place == next_one.place:
            raise ValueError(f"a place stands twice among the candidates: {one.place}")
    values = np.array([duty_values(candidate, today) for candidate in ordered]).reshape(-1, len(DutyOfCare))
    position = _positions(values, shares)
    earliest, latest = visit_spans(values, weights)
    return tuple(
        Visit(
            place=ordered[index].place,
            position=int(position[index]),
            reasons=_reasons(values[index].tolist(), shares.tolist()),
            earliest=int(earliest[index]),
            latest=int(latest[index]),
        )
        for index in np.argsort(position)
    )


def visit_keys(values: NDArray[np.float64], weights: Mapping[DutyOfCare, float]) -> NDArray[np.int64]:
    """What sorts places in the order of visits, smaller first, equal ones by place id: what the score lacks to 1, in
    units of 1e-12. `values` (N, 4) as from `duty_values`. A place's key depends on itself alone."""
    return UNITS - _units(values, _normalised(weights)).astype(np.int64)


def visit_spans(
    values: NDArray[np.float64], weights: Mapping[DutyOfCare, float]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Earliest and latest position of every place, (N,) each, as `visit_order` gives them. `values` (N, 4) as from
    `duty_values`, in the order of the places' ids."""
    shares = _normalised(weights)
    earliest = latest = _positions(values, shares)
    for setting in _settings(shares):
        moved = _positions(values, setting)
        earliest, latest = np.minimum(earliest, moved), np.maximum(latest, moved)
    return earliest, latest


def visit_span(
    own: Sequence[float], others: NDArray[np.float64], first: NDArray[np.bool_], weights: Mapping[DutyOfCare, float]
) -> tuple[int, int]:
    """Earliest and latest position of one place among others (N, 4 duties), as `visit_order` gives them, in N steps
    and without ordering all anew. `first` (N,): which of the others go first among equals, by their ids."""
    shares, alone = _normalised(weights), np.array([own], np.float64)
    positions = []
    for setting in _settings(shares):
        theirs, mine = _units(others, setting), _units(alone, setting)[0]
        positions.append(1 + int(np.count_nonzero((theirs > mine) | (theirs == mine) & first)))
    return min(positions), max(positions)


def duty_values(candidate: VisitCandidate, today: date) -> tuple[float, ...]:
    """The value 0..1 of each duty of care, in their order. Raises ValueError for a candidate out of range.

    People count on a logarithmic scale between the anchors: from 10 to 100 matters as much as from 100 to 1,000. A
    place is overdue from the day its review is due, and fully one review period later, or where nobody ever visited it.
    """
    if not (0 <= candidate.needs <= HIGHEST_LEVEL and 0 <= candidate.criticality <= HIGHEST_LEVEL):
        raise ValueError(f"needs and criticality are 0..{HIGHEST_LEVEL}: {candidate.place}")
    if candidate.review_months <= 0:
        raise ValueError(f"a review period is at least a month: {candidate.place}")
    ends = visit_guide().duties[DutyOfCare.PEOPLE_PRESENT].ends
    assert ends is not None
    values = {
        DutyOfCare.PEOPLE_PRESENT: _on_log_scale(candidate.presence.peak.likely, *ends),
        DutyOfCare.NEEDS_OF_USERS: candidate.needs / HIGHEST_LEVEL,
        DutyOfCare.CRITICALITY: candidate.criticality / HIGHEST_LEVEL,
        DutyOfCare.OVERDUE: _overdue(candidate, today),
    }
    return tuple(values[duty] for duty in DutyOfCare)


def _on_log_scale(quantity: float, nothing: float, full: float) -> float:
    if quantity <= nothing:
        return 0.0
    return min(math.log(quantity / nothing) / math.log(full / nothing), 1.0)


def _overdue(candidate: VisitCandidate, today: date) -> float:
    if candidate.last_visit is None:
        return 1.0
    periods = (today - candidate.last_visit).days / DAYS_A_MONTH / candidate.review_months
    return min(max(periods - 1.0, 0.0), 1.0)


def _normalised(weights: Mapping[DutyOfCare, float]) -> NDArray[np.float64]:
    shares = np.array([float(weights.get(duty, math.nan)) for duty in DutyOfCare])
    if set(weights) != set(DutyOfCare) or not np.isfinite(shares).all() or (shares < 0).any() or not shares.sum() > 0:
        raise OpenwardError(
            "visit-weights-unusable", weights=", ".join(f"{key}={weights[key]}" for key in sorted(weights))
        )
    return shares / shares.sum()


def _settings(shares: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    """The weights, each moved down, not at all or up by a quarter, in all ways together."""
    for moves in product(MOVES, repeat=len(DutyOfCare)):
        yield shares * moves / (shares * moves).sum()


def _units(values: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """The score of each row, 0..1, in whole units of 1e-12: sums that differ in the last bits are equal."""
    # Column by column, not as a matrix product: BLAS may sum a row differently depending on where it stands.
    score = np.zeros(values.shape[0])
    for column, share in zip(values.T, shares, strict=True):
        score += column * share
    return np.rint(score * UNITS)


def _positions(values: NDArray[np.float64], shares: NDArray[np.float64]) -> NDArray[np.int64]:
    """Position of each row, 1 first; rows stand in the order of their ids, which a stable sort keeps among equals."""
    position = np.empty(values.shape[0], np.int64)
    position[np.argsort(-_units(values, shares), kind="stable")] = np.arange(1, values.shape[0] + 1)
    return position


def _reasons(values: Sequence[float], shares: Sequence[float]) -> tuple[VisitReason, ...]:
    reasons = [VisitReason(duty, value, share) for duty, value, share in zip(DutyOfCare, values, shares, strict=True)]
    return tuple(sorted(reasons, key=lambda reason: -reason.contribution))

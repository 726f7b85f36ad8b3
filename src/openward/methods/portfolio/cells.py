"""Places gathered into cells, so that a programme speaks of kinds and districts and never of a place.

Words: a *cell* is the places of one kind in one district that the same is known of; a *batch* is a number of its
places that get the same measures. Batches of 1, 2, 4 ... places let a line cover any number of places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.model import Catalogue, Finding
from openward.methods.ranges import Range

GREATEST_SCORE = 4


@dataclass(frozen=True, slots=True)
class PlaceAtRisk:
    """What the programme needs to know of a place. `people` at its busiest hour."""

    place: str  # PlaceFacts.id
    kind: str
    district: str | None
    people: Range


@dataclass(frozen=True, slots=True)
class Cell:
    """`findings`: factor -> score 0..4 that assessors gave each of these places; empty where nobody assessed them."""

    kind: str
    district: str | None
    findings: tuple[tuple[str, int], ...]
    places: int
    people: Range  # summed over the places

    @property
    def name(self) -> str:
        """Unique among cells, and the same whatever else is in the city."""
        found = ",".join(f"{factor}={score}" for factor, score in self.findings)
        return f"{self.kind}/{self.district or ''}/{found}"


def cells_of(places: Iterable[PlaceAtRisk], findings: Iterable[Finding], catalogue: Catalogue) -> tuple[Cell, ...]:
    """Cells in the order of their names. Raises OpenwardError `finding-of-unknown-place`, and ValueError for a finding
    of no factor or score there is, or of two scores for one factor at one place: readers refuse them."""
    found: dict[str, dict[str, int]] = {}
    for finding in findings:
        if finding.factor not in catalogue.factors or finding.score not in range(GREATEST_SCORE + 1):
            raise ValueError(f"no such finding: {finding}")
        scores = found.setdefault(finding.place, {})
        if scores.setdefault(finding.factor, finding.score) != finding.score:
            raise ValueError(f"two scores for one factor at one place: {finding}")
    gathered: dict[tuple[str, str, tuple[tuple[str, int], ...]], list[PlaceAtRisk]] = {}
    for place in places:
        scores = found.pop(place.place, {})
        key = (place.kind, place.district or "", tuple(sorted(scores.items())))
        gathered.setdefault(key, []).append(place)
    if found:
        raise OpenwardError("finding-of-unknown-place", place=min(found))
    return tuple(_cell(key, members) for key, members in sorted(gathered.items()))


def batches(places: int, number: int) -> list[int]:
    """At most `number` batches that together have all places: 1, 2, 4 ... times as many, at least one place each."""
    unit = places / (2**number - 1)
    sizes: list[int] = []
    reached = 0
    for power in range(number):
        until = max(reached + 1, round(unit * (2 ** (power + 1) - 1)))
        until = places if power == number - 1 else min(until, places)
        if until > reached:
            sizes.append(until - reached)
            reached = until
    return sizes


def _cell(key: tuple[str, str, tuple[tuple[str, int], ...]], members: Sequence[PlaceAtRisk]) -> Cell:
    kind, district, findings = key
    ordered = sorted((place.people for place in members), key=lambda people: (people.likely, people.low, people.high))
    people = Range.exactly(0.0)
    for one in ordered:
        people = people + one
    return Cell(kind, district or None, findings, len(members), people)


def weakness_of(cell: Cell, catalogue: Catalogue) -> Mapping[str, float]:
    """Share 0..1 of the greatest weakness, of each factor that weighs: as found, else as assumed of the kind."""
    scores = {**catalogue.weakness[cell.kind], **dict(cell.findings)}
    return {slug: scores[slug] / GREATEST_SCORE for slug, factor in catalogue.factors.items() if factor.weighs}

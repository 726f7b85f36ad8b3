"""How many people are at a place by hour of the week: a range, from what the map says and the kind's load factor.

Words: the *peak* is the busiest hour of an ordinary week; a *step* is one quantity on the way to the peak, so that the
number can be opened. The hard part is not to pretend: what the map leaves out (area, storeys) widens the range, and the
tagged capacity stays beside the estimate. Method: area x storeys x people a square metre, as building codes do for the
occupant load (International Building Code, section 1004.5), with a range in place of their upper bound.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openward.methods.ranges import Basis, Range
from openward.methods.register.model import PlaceFacts
from openward.methods.screening.model import Presence, PresenceSource
from openward.methods.typology.model import HOURS_OF_WEEK, LoadUnit, Typology


class PresenceCode(StrEnum):
    """What a step is. Every step but COUNTED, WITHOUT_AREA, CEILING and PEAK multiplies."""

    COUNTED = "counted"  # people, as a person stated them
    BUILT_AREA = "built-area"  # square metres of ground under the buildings
    GROUND_AREA = "ground-area"  # square metres of an open place
    STOREYS_TAGGED = "storeys-tagged"
    STOREYS_LIMITED = "storeys-limited"  # fewer than tagged: such a place seldom fills the whole building
    STOREYS_ASSUMED = "storeys-assumed"
    LOAD = "load"  # people a square metre
    WITHOUT_AREA = "without-area"  # people in a whole place of this kind: the map gives no area, or area says nothing
    CEILING = "ceiling"  # people; the likely value came out above it and the range was scaled down to it
    PEAK = "peak"  # people: the result


@dataclass(frozen=True, slots=True)
class PresenceStep:
    """One quantity, and on what it rests (None where it is a fact of the map, a sum or a product)."""

    code: PresenceCode
    value: Range
    basis: Basis | None = None
    source: str = ""  # English message id


def presence(
    place: PlaceFacts,
    typology: Typology,
    counted: Range | None = None,
    *,
    counted_basis: Basis = Basis.EVIDENCE,
) -> Presence:
    """People at the place's busiest hour. `counted`, people >= 0, replaces the estimate where a person stated it.

    A bigger area never means fewer people; the likely value never exceeds the kind's ceiling. The basis is that of the
    weakest step. Raises KeyError for a kind that the typology lacks, ValueError for a negative count.
    """
    steps = presence_steps(place, typology, counted, counted_basis=counted_basis)
    areas = [step.value for step in steps if step.code in (PresenceCode.BUILT_AREA, PresenceCode.GROUND_AREA)]
    storeys = [step.value for step in steps if step.code in STOREYS]
    bases = [step.basis for step in steps if step.basis is not None]
    return Presence(
        peak=steps[-1].value,
        profile=typology.kinds[place.kind].hours,
        source=_SOURCES.get(steps[0].code, PresenceSource.KIND_ALONE),
        basis=max(bases, key=list(Basis).index),
        units=areas[0].likely * (storeys[0].likely if storeys else 1.0) if areas else None,
        tagged_capacity=place.capacity,
    )


def presence_steps(
    place: PlaceFacts,
    typology: Typology,
    counted: Range | None = None,
    *,
    counted_basis: Basis = Basis.EVIDENCE,
) -> tuple[PresenceStep, ...]:
    """How `presence` comes to its peak: the quantities in the order in which they count, the PEAK last."""
    if counted is not None:
        if counted.low < 0:
            raise ValueError(f"a count of people is not negative: {counted.low}")
        return PresenceStep(PresenceCode.COUNTED, counted, counted_basis), PresenceStep(PresenceCode.PEAK, counted)
    return tuple(_estimate(place, typology))


def people_at(presence: Presence, typology: Typology, hour: int) -> Range:
    """People in one hour of the week, 0 (Monday 00:00 local time) .. 167."""
    if not 0 <= hour < HOURS_OF_WEEK:
        raise ValueError(f"an hour of the week is 0..{HOURS_OF_WEEK - 1}: {hour}")
    return presence.peak.times(typology.profiles[presence.profile].shares[hour])


def week(presence: Presence, typology: Typology) -> tuple[Range, ...]:
    """People in each of the 168 hours of the week."""
    return tuple(presence.peak.times(share) for share in typology.profiles[presence.profile].shares)


def storeys_basis() -> tuple[Basis, str]:
    """On what the storeys rest that are counted where the map gives none, and the source (an English message id)."""
    assumed = _assumptions()["storeys"]
    return Basis(assumed["basis"]), assumed["source"]


STOREYS = frozenset({PresenceCode.STOREYS_TAGGED, PresenceCode.STOREYS_LIMITED, PresenceCode.STOREYS_ASSUMED})
_SOURCES = {
    PresenceCode.COUNTED: PresenceSource.COUNTED,
    PresenceCode.BUILT_AREA: PresenceSource.FLOOR_AREA,
    PresenceCode.GROUND_AREA: PresenceSource.GROUND_AREA,
}


@cache
def _assumptions() -> dict[str, Any]:
    text = (files("openward.methods.screening") / "presence.yaml").read_text("utf-8")
    assumptions: dict[str, Any] = yaml.safe_load(text)
    return assumptions


def _estimate(place: PlaceFacts, typology: Typology) -> Iterator[PresenceStep]:
    load = typology.kinds[place.kind].load
    area = {LoadUnit.FLOOR_M2: place.built_m2, LoadUnit.GROUND_M2: place.footprint_m2}.get(load.unit)
    if area is None or not area > 0:
        yield PresenceStep(PresenceCode.WITHOUT_AREA, load.without_area, load.basis, load.source)
        people = load.without_area
    else:
        people = load.people.times(area)
        floor = load.unit is LoadUnit.FLOOR_M2
        yield PresenceStep(PresenceCode.BUILT_AREA if floor else PresenceCode.GROUND_AREA, Range.exactly(area))
        if floor:
            storeys = _storeys(place)
            yield storeys
            people = _product(people, storeys.value)
        yield PresenceStep(PresenceCode.LOAD, load.people, load.basis, load.source)
    if people.likely > load.ceiling:
        yield PresenceStep(PresenceCode.CEILING, Range.exactly(load.ceiling), load.basis, load.source)
        share = load.ceiling / people.likely
        people = Range(min(people.low * share, load.ceiling), load.ceiling, max(people.high * share, load.ceiling))
    yield PresenceStep(PresenceCode.PEAK, people)


def _storeys(place: PlaceFacts) -> PresenceStep:
    assumed = _assumptions()["storeys"]
    low, likely, high = map(float, assumed["kinds"].get(place.kind, assumed["default"]))
    if place.levels is None or not place.levels > 0:
        return PresenceStep(PresenceCode.STOREYS_ASSUMED, Range(low, likely, high), *storeys_basis())
    tagged = max(place.levels, 1.0)
    if place.kind in _assumptions()["in_part_of_a_building"] and tagged > high:
        return PresenceStep(PresenceCode.STOREYS_LIMITED, Range.exactly(high), *storeys_basis())
    return PresenceStep(PresenceCode.STOREYS_TAGGED, Range.exactly(tagged))


def _product(left: Range, right: Range) -> Range:
    """Of two quantities that are not negative."""
    return Range(left.low * right.low, left.likely * right.likely, left.high * right.high)

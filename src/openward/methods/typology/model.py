"""The dataclasses of the typology. The data is in kinds.yaml; `source.py` reads and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from openward.methods.ranges import Basis, Range

HOURS_OF_WEEK = 168  # hour 0 is Monday 00:00-01:00, local time
ANY_VALUE = "*"  # in a tag rule: any value but "no"

TagRule = Mapping[str, frozenset[str]]  # wants every key with one of its values


class Family(StrEnum):
    """The two families of vulnerable targets in UN guidance."""

    PUBLIC_PLACES = "public-places"
    CRITICAL_INFRASTRUCTURE = "critical-infrastructure"


class LoadUnit(StrEnum):
    """What a load factor multiplies."""

    FLOOR_M2 = "floor-m2"  # footprint x levels
    GROUND_M2 = "ground-m2"  # footprint of an open place
    PLACE = "place"  # the whole place, whatever its size


@dataclass(frozen=True, slots=True)
class LoadFactor:
    """People at the busiest hour per unit. `without_area` is people for a place whose area the map lacks."""

    unit: LoadUnit
    people: Range
    without_area: Range
    ceiling: float  # people; no estimate's likely value goes above it
    basis: Basis
    source: str  # where the factor comes from, in a phrase


@dataclass(frozen=True, slots=True)
class HourProfile:
    """Share of the peak present, 0..1, for each of 168 hours from Monday 00:00. Its greatest share is 1."""

    slug: str
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of place. `needs` and `criticality` are 0..4 judgements whose anchors stand in kinds.yaml."""

    slug: str
    label: str  # English message id; translated at the edge
    family: Family
    tags: tuple[TagRule, ...]  # any of these
    load: LoadFactor
    hours: str  # slug of an hour profile
    zones: tuple[str, ...]  # likely zones: approach, perimeter, entrance, inside, back-of-house
    needs: int  # how much users depend on others in an emergency (children, patients ...)
    criticality: int  # how far the city's services depend on it
    review_months: int  # how often a visit is due
    yields: bool = False  # an honour rather than a use: gives way to another kind of the same name on the same spot


@dataclass(frozen=True, slots=True)
class NeverImported:
    """Objects that no register holds, whatever else they are tagged as, and why. `unless` takes ordinary places out:
    it wants every value of its keys to be among those named."""

    description: str  # English message id
    tags: tuple[TagRule, ...]
    unless: tuple[TagRule, ...]


@dataclass(frozen=True, slots=True)
class Typology:
    """All kinds by slug in their order of precedence (a place that fits two kinds is of the first), and profiles.

    `zones`: slug -> label. `needs` and `criticality`: the anchor text of each level 0..4.
    """

    version: str
    kinds: Mapping[str, Kind]
    profiles: Mapping[str, HourProfile]
    zones: Mapping[str, str]
    needs: tuple[str, ...]
    criticality: tuple[str, ...]
    not_in_use: tuple[TagRule, ...]
    never_imported: tuple[NeverImported, ...]

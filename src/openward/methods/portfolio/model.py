"""What the optimisation takes and gives. Money is in one currency and one year's prices; benefit has no unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openward.methods.ranges import Basis, Range


class MeasureClass(StrEnum):
    PHYSICAL = "physical"
    ORGANISATIONAL = "organisational"
    PROCEDURAL = "procedural"
    TECHNICAL = "technical"
    COMMUNITY = "community"
    DESIGN = "design"
    RECOVERY = "recovery"


class Phase(StrEnum):
    PREVENT = "prevent"
    PROTECT = "protect"
    MITIGATE = "mitigate"
    INVESTIGATE = "investigate"
    RESPOND = "respond"
    RECOVER = "recover"


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the catalogue. Costs are EUR in `price_year` prices for one place of a fitting kind."""

    slug: str
    label: str  # English message id
    measure_class: MeasureClass
    phases: tuple[Phase, ...]
    factors: tuple[str, ...]  # vulnerability factors it acts on
    kinds: frozenset[str]  # kinds it fits
    capital: Range
    running: Range  # a year
    effect: Range  # 0..1: share of the factors' weakness that it removes
    basis: Basis
    source: str
    life_years: int
    lead_months: int
    requires: frozenset[str]  # measures that must be there first
    excludes: frozenset[str]  # measures that do the same job
    checks: tuple[str, ...]  # rights and accessibility questions to answer before it is built
    openness: int  # -2 closes the place .. 0 .. +2 opens it


@dataclass(frozen=True, slots=True)
class Finding:
    """What an assessor found of one vulnerability factor at one place: 0 (no weakness) .. 4 (greatest), by the anchors
    in factors.yaml. It replaces the weakness that is assumed of the place's kind."""

    place: str  # PlaceFacts.id
    factor: str  # a slug of factors.yaml
    score: int  # 0..4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A yes or no to the optimiser. `cost` > 0, `benefit` >= 0; `group` is what floors count by (district, family)."""

    id: str
    measure: str
    target: str  # "kind/district" in an indicative programme, a place id in a plan of places
    cost: float
    benefit: Range
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """What a programme must respect besides its budget.

    `floors`: group -> least share 0..1 of the money spent. `exclusions`: pairs of proposal ids. `requirements`:
    (proposal, proposal that it needs).
    """

    floors: Mapping[str, float] = field(default_factory=dict)
    exclusions: frozenset[tuple[str, str]] = frozenset()
    requirements: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """The chosen proposals. `benefit` is at likely effects; `gap` is (bound - benefit) / bound, proven."""

    chosen: tuple[str, ...]  # proposal ids, sorted
    cost: float
    benefit: float
    bound: float
    gap: float
    stays_chosen: Mapping[str, float]  # proposal id -> share 0..1 of draws over the effect ranges


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The best programme for one budget. Benefit never falls as the budget grows."""

    budget: float
    cost: float
    benefit: float
    bound: float
    gap: float
    chosen: tuple[str, ...]

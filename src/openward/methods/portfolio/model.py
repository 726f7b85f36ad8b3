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


class Growth(StrEnum):
    """How the cost of a measure grows with the people present at a place's busiest hour."""

    PLACE = "place"  # not at all
    FRONTAGE = "frontage"  # by their square root: what stands along an edge
    PEOPLE = "people"  # with them


@dataclass(frozen=True, slots=True)
class Factor:
    """One vulnerability factor. `weighs` False: assessed and acted on, but kept out of benefits."""

    slug: str
    label: str  # English message id
    anchors: tuple[str, ...]  # five, for 0 (no weakness) .. 4 (greatest)
    weighs: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of the catalogue. Costs are in the catalogue's money, for one place with 100 people at its busiest
    hour."""

    slug: str
    label: str  # English message id
    measure_class: MeasureClass
    phases: tuple[Phase, ...]
    factors: tuple[str, ...]  # vulnerability factors it acts on
    kinds: frozenset[str]  # kinds it fits
    capital: Range
    running: Range  # a year
    grows_with: Growth
    effect: Range  # 0..1: share of the factors' weakness that it removes
    basis: Basis  # of the effect
    source: str  # of the effect; English message id
    life_years: int
    lead_months: int
    requires: frozenset[str]  # measures that must be there first
    excludes: frozenset[str]  # measures that do the same job
    checks: tuple[str, ...]  # slugs of the questions to answer before it is built, besides those of every measure
    openness: int  # -2 closes the place .. 0 .. +2 opens it


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Measures with what they speak of. All by slug, in the order of the files."""

    version: str
    currency: str  # ISO 4217, of every cost
    price_year: int
    period_years: int  # a programme pays for what it builds and runs it for so long
    cost_basis: Basis
    cost_source: str  # English message id
    factors: Mapping[str, Factor]
    checks: Mapping[str, str]  # slug -> question, English message id
    always: tuple[str, ...]  # slugs of the checks of every measure
    measures: Mapping[str, Measure]
    weakness: Mapping[str, Mapping[str, int]]  # kind -> factor -> 0..4, assumed until someone assessed
    weakness_source: str  # English message id


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

    `floors`: group -> least share 0..1 of the money spent; see `floors.py` for what holds where a group has too little
    to spend it on. `allowances`: group -> money by which its floor may be missed, since proposals are whole.
    `exclusions`: pairs of proposal ids. `requirements`: (proposal, proposal that it needs).
    """

    floors: Mapping[str, float] = field(default_factory=dict)
    exclusions: frozenset[tuple[str, str]] = frozenset()
    requirements: frozenset[tuple[str, str]] = frozenset()
    allowances: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Programme:
    """The chosen proposals. `benefit` is at likely effects; `gap` is (bound - benefit) / bound, proven."""

    chosen: tuple[str, ...]  # proposal ids, sorted
    cost: float
    benefit: float
    bound: float
    gap: float
    stays_chosen: Mapping[str, float]  # proposal id -> share 0..1 of draws over the effect ranges
    below_floor: Mapping[str, float] = field(default_factory=dict)  # group -> its share of the cost, where it is short


@dataclass(frozen=True, slots=True)
class FrontierPoint:
    """The best programme for one budget. Benefit never falls as the budget grows."""

    budget: float
    cost: float
    benefit: float
    bound: float
    gap: float
    chosen: tuple[str, ...]

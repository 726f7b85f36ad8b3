"""What a mayor gets and what an officer gets, as data without words: the brief, the annex, and what was asked for.

Words: a *row* speaks of a kind, a district or the whole city; a figure that is None is hidden, because it would speak
of too few places; a *label* is of the Traffic Light Protocol 2.0 (FIRST, 2022) and is never translated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from openward.methods.portfolio.model import MeasureClass, Phase
from openward.methods.ranges import Basis, Range
from openward.methods.register.model import CityBasis, DistrictBasis, FacilityKind, Known
from openward.methods.screening.model import Help, Presence, VisitReason
from openward.methods.typology import Family


class Label(StrEnum):
    """TLP labels that a brief or an annex can carry from the start; lowering one is a signed act of its owner."""

    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"


@dataclass(frozen=True, slots=True)
class MapFile:
    """The extract that all was read from. `timestamp` is what the file states, ISO 8601, or None."""

    name: str
    sha256: str
    bytes: int
    timestamp: str | None


@dataclass(frozen=True, slots=True)
class BriefRequest:
    """What was asked for. `budget` > 0 in units of `currency` (ISO 4217) at prices of `price_year`. `on` is the day
    that overdue visits are counted from; it reaches the annex, never the brief."""

    budget: float
    currency: str
    price_year: int
    on: date


@dataclass(frozen=True, slots=True)
class Edition:
    """One printing: in which language, by whom and when. `made_at` is aware."""

    language: str
    maker: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind in the city. `people` at the kind's own busiest hour, summed over its places. `tagged` places have a
    capacity in the map, `tagged_within` of them one that lies within their estimate."""

    kind: str
    family: Family
    places: int
    people: Range | None
    tagged: int
    tagged_within: int | None


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district and what the map shows in it. `id` None: the places outside every district."""

    id: str | None
    name: str
    names: Mapping[str, str]
    places: int
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class HelpRow:
    """How long one service takes to the places of the city (kind and district None), of a kind, or of a district.

    Counts of places by state (where the extract has no street, none is in it); the median is of the places with a
    time, in seconds, to the half minute. `untagged` counts places whose quickest hospital is not tagged to have or to
    lack emergency care.
    """

    service: FacilityKind
    kind: str | None
    district: str | None
    places: int
    found: int | None
    none_in_extract: int | None
    perhaps_nearer_outside: int | None
    median_seconds: float | None
    untagged: int | None


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One measure at `places` of the `of_places` of one kind in one district.

    `kind` None is several kinds of the family, `district` None several districts, `family` None both families: lines
    that speak of fewer than five places are told together. Money in the brief's currency; `cost` over the programme's
    period. `stays_chosen` is the least share of draws over the effect ranges in which the parts of the line stay in the
    programme. `subject_to_assessment` is False where assessors scored all that the measure acts on.
    """

    measure: str
    measure_class: MeasureClass
    phases: tuple[Phase, ...]
    family: Family | None
    kind: str | None
    district: str | None
    places: int
    of_places: int
    cost: Range
    capital: Range
    running: Range
    stays_chosen: float
    subject_to_assessment: bool
    basis: Basis
    source: str
    life_years: int
    lead_months: int
    checks: tuple[str, ...]  # slugs of the questions to answer before it is built
    openness: int


@dataclass(frozen=True, slots=True)
class KindMoney:
    """What the programme gives to one kind: `measures` counts a measure once for each place that gets it; `cost` is
    likely, over the programme's period. `places` are all of the kind, with a measure or without. `kind` None: `kinds`
    of them together, which alone would speak of too few places or give such a figure away; `family` None: of both."""

    kind: str | None
    family: Family | None
    kinds: int
    places: int
    measures: int
    cost: float


@dataclass(frozen=True, slots=True)
class DistrictMoney:
    """The same of a district. `district` None: outside every district where `districts` is 0, else so many together."""

    district: str | None
    districts: int
    places: int
    measures: int
    cost: float


@dataclass(frozen=True, slots=True)
class FrontierRow:
    """The best programme for one budget; `share` of the greatest benefit on the frontier, 0..1; `gap` is proven."""

    budget: float
    cost: float
    benefit: float
    bound: float
    gap: float
    share: float


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """The programme within the budget and what other budgets would buy."""

    lines: tuple[ProgrammeLine, ...]
    told_together: int  # parts that were told in one line with others
    told_apart: Range  # cost of what would point at single places however it were told: without saying what
    by_kind: tuple[KindMoney, ...]  # dearest first, several together last
    by_district: tuple[DistrictMoney, ...]
    cost: float
    benefit: float
    bound: float
    gap: float
    period_years: int  # that costs pay for: what is built, and its running
    weakness_removed: Range  # 0..1 of the city's weakness, at low, likely and high effects
    assumed_share: float  # of the programme's cost, 0..1, that rests on measures whose effect is assumed
    assumed_weakness: float  # of the programme's benefit, 0..1, that rests on assumed weakness
    assessed_places: int  # places of the city whose findings replaced assumptions
    family_shares: Mapping[Family, float]  # of the cost
    floors: Mapping[str, float]  # what the optimiser was held to, group -> least share of the money
    frontier: tuple[FrontierRow, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """Something the reader must know before trusting a figure; `wording` makes it a sentence."""

    code: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """On what figures rest: the map, a load factor, a measure. `of` is what it is the source of."""

    of: str
    basis: Basis | None
    text: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Kinds and districts, no named place. Equal registers and requests give equal briefs."""

    label: Label
    fictitious: bool
    city: str
    city_names: Mapping[str, str]
    city_basis: CityBasis
    district_basis: DistrictBasis | None
    budget: float
    currency: str
    price_year: int
    places: int
    people: Range | None  # in all places, at the city's busiest hour
    busiest_hour: int | None  # 0..167 from Monday 00:00
    people_assumed_share: float  # of the likely people, 0..1, that rests on assumed load factors
    kinds: tuple[KindRow, ...]
    districts: tuple[DistrictRow, ...]
    week: tuple[Range, ...]  # people in places of the kinds that are told, 168 hours from Monday 00:00
    capacity_correlation: float | None  # Spearman's, tagged capacity against estimate; None below 30 pairs
    help: tuple[HelpRow, ...]
    programme: ProgrammeFacts
    methods: Mapping[str, str]  # method -> version
    limits: tuple[Limit, ...]
    sources: tuple[Source, ...]
    extract: MapFile
    left_out: Mapping[str, int]
    hidden_cells: int  # figures that were hidden because they speak of too few places


@dataclass(frozen=True, slots=True)
class AnnexVisit:
    """One named place in the order of visits, why it stands there, and what screening found. No assessment."""

    position: int
    earliest: int
    latest: int
    place: str
    name: str | None
    names: Mapping[str, str]
    kind: str
    district: str | None
    longitude: float
    latitude: float
    reasons: tuple[VisitReason, ...]
    presence: Presence
    wheelchair: str | None
    help: tuple[Help, ...]


@dataclass(frozen=True, slots=True)
class Facility:
    """A service that the annex's times start from."""

    id: str
    kind: FacilityKind
    name: str | None
    emergency: Known


@dataclass(frozen=True, slots=True)
class Annex:
    """The visits in order, for those who will make them."""

    label: Label
    fictitious: bool
    city: str
    city_names: Mapping[str, str]
    on: date
    visits: tuple[AnnexVisit, ...]
    programme: tuple[ProgrammeLine, ...]  # every part by kind and district, nothing told together
    currency: str
    price_year: int
    district_names: Mapping[str, DistrictRow]
    facilities: tuple[Facility, ...]
    methods: Mapping[str, str]
    extract: MapFile

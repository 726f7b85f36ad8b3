"""The invented city as pure data. Metres east and north of its centre; `frame.py` turns them into degrees.

Words: a *place* is one of the typology's kinds; a *twin* is a second map object of the same place; a *flaw* is what is
missing or wrong in the map, as in real maps. Every rating that goes with a city is a fictitious exercise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shapely import Polygon

from openward.city.buildings import Buildings
from openward.city.chance import Ints
from openward.city.fabric import Fabric
from openward.city.names import Name
from openward.city.plan import Plan
from openward.city.ways import Network


class Form(StrEnum):
    """As what a place is drawn."""

    NODE = "node"
    WAY = "way"
    RELATION = "relation"


class Flaw(StrEnum):
    """What is wrong or missing in the map about a place."""

    TWIN = "twin"  # a second object of the same place
    UNNAMED = "unnamed"
    ODD_CAPACITY = "odd-capacity"  # not a plain number
    MISSPELT_KEY = "misspelt-key"  # of a fact that is not needed to tell its kind
    EMERGENCY_UNTAGGED = "emergency-untagged"
    MISSPELT_KIND = "misspelt-kind"  # nobody can tell what it is
    NEVER_IMPORTED = "never-imported"
    NOT_IN_USE = "not-in-use"
    BROKEN_OUTLINE = "broken-outline"  # a multipolygon whose ring does not close: its place is known, its area not
    OUTSIDE_CITY = "outside-city"


UNREGISTERED = frozenset({Flaw.MISSPELT_KIND, Flaw.NEVER_IMPORTED, Flaw.NOT_IN_USE, Flaw.OUTSIDE_CITY})


@dataclass(frozen=True, slots=True)
class Twin:
    """A second map object of a place: a node at `point`, or the tags on a building."""

    point: tuple[float, float]
    building: int | None
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class InventedPlace:
    """One place. `outline` is drawn for it alone; a place in or on a building has the building's number instead."""

    kind: str  # of the typology; "" for what belongs to none
    name: Name | None
    tags: Mapping[str, str]  # all that its map object says, names included
    form: Form
    point: tuple[float, float]
    outline: Polygon | None
    building: int | None
    capacity: int | None  # people, as truly tagged
    twins: tuple[Twin, ...]
    flaws: frozenset[Flaw]

    @property
    def registered(self) -> bool:
        """Whether a register of the city must hold it."""
        return not self.flaws & UNREGISTERED


@dataclass(frozen=True, slots=True)
class InventedDistrict:
    """A district (level 9) or a part of one (level 10). Those of one level tile the city."""

    name: Name
    level: int
    shape: Polygon  # may be a MultiPolygon where the river parts it
    within: int | None  # index of the district that a part belongs to


@dataclass(frozen=True, slots=True)
class InventedCity:
    """A whole invented city. `exercise` is always true: it is recognised by it, in every table and on every page."""

    seed: int
    slug: str
    name: Name
    country: Name
    neighbour: Name
    river: Name
    origin: tuple[float, float]  # longitude, latitude of the centre: in the open sea
    plan: Plan
    fabric: Fabric
    network: Network
    street_names: tuple[Name, ...]  # by line of the fabric
    buildings: Buildings
    addresses: Ints  # (n,) line of the fabric whose name a building's address has, or -1
    districts: tuple[InventedDistrict, ...]
    places: tuple[InventedPlace, ...]
    greens: tuple[tuple[Polygon, str], ...]  # ground that is no place, with its landuse
    exercise: bool = True

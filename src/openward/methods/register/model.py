"""The dataclasses of a register. Angles are WGS 84 degrees, areas are square metres on the ellipsoid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from openward.methods.register.names import fold

Point = tuple[float, float]  # longitude, latitude
Ring = tuple[Point, ...]  # closed: the first point stands again at the end
Polygon = tuple[Ring, ...]  # outer ring, then holes
MultiPolygon = tuple[Polygon, ...]  # as GeoJSON coordinates
Line = tuple[Point, ...]


class DistrictBasis(StrEnum):
    """How a city was divided."""

    BOUNDARY = "boundary"  # administrative boundaries of level 9 or 10 in the map
    H3 = "h3"  # hexagons, because the map has no such boundaries


class CityBasis(StrEnum):
    """What was taken for the city."""

    BOUNDARY = "boundary"  # the administrative boundary of that name
    WHOLE_EXTRACT = "whole-extract"  # the map has no boundary at all


class FacilityKind(StrEnum):
    """Where help comes from."""

    EMERGENCY_HOSPITAL = "emergency-hospital"
    FIRE = "fire"
    POLICE = "police"


class Known(StrEnum):
    """A fact of a map: an untagged fact is unknown, never no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ExtractFacts:
    """The map file. `sha256` and `bytes` are of the file; `timestamp` is what it states, ISO 8601 or None."""

    name: str  # file name without its folder
    sha256: str
    bytes: int
    timestamp: str | None
    bounds: tuple[float, float, float, float]  # west, south, east, north of what was read, in the stated box
    covers: MultiPolygon | None  # what the extract reaches, where it can be told better than by its bounds
    fictitious: bool = False  # written by the invented city: exercise data, and every page says so


@dataclass(frozen=True, slots=True)
class CityFrame:
    """The city a register is of."""

    name: str  # the map's own; where the map has no boundary, what was asked for, else the file's name
    names: Mapping[str, str]  # language -> name; "" is the map's default name
    basis: CityBasis
    source_id: str | None  # "r123": the boundary relation
    geometry: MultiPolygon

    @property
    def key(self) -> str:
        """The same for one city however its name was typed: its boundary, else its folded name."""
        return self.source_id or fold(self.name)


@dataclass(frozen=True, slots=True)
class District:
    """A part of the city. Districts do not overlap; a place outside all of them has district None."""

    id: str  # "r456", "w78" or an H3 index
    name: str
    names: Mapping[str, str]
    basis: DistrictBasis
    admin_level: int | None
    geometry: MultiPolygon
    area_m2: float


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the map says of one place. None is "the map does not say"."""

    id: str  # the source id it is kept under, "n1", "w2" or "r3"; stable over refreshes of the map
    kind: str
    name: str | None
    names: Mapping[str, str]  # language code -> name, without the default
    longitude: float
    latitude: float
    district: str | None  # District.id
    footprint: MultiPolygon | None  # of the building or of the grounds, as the map draws the place
    footprint_m2: float | None
    levels: float | None  # of the building, or the mean of the buildings on the grounds
    capacity: int | None  # people, as tagged
    operator: str | None
    wheelchair: str | None  # yes, limited, no, designated
    emergency: Known  # emergency care, for hospitals; UNKNOWN elsewhere
    source_ids: tuple[str, ...]  # every map object merged into this place, its own id first
    built_m2: float | None = None  # ground under its buildings: the footprint of a building, else those on its grounds


@dataclass(frozen=True, slots=True)
class Facility:
    """A place that help starts from. `emergency` is UNKNOWN for a hospital the map does not tag."""

    id: str
    kind: FacilityKind
    name: str | None
    longitude: float
    latitude: float
    emergency: Known


@dataclass(frozen=True, slots=True)
class MapBackdrop:
    """Simplified shapes to draw a city by: nothing here can be counted or joined."""

    water: MultiPolygon = ()
    green: MultiPolygon = ()
    rivers: tuple[Line, ...] = ()
    main_roads: tuple[Line, ...] = ()
    railways: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A city's places in the order of their ids, with what they were read from.

    `left_out` counts what was not taken, by reason: `merged-duplicate`, `outside-city`, `never-imported`,
    `not-in-use`, `unusable-geometry`.
    """

    city: CityFrame
    extract: ExtractFacts
    districts: tuple[District, ...]
    places: tuple[PlaceFacts, ...]
    facilities: tuple[Facility, ...]
    backdrop: MapBackdrop
    typology_version: str
    left_out: Mapping[str, int] = field(default_factory=dict)

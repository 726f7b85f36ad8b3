"""Small streets, places and kinds that the tests of screening are told with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from openward.methods.ranges import Basis, Range
from openward.methods.register.model import ExtractFacts, Facility, FacilityKind, Known, MultiPolygon, PlaceFacts
from openward.methods.screening.model import Presence, PresenceSource, StreetGraph
from openward.methods.typology.model import Family, HourProfile, Kind, LoadFactor, LoadUnit, Typology

WEST, SOUTH, STEP = 10.0, 48.0, 0.01  # nodes lie on a grid of about a kilometre

HOSPITAL, FIRE, POLICE = FacilityKind


def streets(
    spots: Sequence[tuple[float, float]], arcs: Sequence[tuple[int, int, float]], edge: Sequence[int] = ()
) -> StreetGraph:
    """Nodes on the grid, and arcs (tail, head, seconds)."""
    return StreetGraph(
        longitude=np.array([WEST + x * STEP for x, _ in spots]),
        latitude=np.array([SOUTH + y * STEP for _, y in spots]),
        tails=np.array([tail for tail, _, _ in arcs], np.int64),
        heads=np.array([head for _, head, _ in arcs], np.int64),
        seconds=np.array([seconds for _, _, seconds in arcs], np.float64),
        edge_nodes=np.array(edge, np.int64),
    )


def facility(name: str, x: float, y: float, kind: FacilityKind = FIRE, emergency: Known = Known.UNKNOWN) -> Facility:
    return Facility(name, kind, None, WEST + x * STEP, SOUTH + y * STEP, emergency)


def place(name: str, x: float = 0, y: float = 0, kind: str = "hall", **facts: Any) -> PlaceFacts:
    known: dict[str, Any] = {
        "name": None,
        "names": {},
        "district": None,
        "footprint": None,
        "footprint_m2": None,
        "levels": None,
        "capacity": None,
        "operator": None,
        "wheelchair": None,
        "emergency": Known.UNKNOWN,
        "source_ids": (name,),
    }
    return PlaceFacts(id=name, kind=kind, longitude=WEST + x * STEP, latitude=SOUTH + y * STEP, **{**known, **facts})


def extract(covers: MultiPolygon | None = None) -> ExtractFacts:
    return ExtractFacts("invented.osm", "0" * 64, 1, None, (WEST, SOUTH, WEST + 1, SOUTH + 1), covers)


def kind(slug: str, unit: LoadUnit, people: Range, without_area: Range, ceiling: float) -> Kind:
    load = LoadFactor(unit, people, without_area, ceiling, Basis.EXPERT, "a source")
    return Kind(slug, slug, Family.PUBLIC_PLACES, (), load, "day", ("entrance",), 1, 1, 12)


def typology(*kinds: Kind) -> Typology:
    day = HourProfile("day", tuple(1.0 if hour % 24 == 12 else (hour % 24) / 48 for hour in range(168)))
    return Typology("1", {kind.slug: kind for kind in kinds}, {"day": day}, {}, (), (), (), ())


def people(likely: float) -> Presence:
    return Presence(Range(likely / 2, likely, likely * 2), "day", PresenceSource.KIND_ALONE, Basis.EXPERT, None, None)

"""Rows of this room to and from the dataclasses of `methods.register` and `methods.screening`, without loss.

A register that was stored and loaded again equals what the reader gave, so that the web's brief equals the command
line's. None of a map ("it does not say") is the empty text in a row.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from openward.methods.ranges import Range
from openward.methods.register import (
    CityFrame,
    District,
    ExtractFacts,
    Facility,
    MapBackdrop,
    PlaceFacts,
    Register,
)
from openward.methods.register.model import CityBasis, DistrictBasis, FacilityKind, Known
from openward.methods.register.sighting import id_order
from openward.methods.screening.model import DutyOfCare, Help, HelpState, Presence, VisitCandidate
from openward.methods.typology import Typology
from openward.rooms.places import models

DUTY_COLUMNS = tuple(duty.replace("-", "_") for duty in DutyOfCare)


def tuples(value: Any) -> Any:
    """JSON's arrays as the nested tuples that shapes are made of."""
    return tuple(tuples(item) for item in value) if isinstance(value, list) else value


def folded(text: str) -> str:
    """Without case and accents, for search and order: a reader types neither."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


# Every column that an import writes, and the fact it holds. `edited` names columns of people, which it leaves alone.
def place_columns(facts: PlaceFacts) -> dict[str, Any]:
    name = facts.name or ""
    return {
        "source_id": facts.id,
        "source_ids": list(facts.source_ids),
        "kind": facts.kind,
        "name": name,
        "names": dict(facts.names),
        **name_columns(name, facts.names),
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "district_code": facts.district or "",
        "footprint": facts.footprint,
        "footprint_m2": facts.footprint_m2,
        "built_m2": facts.built_m2,
        "levels": facts.levels,
        "capacity": facts.capacity,
        "operator": facts.operator or "",
        "wheelchair": facts.wheelchair or "",
        "emergency": str(facts.emergency),
    }


def name_columns(name: str, names: Mapping[str, str]) -> dict[str, str]:
    """What search and order go by. Places without a name come last, in their order of import."""
    return {
        "sort_name": folded(name)[:300] or "\uffff",
        "search_text": " ".join(dict.fromkeys(folded(text) for text in [name, *names.values()] if text)),
    }


def place_facts(row: models.Place) -> PlaceFacts:
    return PlaceFacts(
        id=row.source_id,
        kind=row.kind,
        name=row.name or None,
        names=row.names,
        longitude=row.longitude,
        latitude=row.latitude,
        district=row.district_code or None,
        footprint=tuples(row.footprint),
        footprint_m2=row.footprint_m2,
        levels=row.levels,
        capacity=row.capacity,
        operator=row.operator or None,
        wheelchair=row.wheelchair or None,
        emergency=Known(row.emergency),
        source_ids=tuple(row.source_ids),
        built_m2=row.built_m2,
    )


def presence_facts(row: models.Place) -> PlaceFacts:
    """What an estimate of people present asks of a place, of a row that was read without shapes and names."""
    return PlaceFacts(
        id=row.source_id,
        kind=row.kind,
        name=None,
        names={},
        longitude=row.longitude,
        latitude=row.latitude,
        district=None,
        footprint=None,
        footprint_m2=row.footprint_m2,
        levels=row.levels,
        capacity=row.capacity,
        operator=None,
        wheelchair=None,
        emergency=Known.UNKNOWN,
        source_ids=(),
        built_m2=row.built_m2,
    )


def district_columns(district: District, position: int) -> dict[str, Any]:
    return {
        "position": position,
        "code": district.id,
        "name": district.name,
        "names": dict(district.names),
        "basis": str(district.basis),
        "admin_level": district.admin_level,
        "shape": district.geometry,
        "area_m2": district.area_m2,
    }


def district_of(row: models.District) -> District:
    return District(
        id=row.code,
        name=row.name,
        names=row.names,
        basis=DistrictBasis(row.basis),
        admin_level=row.admin_level,
        geometry=tuples(row.shape),
        area_m2=row.area_m2,
    )


def register_columns(register: Register) -> dict[str, Any]:
    return {
        "city": asdict(register.city),
        "bounds": city_bounds(register.city),
        "extract_facts": asdict(register.extract),
        "facilities": [asdict(facility) for facility in register.facilities],
        "backdrop": asdict(register.backdrop),
        "left_out": dict(register.left_out),
        "typology_version": register.typology_version,
    }


def register_of(row: models.Register, districts: Sequence[models.District], places: Sequence[models.Place]) -> Register:
    """The register that these rows hold. The rows were asked of the policy by whoever calls."""
    city, extract, backdrop = row.city, row.extract_facts, row.backdrop
    covers = extract["covers"]
    return Register(
        city=CityFrame(**{**city, "basis": CityBasis(city["basis"]), "geometry": tuples(city["geometry"])}),
        extract=ExtractFacts(
            **{**extract, "bounds": tuples(extract["bounds"]), "covers": None if covers is None else tuples(covers)}
        ),
        districts=tuple(district_of(row) for row in sorted(districts, key=lambda row: row.position)),
        places=tuple(sorted((place_facts(place) for place in places), key=lambda place: id_order(place.id))),
        facilities=tuple(
            Facility(**{**facility, "kind": FacilityKind(facility["kind"]), "emergency": Known(facility["emergency"])})
            for facility in row.facilities
        ),
        backdrop=MapBackdrop(**{layer: tuples(shapes) for layer, shapes in backdrop.items()}),
        typology_version=row.typology_version,
        left_out=row.left_out,
    )


def help_columns(found: Sequence[Help]) -> list[dict[str, Any]]:
    return [
        {
            "service": str(one.service),
            "state": str(one.state),
            "seconds": one.seconds,
            "facility": one.facility,
            "emergency": str(one.emergency),
        }
        for one in found
    ]


def help_of(stored: Sequence[Mapping[str, Any]]) -> tuple[Help, ...]:
    return tuple(
        Help(
            service=FacilityKind(one["service"]),
            state=HelpState(one["state"]),
            seconds=one["seconds"],
            facility=one["facility"],
            emergency=Known(one["emergency"]),
        )
        for one in stored
    )


def visit_candidate(row: models.Place, found: Presence, typology: Typology) -> VisitCandidate:
    kind = typology.kinds[row.kind]
    return VisitCandidate(
        place=str(row.id),
        presence=found,
        needs=kind.needs,
        criticality=kind.criticality,
        last_visit=row.last_visit,
        review_months=kind.review_months,
    )


def duty_columns(values: Sequence[float]) -> dict[str, float]:
    """The values of the duties of care, from `duty_values`."""
    return dict(zip(DUTY_COLUMNS, values, strict=True))


def duties_of(row: models.Screening) -> tuple[float, ...]:
    return tuple(getattr(row, column) for column in DUTY_COLUMNS)


def counted_range(row: models.Place) -> Range | None:
    """People at the busiest hour as someone counted them, or None."""
    if not row.counted:
        return None
    return Range(float(row.counted["low"]), float(row.counted["likely"]), float(row.counted["high"]))


def city_bounds(city: CityFrame) -> list[float]:
    """West, south, east, north of the city's outline."""
    points = [point for polygon in city.geometry for ring in polygon for point in ring]
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]

"""The register as GeoJSON (RFC 7946): one point a place, with the map's facts alone. No estimate, no order, no time."""

from __future__ import annotations

import json
from collections.abc import Iterator

from openward.brief.as_json import as_plain
from openward.brief.markup import plain
from openward.methods.register import Register
from openward.methods.register.model import PlaceFacts
from openward.methods.typology import Typology

PRECISION = 7  # decimals of a degree, as the map keeps them


def register_geojson(register: Register, typology: Typology, label: str) -> Iterator[str]:
    """The text in pieces, one place each, so that a country's register need not stand in memory twice. `label` (TLP)
    is the strictest of what the file holds."""
    names = {district.id: district.name for district in register.districts}
    about = {
        "label": label,
        "city": plain(register.city.name),
        "extract_sha256": register.extract.sha256,
        "fictitious": register.extract.fictitious,
        "attribution": "" if register.extract.fictitious else "© OpenStreetMap contributors, ODbL 1.0",
    }
    yield '{"type": "FeatureCollection", "openward": ' + json.dumps(about, ensure_ascii=False) + ', "features": ['
    for index, place in enumerate(register.places):
        yield ("\n" if index == 0 else ",\n") + json.dumps(_feature(place, typology, names), ensure_ascii=False)
    yield "\n]}\n"


def _feature(place: PlaceFacts, typology: Typology, districts: dict[str, str]) -> dict[str, object]:
    point = [round(place.longitude, PRECISION), round(place.latitude, PRECISION)]
    facts = {
        "id": place.id,
        "kind": place.kind,
        "family": typology.kinds[place.kind].family.value,
        "name": place.name,
        "names": dict(sorted(place.names.items())),
        "district": place.district,
        "district_name": districts.get(place.district or ""),
        "source_ids": list(place.source_ids),
        "footprint_m2": place.footprint_m2 and round(place.footprint_m2, 1),
        "built_m2": place.built_m2 and round(place.built_m2, 1),
        "levels": place.levels,
        "capacity": place.capacity,
        "operator": place.operator,
        "wheelchair": place.wheelchair,
        "emergency": place.emergency.value,
    }
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": as_plain(facts),
    }

"""The register's addresses. Each label has a register of its own, with all its parts under that label."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from django.core.files.base import ContentFile

from openward.foundation.visibility.policy import Verb
from openward.methods.register.model import CityBasis, CityFrame, ExtractFacts
from openward.rooms.places.compute import folded
from openward.rooms.places.models import District, Extract, Place, Register, Screening
from tests.security.declarations import Scene, kind, record, signed_in

SQUARE = ((((6.0, 46.0), (6.1, 46.0), (6.1, 46.1), (6.0, 46.1), (6.0, 46.0)),),)


def shared(scene: Scene, label: str, closed: bool) -> dict[str, Any]:
    return {
        "owner": scene.cast.city,
        "label": label,
        "sharing_group": scene.cast.circle,
        "closed_to_police": closed,
    }


def make_register(scene: Scene, label: str, closed: bool, marker: str) -> Register:
    fields = shared(scene, label, closed)
    extract = Extract(
        **fields, name=f"{marker}.osm.pbf", bytes=0, sha256="0" * 64, uploaded_by=scene.cast.people["coordinator"]
    )
    extract.file.save("a.osm.pbf", ContentFile(b""), save=False)
    extract.save()
    register = Register(
        **fields,
        city_name=marker,
        extract=extract,
        city=asdict(CityFrame(marker, {}, CityBasis.WHOLE_EXTRACT, None, SQUARE)),
        extract_facts=asdict(ExtractFacts("a.osm.pbf", "0" * 64, 0, None, (6.0, 46.0, 6.1, 46.1), None)),
        typology_version="1",
        imported_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    register.tiles.save("map.pmtiles", ContentFile(b"PMTiles" + marker.encode()), save=False)
    register.save()
    District.objects.create(
        **fields, register=register, position=0, code="d1", name=marker, basis="h3", shape=SQUARE, area_m2=1.0
    )
    return register


def make_place(scene: Scene, label: str, closed: bool, marker: str) -> Place:
    """In a register that its members see by its lower label, so that only the place's own label keeps it shut."""
    register = scene.records.get(("register of places", ""))
    if register is None:
        register = make_register(scene, "TLP:CLEAR", False, "Rivermouth")
        scene.records["register of places", ""] = register
    return Place.objects.create(
        **shared(scene, label, closed),
        register=register,
        source_id=f"n{Place.objects.for_system('to number them').count() + 1}",
        kind="school",
        name=marker,
        sort_name=folded(marker),
        search_text=folded(marker),
        latitude=46.05,
        longitude=6.05,
        emergency="unknown",
        site_operator=scene.cast.operator,
    )


def make_screened_place(scene: Scene, label: str, closed: bool, marker: str) -> Screening:
    """The screening of a place that everyone sees: its reasons hold the marker."""
    place = make_place(scene, "TLP:CLEAR", False, "Open school")
    return Screening.objects.create(
        **shared(scene, label, closed),
        register=place.register,
        place=place,
        peak_low=1,
        peak_likely=2,
        peak_high=3,
        kind=place.kind,
        people_present=0.5,
        needs_of_users=0.5,
        criticality=0.5,
        overdue=1.0,
        visit_key=1,
        visit_earliest=1,
        visit_latest=1,
        method=marker,
        computed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def of_place(screening: Screening) -> dict[str, Any]:
    return {"key": screening.place_id}


RECORDS = [
    kind("register", make_register, has_operator=False),
    kind("place", make_place),
    kind("screening", make_screened_place, has_operator=False),
]

ADDRESSES = [
    signed_in("places:registers"),
    signed_in("places:upload"),
    record("places:register", "register", shows=True),
    record("places:printed", "register", post={}, status={204}),
    # Whoever may make records of the owner: the same roles as for exports.
    record("places:work-anew", "register", verb=Verb.EXPORT, post={}),
    record("places:points", "register"),
    record("places:tiles", "register", shows=True),
    record(
        "places:export", "register", verb=Verb.EXPORT,
        record_arguments=lambda found: {"key": found.pk, "name": "register.geojson"},
    ),
    record("places:place", "place", shows=True),
    record("places:people", "screening", record_arguments=of_place),
    record("places:edit", "place", verb=Verb.CHANGE, shows=True),
]  # fmt: skip

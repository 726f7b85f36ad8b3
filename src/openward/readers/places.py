"""From the sightings of one place to its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry

from openward.methods.register.model import Known, PlaceFacts
from openward.methods.register.names import clean, names_by_language
from openward.methods.register.sighting import Sighting
from openward.readers import facts
from openward.readers.grounds import Built
from openward.readers.shapes import Area, as_multipolygon, inner_point, joined, square_metres

EMERGENCY_KIND = "hospital"  # the only kind whose emergency care is read


@dataclass(frozen=True, slots=True)
class Site:
    """The sightings of one place, the one it is kept under first, and where it is. `area` None: a point or a line."""

    sightings: tuple[Sighting, ...]
    area: Area | None
    longitude: float
    latitude: float

    @property
    def id(self) -> str:
        return self.sightings[0].id

    @property
    def kind(self) -> str:
        return self.sightings[0].kind

    def areas(self, *, buildings: bool) -> list[BaseGeometry]:
        """The outlines that are buildings, or those that are not."""
        return [sighting.shape for sighting in self.sightings if sighting.is_area and sighting.is_building is buildings]


def site_of(sightings: Sequence[Sighting]) -> Site:
    """Where a place is: the union of its outlines; without one, the sighting that it is kept under."""
    outlines = [sighting.shape for sighting in sightings if sighting.is_area]
    area = joined(outlines) if outlines else None
    longitude, latitude = inner_point(area if area is not None else sightings[0].shape)
    return Site(tuple(sightings), area, longitude, latitude)


def grounds_of(site: Site) -> Area | None:
    """The outline within which the place's buildings are to be looked for."""
    grounds = site.areas(buildings=False)
    return joined(grounds) if grounds else None


def place_facts(site: Site, district: str | None, on_grounds: Built | None) -> PlaceFacts:
    """What the map says. Where sightings differ, the one that the place is kept under has the first word."""
    tags = [sighting.tags for sighting in site.sightings]
    names: dict[str, str] = {}
    for each in tags:
        for language, name in names_by_language(each).items():
            names.setdefault(language, name)
    return PlaceFacts(
        id=site.id,
        kind=site.kind,
        name=name_of(site),
        names=dict(sorted(names.items())),
        longitude=site.longitude,
        latitude=site.latitude,
        district=district,
        footprint=as_multipolygon(site.area) if site.area is not None else None,
        footprint_m2=round(square_metres(site.area), 1) if site.area is not None else None,
        levels=_levels(site, on_grounds),
        capacity=next((people for each in tags if (people := facts.capacity(each)) is not None), None),
        operator=next((operator for each in tags if (operator := facts.operator(each))), None),
        wheelchair=next((value for each in tags if (value := facts.wheelchair(each))), None),
        emergency=emergency_of(site),
        source_ids=tuple(sighting.id for sighting in site.sightings),
        built_m2=_built(site, on_grounds),
    )


def name_of(site: Site) -> str | None:
    """Its default name, in the language of the place."""
    keys = ("name", "official_name")
    stated = (clean(sighting.tags.get(key)) for key in keys for sighting in site.sightings)
    return next((name for name in stated if name), None)


def emergency_of(site: Site) -> Known:
    """Whether a hospital is tagged to have emergency care: one yes is enough. UNKNOWN of other kinds."""
    if site.kind != EMERGENCY_KIND:
        return Known.UNKNOWN
    stated = {facts.emergency_care(sighting.tags) for sighting in site.sightings}
    return next((known for known in (Known.YES, Known.NO) if known in stated), Known.UNKNOWN)


def _built(site: Site, on_grounds: Built | None) -> float | None:
    if on_grounds is not None:
        return on_grounds.square_metres
    buildings = site.areas(buildings=True)
    area = joined(buildings) if buildings else None
    return round(square_metres(area), 1) if area is not None else None


def _levels(site: Site, on_grounds: Built | None) -> float | None:
    own = next((known for sighting in site.sightings if (known := facts.levels(sighting.tags)) is not None), None)
    return own if own is not None or on_grounds is None else on_grounds.levels

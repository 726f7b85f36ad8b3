"""From the sightings of one place to its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from shapely.geometry.base import BaseGeometry

from openward.methods.register.model import Known, PlaceFacts
from openward.methods.register.names import clean, names_by_language
from openward.methods.register.sighting import Sighting
from openward.readers import facts
from openward.readers.grounds import Built
from openward.readers.shapes import Area, as_multipolygons, inner_points, joined, square_metres

EMERGENCY_KIND = "hospital"  # the only kind whose emergency care is read

Fact = TypeVar("Fact")


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

    def outline(self, *, buildings: bool) -> Area | None:
        """The union of the outlines that are buildings, or of those that are not."""
        return _union([each.shape for each in self.sightings if each.is_area and each.is_building is buildings])


def sites_of(groups: Sequence[tuple[Sighting, ...]]) -> list[Site]:
    """Where each place is: the union of its outlines; without one, the sighting that it is kept under."""
    areas = [_union([sighting.shape for sighting in group if sighting.is_area]) for group in groups]
    shapes = [group[0].shape if area is None else area for group, area in zip(groups, areas, strict=True)]
    points = inner_points(np.array(shapes, dtype=object)).tolist()
    return [Site(group, area, *point) for group, area, point in zip(groups, areas, points, strict=True)]


def _union(outlines: Sequence[BaseGeometry]) -> Area | None:
    if len(outlines) == 1:
        return outlines[0]  # type: ignore[return-value]  # sightings hold valid areas
    return joined(outlines) if outlines else None


def facts_of(
    sites: Sequence[Site], districts: Sequence[str | None], on_grounds: Mapping[str, Built]
) -> list[PlaceFacts]:
    """What the map says of each site. Where sightings differ, the one that a place is kept under has the first word."""
    outlined = [index for index, site in enumerate(sites) if site.area is not None]
    areas = np.array([sites[index].area for index in outlined], dtype=object)
    sizes = dict(zip(outlined, np.round(square_metres(areas), 1).tolist(), strict=True))
    footprints = dict(zip(outlined, as_multipolygons(areas), strict=True))
    return [
        PlaceFacts(
            id=site.id,
            kind=site.kind,
            name=name_of(site),
            names=_names(site),
            longitude=site.longitude,
            latitude=site.latitude,
            district=district,
            footprint=footprints.get(index),
            footprint_m2=sizes.get(index),
            levels=_levels(site, on_grounds.get(site.id)),
            capacity=_first(site, facts.capacity),
            operator=_first(site, facts.operator),
            wheelchair=_first(site, facts.wheelchair),
            emergency=emergency_of(site),
            source_ids=tuple(sighting.id for sighting in site.sightings),
            built_m2=_built(site, on_grounds.get(site.id), sizes.get(index)),
        )
        for index, (site, district) in enumerate(zip(sites, districts, strict=True))
    ]


def _first(site: Site, read: Callable[[facts.Tags], Fact | None]) -> Fact | None:
    for sighting in site.sightings:
        fact = read(sighting.tags)
        if fact is not None:
            return fact
    return None


def name_of(site: Site) -> str | None:
    """Its default name, in the language of the place."""
    return _first(site, _default_name) or _first(site, _official_name)


def _default_name(tags: facts.Tags) -> str | None:
    return clean(tags.get("name"))


def _official_name(tags: facts.Tags) -> str | None:
    return clean(tags.get("official_name"))


def _names(site: Site) -> dict[str, str]:
    names = names_by_language(site.sightings[0].tags)
    for sighting in site.sightings[1:]:
        names = names_by_language(sighting.tags) | names
    return dict(sorted(names.items())) if len(site.sightings) > 1 else names


def emergency_of(site: Site) -> Known:
    """Whether a hospital is tagged to have emergency care: one yes is enough. UNKNOWN of other kinds."""
    if site.kind != EMERGENCY_KIND:
        return Known.UNKNOWN
    stated = {facts.emergency_care(sighting.tags) for sighting in site.sightings}
    return next((known for known in (Known.YES, Known.NO) if known in stated), Known.UNKNOWN)


def _built(site: Site, on_grounds: Built | None, footprint: float | None) -> float | None:
    if on_grounds is not None:
        return on_grounds.square_metres
    if all(sighting.is_building for sighting in site.sightings if sighting.is_area):
        return footprint
    buildings = site.outline(buildings=True)
    return None if buildings is None else round(float(square_metres(np.array([buildings]))[0]), 1)


def _levels(site: Site, on_grounds: Built | None) -> float | None:
    own = _first(site, facts.levels)
    return own if own is not None or on_grounds is None else on_grounds.levels

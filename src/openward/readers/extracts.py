"""From a map extract to the register of a city: the main job's first half.

The steps: scan the file; find the city; take the sightings of kinds within it; merge those of one place; measure;
divide into districts. Nothing here knows a kind by name but the three services that help comes from.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import shapely

from openward.methods.errors import OpenwardError
from openward.methods.progress import Progress, silent
from openward.methods.register.duplicates import merge
from openward.methods.register.model import ExtractFacts, Facility, FacilityKind, Known, Register
from openward.methods.register.sighting import Sighting, id_order
from openward.methods.typology import LoadUnit, Typology, load_typology
from openward.methods.typology.matching import LeftOut, shipped_matcher
from openward.readers import framing
from openward.readers.backdrop import backdrop_of
from openward.readers.boundaries import boundaries_of
from openward.readers.districts import districts_of
from openward.readers.grounds import buildings_on
from openward.readers.passes import Passes
from openward.readers.places import Site, emergency_of, facts_of, name_of, sites_of
from openward.readers.scan import scan
from openward.readers.shapes import Area, as_multipolygon
from openward.readers.sightings import objects_of, points_of, sort_out
from openward.readers.sources import Source, check_extract, open_source

__all__ = ["check_extract", "city_names", "read_register"]

_SERVICES = {
    "hospital": FacilityKind.EMERGENCY_HOSPITAL,
    "fire-station": FacilityKind.FIRE,
    "police-station": FacilityKind.POLICE,
}


def read_register(path: Path, city: str | None, *, progress: Progress = silent) -> Register:
    """The register of `city`, or of the whole extract where `city` is None or the map has no boundary that can be used.

    Reads .osm.pbf, .osm, .osm.gz and .osm.bz2. The same file and city give the same register. Raises OpenwardError:
    those of `open_source`; `city-not-found` (near), `city-cut-off`; `no-places` where the city has no place of a kind.
    """
    source = open_source(path)
    with Passes(source, progress) as passes, _without_collections():
        return _register(source, passes, city, progress)


@contextmanager
def _without_collections() -> Iterator[None]:
    """Everything read is kept and nothing of it is cyclic: looking for garbage in it takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _register(source: Source, passes: Passes, city: str | None, progress: Progress) -> Register:
    typology, matcher = load_typology(), shipped_matcher()
    found = scan(passes, matcher)
    progress("finding-city")
    objects = objects_of(found)
    points = points_of(objects)
    bounds = framing.bounds_of(source, found, points)
    if bounds is None:
        raise OpenwardError("no-places", name=source.path.name)
    frame = framing.frame_of(bounds)
    boundaries = boundaries_of(found)
    covers = framing.covering(boundaries, points, frame)
    placed = framing.place_city(city, _stem(source.path), boundaries, covers, frame)

    progress("merging-duplicates")
    kept = sort_out(objects, shapely.contains_xy(placed.area, points), matcher, frozenset(_SERVICES))
    sites = sites_of(merge(kept.inside, typology.kinds))
    if not sites:
        raise OpenwardError("no-places", name=source.path.name)
    kept.left_out[LeftOut.MERGED_DUPLICATE] = len(kept.inside) - len(sites)
    kept.left_out[LeftOut.UNUSABLE_GEOMETRY] = (
        found.shapeless + len(found.places) + len(found.place_groups) - len(objects)
    )
    built = buildings_on(_grounds(sites, typology), passes, found)

    progress("measuring-places")
    positions = shapely.points([(site.longitude, site.latitude) for site in sites])
    districts = districts_of(placed.area, placed.own, boundaries, positions)
    return Register(
        city=placed.frame,
        extract=ExtractFacts(
            name=source.path.name,
            sha256=source.sha256,
            bytes=source.bytes,
            timestamp=source.timestamp,
            bounds=bounds,
            covers=as_multipolygon(covers[1]) if covers else None,
            fictitious=source.fictitious,
        ),
        districts=districts.districts,
        places=tuple(facts_of(sites, districts.of(positions), built)),
        facilities=_facilities([*kept.inside, *kept.outside], typology),
        backdrop=backdrop_of(found, placed.area),
        typology_version=typology.version,
        left_out={str(reason): count for reason, count in sorted(kept.left_out.items()) if count},
    )


def city_names(path: Path, *, progress: Progress = silent) -> list[str]:
    """The names of the boundaries that can be asked for, sorted. Raises OpenwardError as `open_source` does."""
    source = open_source(path)
    with Passes(source, progress) as passes:
        found = scan(passes, shipped_matcher())
    bounds = framing.bounds_of(source, found, points_of(objects_of(found)))
    if bounds is None:
        return []
    frame = framing.frame_of(bounds)
    usable = (boundary.name for boundary in boundaries_of(found) if boundary.within(frame) is not None)
    return sorted({name for name in usable if name})


def _grounds(sites: Iterable[Site], typology: Typology) -> dict[str, Area]:
    """The grounds on which people are counted by floor area."""
    wanted = (site for site in sites if typology.kinds[site.kind].load.unit is LoadUnit.FLOOR_M2)
    return {site.id: grounds for site in wanted if (grounds := site.outline(buildings=False)) is not None}


def _facilities(sightings: Sequence[Sighting], typology: Typology) -> tuple[Facility, ...]:
    """Where help comes from, in the whole extract. A hospital that is tagged to have no emergency care is none."""
    services = [sighting for sighting in sightings if sighting.kind in _SERVICES]
    sites = sites_of(merge(services, typology.kinds))
    known = ((site, emergency_of(site)) for site in sites)
    facilities = [
        Facility(
            id=site.id,
            kind=_SERVICES[site.kind],
            name=name_of(site),
            longitude=site.longitude,
            latitude=site.latitude,
            emergency=emergency,
        )
        for site, emergency in known
        if emergency is not Known.NO
    ]
    return tuple(sorted(facilities, key=lambda facility: id_order(facility.id)))


def _stem(path: Path) -> str:
    """The file's name without its endings."""
    return path.name.partition(".")[0] or path.name

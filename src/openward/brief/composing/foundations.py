"""On what the brief stands: its limits, by code, and the sources of its figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from openward.brief.composing.crowds import Crowds
from openward.brief.model import BriefRequest, HelpRow, Limit, ProgrammeFacts, Source
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.prices import load_prices
from openward.methods.ranges import Basis
from openward.methods.register import Register
from openward.methods.register.model import CityBasis, DistrictBasis, FacilityKind
from openward.methods.screening.presence import storeys_basis as storeys
from openward.methods.typology import Typology
from openward.readers.street_rules import speeds_basis as speeds


def limits(
    register: Register,
    helped: Sequence[HelpRow],
    people: Crowds,
    programme: ProgrammeFacts,
    request: BriefRequest,
    *,
    streets: bool,
) -> tuple[Limit, ...]:
    """What the reader must know, the most important first. `streets`: whether the extract has any."""
    found = []
    if register.extract.fictitious:
        found.append(Limit("fictitious", {}))
    if programme.assessed_places:
        found.append(Limit("programme-assessed", {"places": programme.assessed_places}))
    else:
        found.append(Limit("programme-indicative", {}))
    found.append(Limit("no-forecast", {}))
    found.append(Limit("people-estimated", {"share": people.assumed_share}))
    found.append(Limit("map-as-it-is", {}))
    if register.extract.timestamp is None:
        found.append(Limit("map-undated", {}))
    if register.city.basis is CityBasis.WHOLE_EXTRACT:
        found.append(Limit("whole-extract", {}))
    if register.districts and register.districts[0].basis is DistrictBasis.H3:
        found.append(Limit("districts-are-cells", {}))
    outside = sum(1 for place in register.places if place.district is None)
    if outside and register.districts:
        found.append(Limit("outside-districts", {"places": outside}))
    city = [row for row in helped if row.kind is None and row.district is None]
    found += _of_help(city, {facility.kind for facility in register.facilities}, streets)
    catalogue = load_catalogue()
    if (request.currency, request.price_year) != (catalogue.currency, catalogue.price_year):
        about = {"from_year": catalogue.price_year, "currency": request.currency, "year": request.price_year}
        found.append(Limit("costs-converted", about))
    found.append(Limit("never-imported", {}))
    return tuple(found)


def sources(people: Crowds, programme: ProgrammeFacts, typology: Typology) -> tuple[Source, ...]:
    """Of the load factors and measures that the brief uses; `of` is a topic, a colon, and slugs with commas."""
    loads: dict[tuple[str, Basis], list[str]] = defaultdict(list)
    for row in people.kinds:
        load = typology.kinds[row.kind].load
        loads[load.source, load.basis].append(row.kind)
    measures: dict[tuple[str, Basis], set[str]] = defaultdict(set)
    for line in programme.lines:
        measures[line.source, line.basis].add(line.measure)
    catalogue = load_catalogue()
    storeys_basis, storeys_source = storeys()
    speeds_basis, speeds_source = speeds()
    return (
        *(Source("people:" + ",".join(kinds), basis, text) for (text, basis), kinds in sorted(loads.items())),
        Source("storeys", storeys_basis, storeys_source),
        Source("speeds", speeds_basis, speeds_source),
        Source("weakness", Basis.ASSUMED, catalogue.weakness_source),
        Source("costs", catalogue.cost_basis, catalogue.cost_source),
        Source("prices", load_prices().basis, load_prices().source),
        *(
            Source("measure:" + ",".join(sorted(slugs)), basis, text)
            for (text, basis), slugs in sorted(measures.items())
        ),
    )


def _of_help(city: Sequence[HelpRow], services: set[FacilityKind], streets: bool) -> list[Limit]:
    """`services`: those that the extract has a place of. Where none of them reaches a place, streets lead nowhere."""
    nowhere = {row.service for row in city if row.places and row.none_in_extract == row.places}
    found = [
        Limit("no-facility", {"service": row.service.value})
        for row in city
        if row.service in nowhere and row.service not in services
    ]
    if not streets:
        found.append(Limit("no-streets", {}))
    elif services and services <= nowhere:
        found.append(Limit("streets-lead-nowhere", {}))
    answers = sum(row.places for row in city)
    unsure = sum(row.perhaps_nearer_outside or 0 for row in city)
    if unsure:
        found.append(Limit("perhaps-nearer-outside", {"share": unsure / answers}))
    return found

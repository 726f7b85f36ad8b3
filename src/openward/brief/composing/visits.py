"""The annex: every place in the order in which to visit it, with its reasons, people and help each for themselves.

The order is by duty of care alone. It is no assessment, and nothing here multiplies a crowd with a response time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from openward.brief.composing.response import HelpOf
from openward.brief.model import Annex, AnnexVisit, BriefRequest, DistrictRow, Facility, Label, MapFile, ProgrammeLine
from openward.methods.register import Register
from openward.methods.register.model import PlaceFacts
from openward.methods.screening.model import Presence, Visit, VisitCandidate
from openward.methods.screening.visits import default_weights, visit_order
from openward.methods.typology import Typology


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of each place, by its id, and every line of the programme. A place without a last visit was never
    visited."""

    presences: Mapping[str, Presence]
    helps: HelpOf
    last_visits: Mapping[str, date]
    programme: tuple[ProgrammeLine, ...]


def annex(
    register: Register,
    seen: Seen,
    request: BriefRequest,
    typology: Typology,
    districts: tuple[DistrictRow, ...],
    methods: Mapping[str, str],
    extract: MapFile,
) -> Annex:
    """The annex of the state on the day of the request."""
    candidates = [
        VisitCandidate(
            place=place.id,
            presence=seen.presences[place.id],
            needs=typology.kinds[place.kind].needs,
            criticality=typology.kinds[place.kind].criticality,
            last_visit=seen.last_visits.get(place.id),
            review_months=typology.kinds[place.kind].review_months,
        )
        for place in register.places
    ]
    places = {place.id: place for place in register.places}
    return Annex(
        label=Label.AMBER_STRICT,
        fictitious=register.extract.fictitious,
        city=register.city.name,
        city_names=dict(sorted(register.city.names.items())),
        on=request.on,
        visits=tuple(
            _visit(visit, places[visit.place], seen.presences[visit.place], seen.helps)
            for visit in visit_order(candidates, default_weights(), request.on)
        ),
        programme=seen.programme,
        currency=request.currency,
        price_year=request.price_year,
        district_names={row.id: row for row in districts if row.id is not None},
        facilities=tuple(
            Facility(facility.id, facility.kind, facility.name, facility.emergency) for facility in register.facilities
        ),
        methods=methods,
        extract=extract,
    )


def _visit(visit: Visit, place: PlaceFacts, present: Presence, helps: HelpOf) -> AnnexVisit:
    return AnnexVisit(
        position=visit.position,
        earliest=visit.earliest,
        latest=visit.latest,
        place=place.id,
        name=place.name,
        names=dict(sorted(place.names.items())),
        kind=place.kind,
        district=place.district,
        longitude=place.longitude,
        latitude=place.latitude,
        reasons=visit.reasons,
        presence=present,
        wheelchair=place.wheelchair,
        help=tuple(helps.get(place.id, ())),
    )

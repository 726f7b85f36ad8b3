"""From a register, help and findings to a brief and its annex. Pure: no file, no clock, no language.

The day comes in the request and reaches the annex alone (overdue visits), so equal registers give equal briefs. The
command line and the web call this with the same dataclasses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from openward import __version__
from openward.brief.composing.crowds import crowds
from openward.brief.composing.districts import district_rows
from openward.brief.composing.foundations import limits, sources
from openward.brief.composing.programme import programme_facts
from openward.brief.composing.response import HelpOf, help_rows
from openward.brief.composing.visits import Seen, annex
from openward.brief.model import Annex, Brief, BriefRequest, Label, MapFile
from openward.methods.errors import OpenwardError
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.model import Finding
from openward.methods.progress import Progress, silent
from openward.methods.register import Register
from openward.methods.screening.model import HelpState
from openward.methods.screening.presence import presence
from openward.methods.screening.visits import visit_guide
from openward.methods.typology import load_typology

NEVER_TOLD = frozenset({"never-imported"})  # how many refuges a city has is nobody's business


def compose(
    register: Register,
    help: HelpOf,
    findings: Sequence[Finding],
    request: BriefRequest,
    *,
    last_visits: Mapping[str, date] | None = None,
    label: Label = Label.AMBER,
    progress: Progress = silent,
) -> tuple[Brief, Annex]:
    """The brief and its annex. `help`: place id -> one Help a service. `findings` replace assumptions. `last_visits`:
    place id -> day; a place that has findings and no day counts as visited on the day of the request. `label`: the
    strictest of what the register holds; counts tell of each of its places, so the brief is no less strict.

    Raises OpenwardError `no-places`, and what the programme raises (findings of unknown places, currency, year).
    """
    if not register.places:
        raise OpenwardError("no-places", name=register.extract.name)
    typology = load_typology()
    progress("estimating-people", 0, 2)
    presences = {place.id: presence(place, typology) for place in register.places}
    people = crowds(register, presences, typology)
    districts = district_rows(register)
    helped = help_rows(register, help)
    progress("estimating-people", 1, 2)
    methods = {
        "openward": __version__,
        "typology": register.typology_version,
        "visits": visit_guide().version,
        "catalogue": load_catalogue().version,
    }
    extract = register.extract
    file = MapFile(extract.name, extract.sha256, extract.bytes, extract.timestamp)
    visited = {finding.place: request.on for finding in findings} | dict(last_visits or {})
    progress("choosing-programme")
    programme, lines = programme_facts(register, presences, findings, request, typology, progress)
    seen = Seen(presences, help, visited, lines)
    names = annex(register, seen, request, typology, districts, methods, file)
    brief = Brief(
        label=Label.AMBER_STRICT if findings else label,
        fictitious=register.extract.fictitious,
        city=register.city.name,
        city_names=dict(sorted(register.city.names.items())),
        city_basis=register.city.basis,
        district_basis=register.districts[0].basis if register.districts else None,
        budget=request.budget,
        currency=request.currency,
        price_year=request.price_year,
        places=len(register.places),
        people=people.people,
        busiest_hour=people.busiest_hour,
        people_assumed_share=people.assumed_share,
        kinds=people.kinds,
        districts=districts,
        week=people.week,
        capacity_correlation=people.capacity_correlation,
        help=helped,
        programme=programme,
        methods=methods,
        limits=limits(register, helped, people, programme, request, streets=_has_streets(help)),
        sources=sources(people, programme, typology),
        extract=file,
        left_out={reason: count for reason, count in sorted(register.left_out.items()) if reason not in NEVER_TOLD},
        hidden_cells=people.hidden_cells + sum(1 for row in helped if row.found is None),
    )
    return brief, names


def _has_streets(help: HelpOf) -> bool:
    return not any(one.state is HelpState.NO_STREETS for found in help.values() for one in found)

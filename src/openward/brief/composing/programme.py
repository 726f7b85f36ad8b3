"""The programme for the brief: the method's lines, told so that none points at a place, and what other budgets buy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from openward.brief.composing.guarding import safely_told
from openward.brief.composing.lines import Part, every_line
from openward.brief.composing.linked import OUTSIDE
from openward.brief.composing.money import money_rows
from openward.brief.model import BriefRequest, FrontierRow, ProgrammeFacts, ProgrammeLine
from openward.brief.small_cells import hidden
from openward.methods.disclosure.primary import LEAST
from openward.methods.portfolio import load_catalogue
from openward.methods.portfolio.indicative import IndicativeProgramme, PlaceAtRisk, indicative_programme
from openward.methods.portfolio.model import Finding
from openward.methods.progress import Progress, silent
from openward.methods.register import Register
from openward.methods.screening.model import Presence
from openward.methods.typology import Family, Typology


def programme_facts(
    register: Register,
    presences: Mapping[str, Presence],
    findings: Sequence[Finding],
    request: BriefRequest,
    typology: Typology,
    progress: Progress = silent,
) -> tuple[ProgrammeFacts, tuple[ProgrammeLine, ...]]:
    """What may be told to many, and every line for the annex. `presences` by place id. Raises what
    `indicative_programme` raises."""
    found = indicative_programme(
        [PlaceAtRisk(place.id, place.kind, place.district, presences[place.id].peak) for place in register.places],
        typology.kinds,
        budget=request.budget,
        currency=request.currency,
        price_year=request.price_year,
        findings=findings,
        progress=progress,
    )
    catalogue = load_catalogue()
    parts = _parts(found, typology)
    places = Counter((place.kind, place.district or OUTSIDE) for place in register.places)
    told, shares = safely_told(places, parts, _family_shares(register, found, typology), typology, catalogue)
    by_kind, by_district = money_rows(places, parts, told, shares, typology, catalogue)
    best = max((point.benefit for point in found.frontier), default=0.0)
    facts = ProgrammeFacts(
        lines=told.lines,
        told_together=told.together,
        told_apart=told.apart,
        by_kind=by_kind,
        by_district=by_district,
        cost=found.programme.cost,
        benefit=found.programme.benefit,
        bound=found.programme.bound,
        gap=found.programme.gap,
        period_years=found.period_years,
        weakness_removed=found.weakness_removed,
        assumed_share=found.assumed_effects,
        assumed_weakness=found.assumed_weakness,
        assessed_places=found.assessed_places,
        family_shares=shares,
        floors=_floors(register, found, typology),
        frontier=tuple(
            FrontierRow(
                budget=point.budget,
                cost=point.cost,
                benefit=point.benefit,
                bound=point.bound,
                gap=point.gap,
                share=point.benefit / best if best > 0 else 0.0,
            )
            for point in found.frontier
        ),
    )
    return facts, every_line(parts, catalogue.measures, catalogue.always)


def _parts(found: IndicativeProgramme, typology: Typology) -> list[Part]:
    return [
        Part(
            measure=line.measure,
            family=typology.kinds[line.kind].family,
            kind=line.kind,
            district=line.district,
            places=line.places,
            of_places=line.of_places,
            cost=line.cost,
            capital=line.capital,
            running=line.running,
            stays_chosen=line.stays_chosen,
            subject_to_assessment=line.subject_to_assessment,
        )
        for line in found.lines
    ]


def _floors(register: Register, found: IndicativeProgramme, typology: Typology) -> dict[str, float]:
    """The floors of groups that have enough places: a floor goes by the people in them."""
    places = Counter(f"family:{typology.kinds[place.kind].family.value}" for place in register.places)
    districts = Counter(f"district:{place.district}" for place in register.places if place.district)
    concealed = hidden(places) | hidden(districts)
    return {group: share for group, share in sorted(found.floors.items()) if group not in concealed}


def _family_shares(register: Register, found: IndicativeProgramme, typology: Typology) -> dict[Family, float]:
    """Shares of the likely cost; empty where a family has too few places in the city to speak of."""
    places = Counter(typology.kinds[place.kind].family for place in register.places)
    if any(0 < count < LEAST for count in places.values()):
        return {}
    spent: dict[Family, float] = defaultdict(float)
    for line in found.lines:
        spent[typology.kinds[line.kind].family] += line.cost.likely
    total = sum(spent.values())
    return {family: spent[family] / total for family in Family if total > 0}

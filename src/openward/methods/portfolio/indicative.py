"""An indicative programme for a city that nobody has assessed yet: kinds and districts, never a place.

What is weak is assumed of each kind, or found by assessors where there are findings. The budget pays for building or
setting up and for running over the catalogue's period. Every line is subject to assessment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.cells import PlaceAtRisk, cells_of
from openward.methods.portfolio.formulation import formulate
from openward.methods.portfolio.frontier import GAP, budgets_around, points, walk
from openward.methods.portfolio.lines import (
    ProgrammeLine,
    assumed_effects,
    assumed_weakness,
    cost_of,
    lines_of,
    weakness_removed,
)
from openward.methods.portfolio.model import Finding, FrontierPoint, Programme
from openward.methods.portfolio.optimise import Solver, as_programme, checked_budget
from openward.methods.portfolio.prices import per_euro
from openward.methods.portfolio.proposing import Offer, offer
from openward.methods.portfolio.robustness import stays_chosen
from openward.methods.portfolio.source import load_catalogue
from openward.methods.progress import Progress, silent
from openward.methods.ranges import Range
from openward.methods.typology import Kind

PROGRAMME_GAP = 1e-4

__all__ = ["IndicativeProgramme", "PlaceAtRisk", "ProgrammeLine", "indicative_programme"]


@dataclass(frozen=True, slots=True)
class IndicativeProgramme:
    """Lines by cost, the dearest first; the same programme with its proof; and what other budgets would buy."""

    lines: tuple[ProgrammeLine, ...]
    programme: Programme
    frontier: tuple[FrontierPoint, ...]
    floors: Mapping[str, float]  # "district:<id>" or "family:<slug>" -> least share of the money spent
    cost: Range
    weakness_removed: Range  # 0..1 of the city's weakness, weighted by stake, at low, likely and high effects
    assumed_effects: float  # 0..1 of the likely cost that rests on measures whose effect is assumed
    assumed_weakness: float  # 0..1 of the benefit that rests on assumed weakness
    assessed_places: int
    catalogue_version: str
    period_years: int


def indicative_programme(
    places: Iterable[PlaceAtRisk],
    kinds: Mapping[str, Kind],
    *,
    budget: float,
    currency: str = "EUR",
    price_year: int | None = None,
    findings: Iterable[Finding] = (),
    closing_measures: bool = False,
    progress: Progress = silent,
) -> IndicativeProgramme:
    """The best programme within `budget` for these places, and its frontier. The order of places does not matter.

    Raises OpenwardError: `budget-not-positive`; `budget-buys-nothing` (the least that any proposal costs is more);
    those of `per_euro` and of `cells_of`.
    """
    checked_budget(budget)
    catalogue = load_catalogue()
    rate = per_euro(currency, price_year)
    progress("choosing-programme")
    cells = [cell for cell in cells_of(places, findings, catalogue) if cell.kind in catalogue.weakness]
    offered = offer(cells, kinds, catalogue, budget, rate, closing_measures)
    least = min((proposal.cost for proposal in offered.proposals), default=0.0)
    if budget < least:
        raise OpenwardError("budget-buys-nothing", budget=budget, least=least, currency=currency)
    programme, frontier = _solved(offered, budget, progress)
    chosen = [offered.options[name] for name in programme.chosen]
    return IndicativeProgramme(
        lines=lines_of(offered, programme, cells, catalogue),
        programme=programme,
        frontier=frontier,
        floors=offered.rules.floors,
        cost=cost_of(chosen),
        weakness_removed=weakness_removed(chosen, cells, kinds, catalogue),
        assumed_effects=assumed_effects(chosen),
        assumed_weakness=assumed_weakness(offered, programme, catalogue),
        assessed_places=sum(cell.places for cell in cells if cell.findings),
        catalogue_version=catalogue.version,
        period_years=catalogue.period_years,
    )


def _solved(offered: Offer, budget: float, progress: Progress) -> tuple[Programme, tuple[FrontierPoint, ...]]:
    ascending = budgets_around(budget)
    formulation = formulate(offered.proposals, offered.rules)
    if not formulation.ids:
        none = tuple(FrontierPoint(one, 0.0, 0.0, 0.0, 0.0, ()) for one in ascending)
        return Programme((), 0.0, 0.0, 0.0, 0.0, {}), none
    solver = Solver(formulation)
    solved = list(walk(solver, ascending, {budget: PROGRAMME_GAP}, GAP, progress))
    here = solved[ascending.index(budget)]
    stays = stays_chosen(solver.relaxation, offered.proposals, here.chosen, budget, progress=progress)
    return replace(as_programme(solver, here), stays_chosen=stays), points(solver, ascending, solved)

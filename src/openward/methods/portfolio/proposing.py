"""From cells of places to proposals and the rules that hold for them: what could be done, where, for how much.

A benefit is people at the busiest hour, weighted by what they need and what depends on the place (the *stake*), times
the mean over factors of the weakness removed. It has no unit and compares measures with each other only. The time
until help comes is not among the factors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log2
from statistics import median

import yaml

from openward.methods.portfolio.cells import Cell, batches, weakness_of
from openward.methods.portfolio.costs import cost_of_period, growth
from openward.methods.portfolio.model import Catalogue, Measure, Proposal, Rules
from openward.methods.portfolio.overlap import credits_of, in_order
from openward.methods.ranges import Range
from openward.methods.typology import Kind

MOST_PROPOSALS = 40_000
FEW = 2  # proposals of middling cost that a share must pay for before its floor binds
FINEST = 0.005  # of the budget: what the smallest batch of a cell costs with a usual measure


@dataclass(frozen=True, slots=True)
class Stakes:
    """stakes.yaml."""

    source: str  # English message id
    by_needs: tuple[float, ...]
    by_criticality: tuple[float, ...]
    floor: float

    def of(self, cell: Cell, kind: Kind) -> float:
        """People, weighted."""
        people = cell.people.likely * self.by_needs[kind.needs]
        return people + cell.places * self.by_criticality[kind.criticality]


@dataclass(frozen=True, slots=True)
class Option:
    """What a proposal stands for. Money in the asked currency and year."""

    cell: Cell
    batch: int
    places: int  # of the batch
    measure: Measure
    unit: float  # times the catalogue's costs
    years: int  # that the programme pays for

    @property
    def cost(self) -> Range:
        """Over the period."""
        return cost_of_period(self.measure, self.years).times(self.unit)

    @property
    def capital(self) -> Range:
        """Once."""
        return self.measure.capital.times(self.unit)

    @property
    def running(self) -> Range:
        """A year."""
        return self.measure.running.times(self.unit)


@dataclass(frozen=True, slots=True)
class Suited:
    """A measure worth proposing at a kind: what it costs at a place of the reference size, and the mean share 0..1 of
    weakness that it removes."""

    measure: Measure
    cost: float
    removed: Range


@dataclass(frozen=True, slots=True)
class Offer:
    """All proposals for a city, what each stands for, and the rules."""

    proposals: tuple[Proposal, ...]
    options: Mapping[str, Option]
    rules: Rules


@cache
def load_stakes() -> Stakes:
    """The stakes that ship."""
    data = yaml.safe_load(files("openward.methods.portfolio").joinpath("stakes.yaml").read_text("utf-8"))
    return Stakes(data["source"], tuple(data["by_needs"]), tuple(data["by_criticality"]), data["floor"])


def offer(
    cells: Sequence[Cell],
    kinds: Mapping[str, Kind],
    catalogue: Catalogue,
    budget: float,
    rate: float,
    closing_measures: bool,
) -> Offer:
    """`rate`: units of the asked money for one of the catalogue's. Measures that close a place only if asked for."""
    stakes = load_stakes()
    known: dict[tuple[str, tuple[tuple[str, int], ...]], list[Suited]] = {}
    plans: list[tuple[Cell, list[Suited]]] = []
    for cell in cells:
        key = (cell.kind, cell.findings)
        if key not in known:
            known[key] = _suited(cell, catalogue, closing_measures)
        plans.append((cell, known[key]))
    proposals: list[Proposal] = []
    options: dict[str, Option] = {}
    exclusions: set[tuple[str, str]] = set()
    requirements: set[tuple[str, str]] = set()
    for (cell, suited), number in zip(plans, _batch_numbers(plans, budget / rate), strict=True):
        kind = kinds[cell.kind]
        groups = {f"family:{kind.family.value}"} | ({f"district:{cell.district}"} if cell.district else set())
        stake = stakes.of(cell, kind) / cell.places
        people = cell.people.likely / cell.places
        shared = frozenset(groups)
        for batch, places in enumerate(batches(cell.places, number)):
            target = f"{cell.name}/{batch}"
            for one in suited:
                unit = rate * places * growth(one.measure, people)
                name = f"{target}/{one.measure.slug}"
                benefit = one.removed.times(stake * places)
                proposals.append(Proposal(name, one.measure.slug, target, one.cost * unit, benefit, shared))
                options[name] = Option(cell, batch, places, one.measure, unit, catalogue.period_years)
            _rule(target, suited, exclusions, requirements)
    floors = _floors(cells, kinds, stakes)
    rules = Rules(floors, frozenset(exclusions), frozenset(requirements), _allowances(proposals, floors))
    return Offer(tuple(proposals), options, rules)


def _suited(cell: Cell, catalogue: Catalogue, closing_measures: bool) -> list[Suited]:
    """What removes something at such a place, or is required by what does; in the order of credits.

    A measure whose every factor an assessor found without weakness counts as being there.
    """
    sound = {factor for factor, score in cell.findings if score == 0}
    able = [
        measure
        for measure in catalogue.measures.values()
        if cell.kind in measure.kinds
        and (closing_measures or measure.openness >= 0)
        and not set(measure.factors) <= sound
    ]
    credited = credits_of(catalogue, in_order(catalogue, able))
    weakness = weakness_of(cell, catalogue)
    removed = {}
    for credit in credited:
        total = Range.exactly(0.0)
        for factor, share in credit.shares.items():
            total = total + share.times(weakness[factor] / len(weakness))
        removed[credit.measure.slug] = total
    wanted: set[str] = set()
    for credit in reversed(credited):  # what is required comes before what requires it
        if removed[credit.measure.slug].likely > 0 or credit.measure.slug in wanted:
            wanted |= {credit.measure.slug} | credit.measure.requires
    return [
        Suited(measure, cost_of_period(measure, catalogue.period_years).likely, removed[measure.slug])
        for measure in (credit.measure for credit in credited)
        if measure.slug in wanted
    ]


def _batch_numbers(plans: Sequence[tuple[Cell, list[Suited]]], budget: float) -> list[int]:
    """How many batches each cell gets: as fine as `FINEST`, coarser where there would be too many proposals."""
    usual = [
        median(one.cost * growth(one.measure, cell.people.likely / cell.places) for one in suited) if suited else 1.0
        for cell, suited in plans
    ]
    share = FINEST
    while True:
        numbers = []
        for (cell, _), cost in zip(plans, usual, strict=True):
            finest = max(1.0, share * budget / cost)
            numbers.append(max(1, round(log2(cell.places / finest + 1))))
        total = sum(number * len(suited) for number, (_, suited) in zip(numbers, plans, strict=True))
        if total <= MOST_PROPOSALS or max(numbers, default=1) == 1:
            return numbers
        share *= 2


def _rule(
    target: str, suited: Sequence[Suited], exclusions: set[tuple[str, str]], requirements: set[tuple[str, str]]
) -> None:
    there = {one.measure.slug for one in suited}
    for one in suited:
        slug = one.measure.slug
        exclusions.update((f"{target}/{slug}", f"{target}/{other}") for other in one.measure.excludes & there)
        requirements.update((f"{target}/{slug}", f"{target}/{needed}") for needed in one.measure.requires & there)


def _floors(cells: Sequence[Cell], kinds: Mapping[str, Kind], stakes: Stakes) -> dict[str, float]:
    by_group: dict[str, float] = {}
    total = 0.0
    for cell in cells:
        kind = kinds[cell.kind]
        stake = stakes.of(cell, kind)
        total += stake
        for group in (f"family:{kind.family.value}", f"district:{cell.district}" if cell.district else ""):
            by_group[group] = by_group.get(group, 0.0) + stake
    by_group.pop("", None)
    return {group: stakes.floor * stake / total for group, stake in sorted(by_group.items()) if stake > 0}


def _allowances(proposals: Sequence[Proposal], floors: Mapping[str, float]) -> dict[str, float]:
    """A floor begins to bind once the share pays for a few proposals of the group: a small budget goes where it does
    most, and is not crumbled."""
    costs: dict[str, list[float]] = {group: [] for group in floors}
    for proposal in proposals:
        for group in proposal.groups & floors.keys():
            costs[group].append(proposal.cost)
    return {group: FEW * median(found) for group, found in costs.items() if found}

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
from itertools import combinations
from math import log2
from statistics import median

import yaml

from openward.methods.portfolio.cells import Cell, batches, weakness_of
from openward.methods.portfolio.costs import cost_of_period, growth
from openward.methods.portfolio.model import Catalogue, Measure, Proposal, Rules
from openward.methods.portfolio.overlap import Credit, credits_of, in_order
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
    cost: Range
    capital: Range
    running: Range  # a year


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
    fitting: dict[tuple[str, frozenset[str]], list[Credit]] = {}
    plans: list[tuple[Cell, list[Credit]]] = []
    for cell in cells:
        found_sound = _sound(cell, catalogue)
        key = (cell.kind, found_sound)
        if key not in fitting:
            able = [
                measure
                for measure in catalogue.measures.values()
                if cell.kind in measure.kinds
                and (closing_measures or measure.openness >= 0)
                and measure.slug not in found_sound
            ]
            fitting[key] = credits_of(catalogue, in_order(catalogue, able))
        plans.append((cell, fitting[key]))
    numbers = _batch_numbers(plans, catalogue, budget / rate)
    proposals: list[Proposal] = []
    options: dict[str, Option] = {}
    exclusions: set[tuple[str, str]] = set()
    requirements: set[tuple[str, str]] = set()
    for (cell, credited), number in zip(plans, numbers, strict=True):
        kind = kinds[cell.kind]
        worth = _worthwhile(cell, credited, catalogue)
        groups = {f"family:{kind.family.value}"} | ({f"district:{cell.district}"} if cell.district else set())
        stake = stakes.of(cell, kind) / cell.places
        for place, size in enumerate(batches(cell.places, number)):
            target = f"{cell.name}/{place}"
            for credit, removed in worth:
                measure = credit.measure
                unit = rate * size * growth(measure, cell.people.likely / cell.places)
                cost = cost_of_period(measure, catalogue.period_years).times(unit)
                name = f"{target}/{measure.slug}"
                proposals.append(
                    Proposal(name, measure.slug, target, cost.likely, removed.times(stake * size), frozenset(groups))
                )
                options[name] = Option(
                    cell, place, size, measure, cost, measure.capital.times(unit), measure.running.times(unit)
                )
            _rule(target, [credit.measure for credit, _ in worth], exclusions, requirements)
    floors = _floors(cells, kinds, stakes)
    allowances = _allowances(proposals, floors)
    rules = Rules(floors, frozenset(exclusions), frozenset(requirements), allowances)
    return Offer(tuple(proposals), options, rules)


def _sound(cell: Cell, catalogue: Catalogue) -> frozenset[str]:
    """Measures whose every factor an assessor found without weakness: they count as being there."""
    sound = {factor for factor, score in cell.findings if score == 0}
    return frozenset(slug for slug, measure in catalogue.measures.items() if set(measure.factors) <= sound)


def _worthwhile(cell: Cell, credited: Sequence[Credit], catalogue: Catalogue) -> list[tuple[Credit, Range]]:
    """Measures that remove something here, or that one of these requires, with the mean weakness removed."""
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
    return [(credit, removed[credit.measure.slug]) for credit in credited if credit.measure.slug in wanted]


def _batch_numbers(plans: Sequence[tuple[Cell, list[Credit]]], catalogue: Catalogue, budget: float) -> list[int]:
    """How many batches each cell gets: as fine as `FINEST`, coarser where there would be too many proposals."""
    usual = [
        median(
            cost_of_period(credit.measure, catalogue.period_years).likely
            * growth(credit.measure, cell.people.likely / cell.places)
            for credit in credited
        )
        if credited
        else 1.0
        for cell, credited in plans
    ]
    share = FINEST
    while True:
        numbers = []
        for (cell, _), cost in zip(plans, usual, strict=True):
            finest = max(1.0, share * budget / cost)
            numbers.append(max(1, round(log2(cell.places / finest + 1))))
        total = sum(number * len(credited) for number, (_, credited) in zip(numbers, plans, strict=True))
        if total <= MOST_PROPOSALS or max(numbers, default=1) == 1:
            return numbers
        share *= 2


def _rule(
    target: str, measures: Sequence[Measure], exclusions: set[tuple[str, str]], requirements: set[tuple[str, str]]
) -> None:
    there = {measure.slug for measure in measures}
    for one, other in combinations(measures, 2):
        if other.slug in one.excludes:
            exclusions.add((f"{target}/{one.slug}", f"{target}/{other.slug}"))
    for measure in measures:
        for needed in sorted(measure.requires & there):
            requirements.add((f"{target}/{measure.slug}", f"{target}/{needed}"))


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

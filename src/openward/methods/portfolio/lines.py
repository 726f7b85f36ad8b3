"""From chosen proposals back to lines of kinds and districts, and to what the whole programme rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from openward.methods.portfolio.cells import Cell, weakness_of
from openward.methods.portfolio.model import Catalogue, Programme
from openward.methods.portfolio.overlap import removed
from openward.methods.portfolio.proposing import Offer, Option, load_stakes
from openward.methods.ranges import Basis, Range
from openward.methods.typology import Kind


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One measure at places of one kind in one district. Money in the asked currency and year, for all its places."""

    kind: str
    district: str | None
    measure: str
    places: int  # that get it
    of_places: int  # of this kind in this district
    cost: Range  # over the period
    capital: Range  # once
    running: Range  # a year
    effect: Range  # 0..1 at one place, of the weakness in the measure's factors
    benefit: float
    subject_to_assessment: bool  # False where assessors scored every factor of the measure at each of its places
    stays_chosen: float  # 0..1, mean over its places


def lines_of(
    offered: Offer, programme: Programme, cells: Sequence[Cell], catalogue: Catalogue
) -> tuple[ProgrammeLine, ...]:
    """The dearest first; among equals by kind, district and measure."""
    there: dict[tuple[str, str], int] = {}
    for cell in cells:
        place = (cell.kind, cell.district or "")
        there[place] = there.get(place, 0) + cell.places
    parts: dict[tuple[str, str, str], list[str]] = {}
    for name in programme.chosen:
        option = offered.options[name]
        key = (option.cell.kind, option.cell.district or "", option.measure.slug)
        parts.setdefault(key, []).append(name)
    benefits = {proposal.id: proposal.benefit.likely for proposal in offered.proposals}
    lines = []
    for (kind, district, slug), names in parts.items():
        options = [offered.options[name] for name in names]
        places = sum(option.places for option in options)
        stays = fsum(programme.stays_chosen.get(name, 0.0) * offered.options[name].places for name in names)
        lines.append(
            ProgrammeLine(
                kind=kind,
                district=district or None,
                measure=slug,
                places=places,
                of_places=there[kind, district],
                cost=cost_of(options),
                capital=total(option.capital for option in options),
                running=total(option.running for option in options),
                effect=catalogue.measures[slug].effect,
                benefit=fsum(benefits[name] for name in names),
                subject_to_assessment=not all(_assessed(option) for option in options),
                stays_chosen=stays / places,
            )
        )
    lines.sort(key=lambda line: (-line.cost.likely, line.kind, line.district or "", line.measure))
    return tuple(lines)


def total(ranges: Iterable[Range]) -> Range:
    """Sums that no order of adding can change."""
    found = list(ranges)
    return Range(fsum(one.low for one in found), fsum(one.likely for one in found), fsum(one.high for one in found))


def cost_of(options: Iterable[Option]) -> Range:
    """Over the period."""
    return total(option.cost for option in options)


def weakness_removed(
    chosen: Sequence[Option], cells: Sequence[Cell], kinds: Mapping[str, Kind], catalogue: Catalogue
) -> Range:
    """Share 0..1 of the city's weakness, each place by its stake. Effects on one factor multiply, as they do at a
    place, so that this is at least what the programme was credited with."""
    stakes = load_stakes()
    weighted = {cell.name: weakness_of(cell, catalogue) for cell in cells}
    stake = {cell.name: stakes.of(cell, kinds[cell.kind]) / cell.places for cell in cells}
    whole = fsum(sum(weighted[cell.name].values()) * stake[cell.name] * cell.places for cell in cells)
    targets: dict[tuple[str, int], list[Option]] = {}
    for option in chosen:
        targets.setdefault((option.cell.name, option.batch), []).append(option)
    if whole <= 0:
        return Range.exactly(0.0)

    def at(effect: str) -> float:
        return (
            fsum(
                removed([option.measure for option in options], weighted[name], effect)
                * stake[name]
                * options[0].places
                for (name, _), options in targets.items()
            )
            / whole
        )

    return Range(at("low"), at("likely"), at("high"))


def assumed_effects(chosen: Iterable[Option]) -> float:
    """Share 0..1 of the likely cost that rests on measures whose effect is assumed."""
    return _share([(option.cost.likely, float(option.measure.basis is Basis.ASSUMED)) for option in chosen])


def assumed_weakness(offered: Offer, programme: Programme, catalogue: Catalogue) -> float:
    """Share 0..1 of the benefit whose weakness nobody has assessed."""
    benefits = {proposal.id: proposal.benefit.likely for proposal in offered.proposals}
    parts = []
    for name in programme.chosen:
        option = offered.options[name]
        weakness, found = weakness_of(option.cell, catalogue), {factor for factor, _ in option.cell.findings}
        acting = [(weakness[factor], factor) for factor in option.measure.factors if factor in weakness]
        unseen = _share([(amount, float(factor not in found)) for amount, factor in acting])
        parts.append((benefits[name], unseen))
    return _share(parts)


def _share(weighted: Sequence[tuple[float, float]]) -> float:
    whole = fsum(weight for weight, _ in weighted)
    return fsum(weight * share for weight, share in weighted) / whole if whole > 0 else 0.0


def _assessed(option: Option) -> bool:
    return set(option.measure.factors) <= {factor for factor, _ in option.cell.findings}

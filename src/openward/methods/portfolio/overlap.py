"""How much of a weakness a measure still removes where others act on the same factor: benefits that may be added.

Effects on one factor multiply: measures that remove 0.3 and 0.5 of it remove 0.65 together, never 0.8. Such a benefit
is submodular, and a linear programme cannot hold it. So measures get a fixed order, by effect for money, and each is
credited with what it removes after all that come before it and can stand beside it. The sum over any programme is
then at most what the programme really removes, and equal to it where nothing was skipped: these are the marginal
vectors of a submodular function, which lie in its base polytope (Edmonds 1970; Shapley 1971, Cores of convex games).
The order is of the catalogue alone and knows no weakness: a weaker place never gains less.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from openward.methods.portfolio.costs import cost_of_period
from openward.methods.portfolio.model import Catalogue, Measure
from openward.methods.ranges import Range


@dataclass(frozen=True, slots=True)
class Credit:
    """What a measure is credited with at a kind: of each factor that weighs, the share 0..1 of its weakness."""

    measure: Measure
    shares: Mapping[str, Range]


def in_order(catalogue: Catalogue, measures: Iterable[Measure]) -> list[Measure]:
    """By weighing effect for money, greatest first; none before what it requires."""
    waiting = sorted(measures, key=lambda measure: (-_worth(catalogue, measure), measure.slug))
    ordered: list[Measure] = []
    there: set[str] = set()
    names = {measure.slug for measure in waiting}
    while waiting:
        following = next(measure for measure in waiting if measure.requires & names <= there)
        waiting.remove(following)
        ordered.append(following)
        there.add(following.slug)
    return ordered


def credits_of(catalogue: Catalogue, ordered: Sequence[Measure]) -> list[Credit]:
    """The credits of measures that can all be proposed at one place, in the order of `in_order`."""
    return [
        Credit(
            measure,
            {
                factor: measure.effect.times(_left(factor, ordered[:position], measure))
                for factor in measure.factors
                if catalogue.factors[factor].weighs
            },
        )
        for position, measure in enumerate(ordered)
    ]


def removed(chosen: Collection[Measure], weakness: Mapping[str, float], effect: str) -> float:
    """Weakness that the chosen measures remove together, summed over factors. `effect`: low, likely or high."""
    total = 0.0
    for factor, amount in weakness.items():
        left = 1.0
        for measure in chosen:
            if factor in measure.factors:
                left *= 1 - float(getattr(measure.effect, effect))
        total += amount * (1 - left)
    return total


def _worth(catalogue: Catalogue, measure: Measure) -> float:
    weighing = sum(catalogue.factors[factor].weighs for factor in measure.factors)
    return weighing * measure.effect.likely / cost_of_period(measure, catalogue.period_years).likely


def _left(factor: str, before: Sequence[Measure], measure: Measure) -> float:
    """What the best that can be chosen beside `measure` leaves of a factor. Of a family that excludes itself, one."""
    families: list[list[Measure]] = []
    for other in before:
        if factor not in other.factors or other.slug in measure.excludes:
            continue
        for family in families:
            if all(member.slug in other.excludes for member in family):
                family.append(other)
                break
        else:
            families.append([other])
    left = 1.0
    for family in families:
        left *= 1 - max(member.effect.likely for member in family)
    return left

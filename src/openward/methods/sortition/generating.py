"""Invented pools, as volunteers tend to be: some kinds of people come forward far more often than others, features
hang together, and quotas follow the population. For benchmarks, tests and exercises; of no real place.

The recipe: a population has `features` with Zipf-like margins, which hang together through one hidden trait; people
volunteer the readier the more their values do; a quota is the population's share of the seats, `slack` either way.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from openward.methods.sortition.model import Person, Pool, Quota, Selection


@dataclass(frozen=True, slots=True)
class Recipe:
    """`values` are the numbers of values by feature. `slack` None: quotas of a reference panel, minimum = maximum."""

    volunteers: int
    size: int
    values: tuple[int, ...]
    slack: float | None = 0.05  # of the seats of a quota, at least one seat
    eagerness: float = 0.45  # spread of the willingness to volunteer, in logarithms
    household: float = 0.0  # share of volunteers who come with a second one of their household


def generated(recipe: Recipe, seed: int) -> Selection:
    """One selection. It has at least one panel, since a reference panel drawn from the pool keeps to the quotas."""
    random = np.random.default_rng([seed, recipe.volunteers, recipe.size, *recipe.values])
    features = tuple(f"feature {number + 1}" for number in range(len(recipe.values)))
    shares = [_margin(random, number) for number in recipe.values]
    eager = [np.exp(random.normal(0, recipe.eagerness, number)) for number in recipe.values]
    drawn = _people(random, recipe.volunteers * 40, shares)
    willing = np.prod([eager[place][drawn[:, place]] for place in range(len(features))], axis=0)
    chosen = random.choice(len(drawn), recipe.volunteers, replace=False, p=willing / willing.sum())
    table = drawn[np.sort(chosen)]
    panel = _reference(random, table, shares, recipe.size)
    homes = _households(random, recipe, panel)
    people = tuple(
        Person(f"p{row:05d}", tuple(f"{value + 1}" for value in values), homes[row]) for row, values in enumerate(table)
    )
    quotas = []
    for place, feature in enumerate(features):
        for value in range(recipe.values[place]):
            there = int((table[panel, place] == value).sum())
            if recipe.slack is None:
                quotas.append(Quota(feature, str(value + 1), there, there))
                continue
            aim = shares[place][value] * recipe.size
            room = max(1.0, recipe.slack * aim)
            least, most = int(np.floor(max(aim - room, 0))), int(np.ceil(aim + room))
            quotas.append(Quota(feature, str(value + 1), min(least, there), max(most, there)))
    return Selection(Pool(features, people), tuple(quotas), recipe.size, households=recipe.household > 0)


def _margin(random: np.random.Generator, number: int) -> np.ndarray:
    """Shares of a feature's values in the population."""
    share = random.dirichlet(np.full(number, 9.0))
    return (share + 0.15 / number) / 1.15


def _people(random: np.random.Generator, number: int, shares: list[np.ndarray]) -> np.ndarray:
    """(number, features) values. One hidden trait moves all features, by a third of their spread."""
    trait = random.normal(size=number)
    table = np.empty((number, len(shares)), dtype=np.int64)
    for place, share in enumerate(shares):
        mixed = (trait * 0.58 + random.normal(size=number) * 0.815) / np.hypot(0.58, 0.815)
        ranks = np.argsort(np.argsort(mixed)) / number
        table[:, place] = np.minimum(np.searchsorted(np.cumsum(share), ranks, side="right"), len(share) - 1)
    return table


def _reference(random: np.random.Generator, table: np.ndarray, shares: list[np.ndarray], size: int) -> np.ndarray:
    """Rows of a panel near to the population's shares: swaps that bring it nearer, until none of many does."""
    panel = random.choice(len(table), size, replace=False)
    aims = [share * size for share in shares]

    def distance(rows: np.ndarray) -> float:
        counts = (np.bincount(table[rows, place], minlength=len(aim)) for place, aim in enumerate(aims))
        return float(sum(((count - aim) ** 2 / aim).sum() for count, aim in zip(counts, aims, strict=True)))

    now = distance(panel)
    outside = np.setdiff1d(np.arange(len(table)), panel)
    for _ in range(60 * size if len(outside) else 0):
        seat, other = random.integers(size), random.integers(len(outside))
        panel[seat], outside[other] = outside[other], panel[seat]
        after = distance(panel)
        if after <= now:
            now = after
        else:
            panel[seat], outside[other] = outside[other], panel[seat]
    return np.sort(panel)


def _households(random: np.random.Generator, recipe: Recipe, panel: np.ndarray) -> list[str | None]:
    """A household by row. Those of the reference panel do not live together."""
    homes: list[str | None] = [None] * recipe.volunteers
    at_home = np.setdiff1d(np.arange(recipe.volunteers), panel)
    random.shuffle(at_home)
    seconds = at_home[: int(recipe.household * recipe.volunteers / 2)]
    free = [row for row in random.permutation(recipe.volunteers) if row not in set(seconds.tolist())]
    for number, (first, second) in enumerate(zip(free, seconds, strict=False)):
        homes[first] = homes[second] = f"h{number:05d}"
    return homes

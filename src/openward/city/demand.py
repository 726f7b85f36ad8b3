"""How many places of each kind and map tag a city of some size has, and what ground they look for.

Words: a *demand* is one place to be: its kind, its map tags, its form (habits.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from openward.city.chance import Floats, Ints, stream
from openward.city.quarters import Quarter
from openward.methods.typology import Kind, Typology

_QUARTERS = {
    "old-town": Quarter.OLD_TOWN, "inner": Quarter.INNER, "rows": Quarter.ROWS, "estate": Quarter.ESTATE,
    "villas": Quarter.VILLAS, "industry": Quarter.INDUSTRY, "country": Quarter.COUNTRY,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """Where places of one map tag stand: a line of habits.yaml."""

    tag: str  # key=value
    share: float  # of 1000 places
    form: str
    where: tuple[Quarter, ...]
    most: int | None
    ground: tuple[float, float]  # square metres


@dataclass(frozen=True, slots=True)
class Demand:
    """One place to be."""

    kind: str
    label: str  # the kind's English word
    tags: tuple[tuple[str, str], ...]  # that show the kind; the first is the habit's
    habit: Habit
    named: bool = False  # the kind's rule wants a name


@dataclass(frozen=True, slots=True)
class _Option:
    kind: Kind
    rule: Mapping[str, frozenset[str]]
    habit: Habit


def demands(seed: int, typology: Typology, places: int) -> list[Demand]:
    """`places` demands in the order of the typology's kinds. Every kind has one while there are enough places; the
    rest follow the shares of habits.yaml."""
    chance = stream(seed, "demand")
    by_kind = {slug: _options(kind) for slug, kind in typology.kinds.items()}
    shares = np.array([sum(option.habit.share for option in options) for options in by_kind.values()])
    counts = _counts(places, shares)
    result: list[Demand] = []
    used: dict[str, int] = {}
    spare = 0
    for options, count in zip(by_kind.values(), counts, strict=True):
        weights = np.array([option.habit.share for option in options])
        first = int(weights.argmax())
        picks = chance.choice(len(options), size=count, p=weights / weights.sum())
        for number, pick in enumerate(picks):
            option = options[first if number == 0 else int(pick)]
            most = option.habit.most
            if most is not None and used.get(option.habit.tag, 0) >= most:
                spare += 1
                continue
            used[option.habit.tag] = used.get(option.habit.tag, 0) + 1
            result.append(_demand(option, chance))
    return result + [commonest(result)] * spare


def commonest(wanted: list[Demand]) -> Demand:
    """The demand with the greatest share: what a city can always have one more of."""
    return max(wanted, key=lambda demand: (demand.habit.form == "room", demand.habit.share))


def _demand(option: _Option, chance: np.random.Generator) -> Demand:
    key, value = option.habit.tag.split("=", 1)
    tags = [(key, value)]
    for other, values in option.rule.items():
        if other != key and values != frozenset("*"):
            allowed = sorted(values)
            tags.append((other, allowed[int(chance.integers(len(allowed)))]))
    return Demand(option.kind.slug, option.kind.label, tuple(tags), option.habit, "name" in option.rule)


def _counts(places: int, shares: Floats) -> Ints:
    """Whole numbers that sum to `places`: one each while it lasts (most frequent first), then by share."""
    counts = np.zeros(len(shares), dtype=np.int64)
    frequent = np.argsort(-shares, kind="stable")
    counts[frequent[:places]] = 1
    left = places - int(counts.sum())
    wanted = shares / shares.sum() * places
    missing = np.maximum(wanted - counts, 0)
    exact = missing / max(missing.sum(), 1e-9) * left
    counts += np.floor(exact).astype(np.int64)
    rest = places - int(counts.sum())
    counts[np.argsort(-(exact % 1), kind="stable")[:rest]] += 1
    return counts


def _options(kind: Kind) -> list[_Option]:
    """The map tags a kind can be shown by. Tags that habits.yaml names push aside those it doesn't."""
    habits, otherwise = _habits()
    known, unknown = [], []
    for rule in kind.tags:
        key, values = next(iter(rule.items()))
        for value in sorted(values):
            tag = f"{key}={'yes' if value == '*' else value}"
            if tag in habits:
                known.append(_Option(kind, rule, habits[tag]))
            else:
                plain = otherwise[kind.load.unit.value]
                unknown.append(
                    _Option(kind, rule, Habit(tag, plain.share, plain.form, plain.where, None, plain.ground))
                )
    return known or unknown


@cache
def _habits() -> tuple[dict[str, Habit], dict[str, Habit]]:
    data = yaml.safe_load(Path(__file__).with_name("habits.yaml").read_text(encoding="utf-8"))
    return tuple({tag: _habit(tag, row) for tag, row in data[part].items()} for part in ("places", "otherwise"))  # type: ignore[return-value]


def _habit(tag: str, row: Mapping[str, Any]) -> Habit:
    where = tuple(_QUARTERS[name] for name in row.get("where", ()))
    least, most = row.get("ground", (900.0, 12000.0))
    return Habit(tag, float(row["share"]), row["form"], where, row.get("most"), (float(least), float(most)))

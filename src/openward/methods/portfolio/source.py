"""Read the catalogue and check it: a wrong line stops the build, not a city's programme.

The files: factors.yaml, checks.yaml, grounds.yaml, kind_sets.yaml and measures/, one file a class of measures. Every
failure is a ValueError that names the entry and what is wrong with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from openward.methods.portfolio.model import Catalogue, Factor, Growth, Measure, MeasureClass, Phase
from openward.methods.portfolio.prices import load_prices
from openward.methods.ranges import Basis, Range

VERSION = "1"
PERIOD_YEARS = 3  # assumed: the usual span of a city's programme
GREATEST_WEAKNESS = 4
OPENNESS = range(-2, 3)

Row = Mapping[str, Any]
Grounds = Mapping[str, tuple[Basis, str]]


@cache
def load_catalogue() -> Catalogue:
    """The catalogue that ships. Raises ValueError naming the entry that is wrong."""
    factors = {row["slug"]: _factor(row) for row in _read("factors.yaml")["factors"]}
    checks = {row["slug"]: row["question"] for row in _read("checks.yaml")["checks"]}
    always = tuple(row["slug"] for row in _read("checks.yaml")["checks"] if row.get("always"))
    rests = _read("grounds.yaml")
    grounds = {row["slug"]: (Basis(row["basis"]), row["source"]) for row in rests["grounds"]}
    assumed = _read("kind_sets.yaml")
    sets = {name: tuple(row["kinds"]) for name, row in assumed["sets"].items()}
    measures: dict[str, Measure] = {}
    for measure_class in MeasureClass:
        for row in _read(f"measures/{measure_class.value}.yaml")["measures"]:
            _need(row["slug"] not in measures, row["slug"], "stands twice")
            measures[row["slug"]] = _measure(row, measure_class, grounds, sets)
    prices = load_prices()
    catalogue = Catalogue(
        version=VERSION,
        currency=prices.currency,
        price_year=prices.price_year,
        period_years=PERIOD_YEARS,
        cost_basis=Basis(rests["costs"]["basis"]),
        cost_source=rests["costs"]["source"],
        factors=factors,
        checks=checks,
        always=always,
        measures=_with_both_sides(measures),
        weakness=_weakness(assumed, factors),
        weakness_source=assumed["source"],
    )
    check_catalogue(catalogue)
    return catalogue


def check_catalogue(catalogue: Catalogue) -> None:
    """Raises ValueError where entries name what is not there or contradict each other."""
    for slug, measure in catalogue.measures.items():
        _need(set(measure.factors) <= set(catalogue.factors), slug, "acts on a factor that is not there")
        _need(any(catalogue.factors[name].weighs for name in measure.factors), slug, "acts on no factor that weighs")
        _need(set(measure.checks) <= set(catalogue.checks), slug, "asks a question that is not there")
        _need(not set(measure.checks) & set(catalogue.always), slug, "repeats a question of every measure")
        _need(set(measure.kinds) <= set(catalogue.weakness), slug, "fits a kind that is in no set")
        _need(measure.capital.low + measure.running.low > 0, slug, "costs nothing")
        _need(measure.capital.low >= 0 and measure.running.low >= 0, slug, "has a cost below 0")
        _need(measure.effect.low >= 0 and measure.effect.high < 1, slug, "has an effect that is not within 0..1")
        _need(measure.openness in OPENNESS, slug, "has an openness that is not within -2..2")
        _need(measure.life_years > 0 and measure.lead_months >= 0, slug, "has no life or a lead time below 0")
        _need(not measure.requires & measure.excludes, slug, "excludes what it requires")
        for other in sorted(measure.requires | measure.excludes):
            _need(other in catalogue.measures and other != slug, slug, f"names {other}")
        for other in sorted(measure.requires):
            _need(measure.kinds <= catalogue.measures[other].kinds, slug, f"fits where {other} does not")
            _need(catalogue.measures[other].openness >= 0, slug, f"requires {other}, which closes places")


def _read(name: str) -> Any:
    return yaml.safe_load(files("openward.methods.portfolio").joinpath(name).read_text("utf-8"))


def _need(holds: bool, entry: str, wrong: str) -> None:
    if not holds:
        raise ValueError(f"{entry} {wrong}")


def _factor(row: Row) -> Factor:
    anchors = tuple(anchor["anchor"] for anchor in row["anchors"])
    _need(len(anchors) == GREATEST_WEAKNESS + 1, row["slug"], "needs an anchor for each of 0..4")
    return Factor(row["slug"], row["label"], anchors, row.get("weighs", True))


def _measure(row: Row, measure_class: MeasureClass, grounds: Grounds, sets: Mapping[str, tuple[str, ...]]) -> Measure:
    _need(row["grounds"] in grounds, row["slug"], "rests on grounds that are not there")
    basis, source = grounds[row["grounds"]]
    kinds = frozenset(kind for name in row["kinds"] for kind in sets.get(name, (name,)))
    return Measure(
        slug=row["slug"],
        label=row["label"],
        measure_class=measure_class,
        phases=tuple(Phase(phase) for phase in row["phases"]),
        factors=tuple(row["factors"]),
        kinds=kinds,
        capital=Range(*map(float, row["capital"])),
        running=Range(*map(float, row["running"])),
        grows_with=Growth(row["grows_with"]),
        effect=Range(*map(float, row["effect"])),
        basis=basis,
        source=source,
        life_years=row["life_years"],
        lead_months=row["lead_months"],
        requires=frozenset(row.get("requires", ())),
        excludes=frozenset(row.get("excludes", ())),
        checks=tuple(row["checks"]),
        openness=row["openness"],
    )


def _with_both_sides(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Whoever is excluded excludes back."""
    excluding: dict[str, set[str]] = {slug: set(measure.excludes) for slug, measure in measures.items()}
    for slug, measure in measures.items():
        for other in measure.excludes:
            _need(other in measures, slug, f"excludes {other}, which is not there")
            excluding[other].add(slug)
    return {slug: replace(measure, excludes=frozenset(excluding[slug])) for slug, measure in measures.items()}


def _weakness(assumed: Row, factors: Iterable[str]) -> dict[str, dict[str, int]]:
    order = assumed["factors"]
    _need(order == list(factors), "kind_sets.yaml", "has other factors than factors.yaml")
    weakness: dict[str, dict[str, int]] = {}
    for name, row in assumed["sets"].items():
        levels = row["weakness"]
        _need(len(levels) == len(order), name, "needs a weakness for each factor")
        _need(all(0 <= level <= GREATEST_WEAKNESS for level in levels), name, "has a weakness that is not within 0..4")
        for kind in row["kinds"]:
            _need(kind not in weakness, kind, "is in two sets")
            weakness[kind] = dict(zip(order, levels, strict=True))
    return weakness

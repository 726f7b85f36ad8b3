"""Read kinds.yaml and hours.yaml and check them: a wrong line stops the build, not a city's import.

Every failure is a ValueError that names the kind (or profile) and the field. `parse_typology` takes plain data, so that
a city can bring kinds of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

import yaml

from openward.methods.ranges import Basis, Range
from openward.methods.typology.hours import parse_profile
from openward.methods.typology.model import (
    Family,
    HourProfile,
    Kind,
    LoadFactor,
    LoadUnit,
    NeverImported,
    TagRule,
    Typology,
)

Item = TypeVar("Item", Kind, HourProfile)

LEVELS = range(5)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def load_typology() -> Typology:
    """The typology that ships. Raises ValueError naming the kind and field where the data is wrong."""
    folder = files("openward.methods.typology")
    return parse_typology(
        yaml.safe_load(folder.joinpath("kinds.yaml").read_text("utf-8")),
        yaml.safe_load(folder.joinpath("hours.yaml").read_text("utf-8")),
    )


def parse_typology(data: Mapping[str, Any], hours: Iterable[Mapping[str, Any]]) -> Typology:
    """The typology in `data` (as kinds.yaml) with the hour profiles in `hours` (as hours.yaml). Raises ValueError."""
    profiles = _by_slug("profile", (parse_profile(row) for row in hours))
    zones = {row["slug"]: row["label"] for row in data["zones"]}
    bases = {row["slug"]: (Basis(row["basis"]), row["source"]) for row in data["bases"]}
    kinds = _by_slug("kind", (_kind(row, profiles, zones, bases) for row in data["kinds"]))
    return Typology(
        version=str(data["version"]),
        kinds=kinds,
        profiles=profiles,
        zones=zones,
        needs=_anchors("needs", data),
        criticality=_anchors("criticality", data),
        not_in_use=_rules("not_in_use", data["not_in_use"]),
        never_imported=tuple(
            NeverImported(
                row["description"],
                _rules(f"never_imported {row['description']!r}", row["tags"]),
                _rules(f"never_imported {row['description']!r}", row.get("unless", [])),
            )
            for row in data["never_imported"]
        ),
    )


def _by_slug(what: str, items: Iterable[Item]) -> dict[str, Item]:
    found: dict[str, Item] = {}
    for item in items:
        _require(what, item.slug, "slug", _SLUG.fullmatch(item.slug) is not None, "letters, digits and single hyphens")
        _require(what, item.slug, "slug", item.slug not in found, "used once")
        found[item.slug] = item
    _require("typology", what, "slug", bool(found), "at least one")
    return found


def _kind(
    row: Mapping[str, Any],
    profiles: Mapping[str, HourProfile],
    zones: Mapping[str, str],
    bases: Mapping[str, tuple[Basis, str]],
) -> Kind:
    slug = str(row.get("slug"))
    missing = sorted(
        {"label", "family", "tags", "load", "hours", "zones", "needs", "criticality", "review_months"} - set(row)
    )
    _require("kind", slug, ", ".join(missing), not missing, "present")
    _require("kind", slug, "label", bool(row["label"]), "a text")
    _require("kind", slug, "hours", row["hours"] in profiles, "a profile of hours.yaml")
    _require("kind", slug, "zones", bool(row["zones"]) and set(row["zones"]) <= set(zones), f"among {sorted(zones)}")
    for scale in ("needs", "criticality"):
        _require("kind", slug, scale, row[scale] in LEVELS, "0 to 4")
    _require("kind", slug, "review_months", 0 < row["review_months"] <= 60, "1 to 60")
    _require("kind", slug, "tags", bool(row["tags"]), "at least one rule")
    return Kind(
        slug=slug,
        label=row["label"],
        family=Family(row["family"]),
        tags=_rules(f"kind {slug}", row["tags"]),
        load=_load(slug, row["load"], bases),
        hours=row["hours"],
        zones=tuple(row["zones"]),
        needs=row["needs"],
        criticality=row["criticality"],
        review_months=row["review_months"],
        yields=bool(row.get("yields", False)),
    )


def _load(slug: str, row: Mapping[str, Any], bases: Mapping[str, tuple[Basis, str]]) -> LoadFactor:
    _require("kind", slug, "load.rests_on", row.get("rests_on") in bases, "one of `bases`")
    basis, source = bases[row["rests_on"]]
    unit = LoadUnit(row["unit"])
    people = _range(slug, "load.people", row["people"])
    whole = _range(slug, "load.without_area", row["people"] if unit is LoadUnit.PLACE else row.get("without_area"))
    ceiling = float(row["ceiling"])
    _require(
        "kind", slug, "load.ceiling", ceiling >= whole.likely, "at least the likely people of a place without area"
    )
    if unit is not LoadUnit.PLACE:
        _require("kind", slug, "load.people", people.high <= 4, "at most 4 people a square metre")
    return LoadFactor(unit=unit, people=people, without_area=whole, ceiling=ceiling, basis=basis, source=source)


def _range(slug: str, field: str, values: Any) -> Range:
    _require("kind", slug, field, isinstance(values, list) and len(values) == 3, "[low, likely, high]")
    low, likely, high = map(float, values)
    _require("kind", slug, field, 0 <= low <= likely <= high, "in order, and not negative")
    return Range(low, likely, high)


def _rules(where: str, rows: Iterable[Mapping[str, Iterable[Any]]]) -> tuple[TagRule, ...]:
    rules = tuple({str(key): frozenset(values) for key, values in row.items()} for row in rows)
    for rule in rules:
        for key, values in rule.items():
            if not values or not all(isinstance(value, str) and value for value in values):
                raise ValueError(f"{where}: tag {key} must have texts as values (quote yes, no and numbers)")
    if not all(rules):
        raise ValueError(f"{where}: a rule without a tag would fit everything")
    return rules


def _anchors(scale: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    rows = data["scales"][scale]
    if [row["level"] for row in rows] != list(LEVELS):
        raise ValueError(f"scale {scale}: levels must be 0 to 4 in their order")
    return tuple(row["anchor"] for row in rows)


def _require(what: str, slug: str, field: str, holds: bool, expected: str) -> None:
    if not holds:
        raise ValueError(f"{what} {slug}: {field} must be {expected}")

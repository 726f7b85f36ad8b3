"""The pools of benchmarks.panels: invented ones from recipes and seeds, published ones from the data folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from openward.methods.sortition.generating import Recipe, generated
from openward.methods.sortition.model import Person, Pool, Quota, Selection
from openward.readers.panels import Columns, read_pool, read_quotas

DATA = Path(os.environ.get("OPENWARD_DATA", Path(__file__).resolve().parents[2] / "shared/data")) / "panels"
SEEDS = (101, 102, 103, 104, 105)  # none that the methods were made with
FIVE, SIX, SEVEN = (2, 5, 4, 4, 6), (2, 4, 4, 5, 6, 4), (2, 4, 4, 5, 6, 4, 5)  # values by feature
HOUSEHOLD = 0.2  # of the volunteers share a household with another

RECIPES = {
    "500 / 60, 5 features": Recipe(500, 60, FIVE),
    "1,000 / 100, 5 features": Recipe(1000, 100, FIVE),
    "1,000 / 100, 7 features": Recipe(1000, 100, SEVEN),
    "2,000 / 100, 6 features": Recipe(2000, 100, SIX),
    "2,000 / 100, 7 features": Recipe(2000, 100, SEVEN),
    "1,727 / 110, 7 features": Recipe(1727, 110, SEVEN),
}
HARD = [Recipe(300, 40, SEVEN, None)] * 10
SMALL = [
    Recipe(volunteers, size, values, None)
    for volunteers, size, values in zip(
        (24, 27, 30, 33, 36, 38, 41, 44, 47, 50),
        (5, 5, 5, 6, 6, 6, 7, 7, 8, 8),
        [(2, 3, 3, 2)] * 5 + [(2, 3, 4, 3)] * 5,
        strict=True,
    )
]


def published(folder: str) -> Selection | None:
    """The pool in the one folder that fits, its size at the end of its name. None where there is none."""
    for place in sorted(DATA.glob(folder)):
        pool = next(place / name for name in ("candidates.csv", "respondents.csv") if (place / name).is_file())
        quotas = read_quotas(
            next(place / name for name in ("features.csv", "categories.csv") if (place / name).is_file())
        )
        return Selection(read_pool(pool, quotas, Columns()).pool, quotas.quotas, int(place.name.rpartition("_")[2]))
    return None


def invented(recipe: Recipe, seed: int) -> Selection:
    return generated(recipe, seed)


def plain(selection: Selection) -> dict[str, Any]:
    """A task as plain values, for another process, ours or a rival's."""
    return {
        "features": list(selection.pool.features),
        "people": [[person.id, list(person.values), person.household] for person in selection.pool.people],
        "quotas": [[quota.feature, quota.value, quota.minimum, quota.maximum] for quota in selection.quotas],
        "size": selection.size,
        "households": selection.households,
    }


def task_from(value: Mapping[str, Any]) -> Selection:
    people = tuple(Person(id_, tuple(values), household) for id_, values, household in value["people"])
    quotas = tuple(Quota(*quota) for quota in value["quotas"])
    return Selection(Pool(tuple(value["features"]), people), quotas, value["size"], value["households"])

"""What the map says of a place besides its kind and name, and what it says wrongly.

Odd and missing facts are as in real maps: capacities that are no number, keys misspelt, hospitals whose emergency care
nobody tagged. Religion is tagged so that dropping it is tested; it is drawn at random and means nothing.
"""

from __future__ import annotations

import numpy as np

from openward.city.demand import Demand
from openward.city.model import Flaw
from openward.methods.typology import Kind, LoadUnit

_OPERATORS = (
    "Régie municipale",
    "Service des bâtiments",
    "Coopérative de l'Aurore",
    "Fondation des Sept Arches",
    "Atelier commun",
)
_RELIGIONS = ("christian", "muslim", "jewish", "buddhist", "hindu", "sikh", "multifaith")
_SEATED = {
    "school",
    "theatre",
    "cinema",
    "stadium",
    "place-of-worship",
    "conference-centre",
    "hotel",
    "kindergarten",
    "university",
}


def facts(
    chance: np.random.Generator, demand: Demand, kind: Kind, area: float | None
) -> tuple[dict[str, str], int | None, set[Flaw]]:
    """(tags, the capacity a reader must find or None, flaws). `area` is square metres of floor or ground, if known."""
    tags: dict[str, str] = {}
    flaws: set[Flaw] = set()
    capacity = None
    if chance.random() < (0.3 if kind.slug in _SEATED else 0.03):
        people = _people(chance, kind, area)
        if chance.random() < 0.18:
            tags["capacity"] = _odd(people, int(chance.integers(4)))
            flaws.add(Flaw.ODD_CAPACITY)
        elif chance.random() < 0.05:
            tags["capcity"] = str(people)
            flaws.add(Flaw.MISSPELT_KEY)
        else:
            tags["capacity"] = str(people)
            capacity = people
    if chance.random() < 0.34:
        answer = str(chance.choice(["yes", "limited", "no", "designated"], p=[0.45, 0.3, 0.2, 0.05]))
        if chance.random() < 0.03:
            tags["wheelchiar"] = answer
            flaws.add(Flaw.MISSPELT_KEY)
        else:
            tags["wheelchair"] = answer
    if chance.random() < 0.14:
        tags["operator"] = str(chance.choice(_OPERATORS))
    if chance.random() < 0.1:
        tags["opening_hours"] = str(
            chance.choice(["Mo-Fr 08:00-18:00", "Mo-Sa 09:00-19:00", "24/7", "Tu-Su 10:00-17:00"])
        )
    tag = demand.habit.tag
    if tag in ("amenity=hospital", "healthcare=hospital"):
        if chance.random() < 0.6:
            tags["emergency"] = "yes" if chance.random() < 0.72 else "no"
        else:
            flaws.add(Flaw.EMERGENCY_UNTAGGED)
    if tag == "amenity=place_of_worship" and chance.random() < 0.85:
        tags["religion"] = str(chance.choice(_RELIGIONS))
        if chance.random() < 0.4:
            tags["denomination"] = "example"
    if tag == "railway=station":
        tags["train"] = "yes"
    if tag == "amenity=school" and chance.random() < 0.3:
        tags["isced:level"] = str(chance.choice(["1", "2", "3"]))
    if demand.habit.tag in ("amenity=restaurant", "amenity=fast_food") and chance.random() < 0.4:
        tags["cuisine"] = str(chance.choice(["regional", "pizza", "fish", "vegetarian", "grill"]))
    return tags, capacity, flaws


def _people(chance: np.random.Generator, kind: Kind, area: float | None) -> int:
    load = kind.load
    likely = load.without_area.likely if area is None or load.unit is LoadUnit.PLACE else load.people.likely * area
    people = min(max(likely, 5.0) * float(np.exp(chance.normal(0, 0.35))), load.ceiling)
    return max(4, int(round(people, -1 if people > 100 else 0)))


def _odd(people: int, how: int) -> str:
    return (f"ca. {people}", f"{people} places", f"{people - people // 5}-{people}", "à compléter")[how]

"""Objects that no register may hold: what the typology never imports, outlines that do not close, places beyond the
city's boundary. They are in the map so that a reader is tested on leaving them out."""

from __future__ import annotations

import numpy as np
import shapely

from openward.city.buildings import Buildings
from openward.city.chance import stream
from openward.city.demand import Demand
from openward.city.model import Flaw, Form, InventedPlace
from openward.city.names import Name, Namer
from openward.city.plan import Plan
from openward.methods.typology import Typology

_PLAIN = Name("Maison commune", "Shared House", "البيت المشترك")


def never_imported(
    seed: int, typology: Typology, buildings: Buildings, free: np.ndarray, each: int
) -> list[InventedPlace]:
    """`each` objects of every sort that is never imported, as nodes in buildings. Some look like an ordinary community
    centre besides."""
    chance = stream(seed, "never-imported")
    rules = [rule for sort in typology.never_imported for rule in sort.tags]
    houses = chance.permutation(np.flatnonzero(free))[: each * len(rules)]
    points = shapely.get_coordinates(shapely.point_on_surface(buildings.shapes[houses]))
    found = []
    for number, (house, point) in enumerate(zip(houses, points, strict=True)):
        rule = rules[number % len(rules)]
        tags = {key: _one(chance, sorted(values)) for key, values in rule.items()}
        if number % 3 == 0 and "amenity" not in tags:
            tags["amenity"] = "community_centre"
        tags |= _PLAIN.tags()
        found.append(
            InventedPlace(
                "",
                _PLAIN,
                tags,
                Form.NODE,
                (float(point[0]), float(point[1])),
                None,
                int(house),
                None,
                (),
                frozenset({Flaw.NEVER_IMPORTED}),
            )
        )
    return found


def _one(chance: np.random.Generator, values: list[str]) -> str:
    value = values[int(chance.integers(len(values)))]
    return "yes" if value == "*" else value


def beyond(
    seed: int, demands: list[Demand], buildings: Buildings, outside: np.ndarray, plan: Plan, count: int
) -> list[InventedPlace]:
    """`count` ordinary places, as nodes, outside the city but within the map: in village houses while there are any."""
    chance = stream(seed, "beyond")
    namer = Namer(stream(seed, "beyond-names"))
    houses = chance.permutation(np.flatnonzero(outside))[:count]
    points = shapely.get_coordinates(shapely.point_on_surface(buildings.shapes[houses]))
    rooms = [demand for demand in demands if demand.habit.form == "room"] or demands
    while len(points) < count:
        angle = chance.uniform(0, 2 * np.pi, 1)
        there = plan.warp.polar(np.array([plan.frame - 40.0]), angle)
        if not plan.city.contains(shapely.Point(there[0])):
            points = np.concatenate([points, there])
    found = []
    for number, point in enumerate(points):
        demand = rooms[int(chance.integers(len(rooms)))]
        name = namer.place(demand.habit.tag, demand.label)
        found.append(
            InventedPlace(
                demand.kind,
                name,
                dict(demand.tags) | name.tags(),
                Form.NODE,
                (float(point[0]), float(point[1])),
                None,
                int(houses[number]) if number < len(houses) else None,
                None,
                (),
                frozenset({Flaw.OUTSIDE_CITY}),
            )
        )
    return found


def broken_outline(seed: int, plan: Plan) -> InventedPlace:
    """A park by the river whose outline lacks a piece."""
    name = Namer(stream(seed, "broken")).place("leisure=park", "Park")
    middle = plan.river.interpolate(0.5, normalized=True)
    outline = middle.buffer(min(25.0, plan.river_width / 3))
    return InventedPlace(
        "park",
        name,
        {"leisure": "park"} | name.tags(),
        Form.RELATION,
        (float(middle.x), float(middle.y)),
        outline,
        None,
        None,
        (),
        frozenset({Flaw.BROKEN_OUTLINE}),
    )

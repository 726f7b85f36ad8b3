"""From demands to places: each gets its spot, its name, its facts, the map object it is drawn as, and its flaws."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from shapely import Polygon

from openward.city.buildings import Buildings
from openward.city.chance import Ints, stream
from openward.city.demand import Demand
from openward.city.facts import facts
from openward.city.model import Flaw, Form, InventedPlace, Twin
from openward.city.names import Name, Namer
from openward.city.settle import Spot
from openward.methods.typology import Typology

_UNNAMED = {"leisure=park": 0.35, "place=square": 0.12, "power=substation": 0.5, "natural=beach": 0.4}
_DRAWN = "way", "relation"


@dataclass(frozen=True, slots=True)
class Ground:
    """What places stand on and in: the site and its building, by number of the demand."""

    sites: dict[int, Polygon]
    houses: dict[int, int]  # number of the demand -> its building
    spots: dict[int, Spot]


def place_all(
    seed: int, demands: list[Demand], typology: Typology, ground: Ground, buildings: Buildings
) -> list[InventedPlace]:
    """A place for every demand that has a site or a spot, in the order of the demands."""
    namer = Namer(stream(seed, "place-names"))
    chance = stream(seed, "places")
    areas = shapely.area(buildings.shapes)
    found = []
    for number, demand in enumerate(demands):
        name = namer.place(demand.habit.tag, demand.label)
        spot = ground.spots.get(number)
        site = ground.sites.get(number)
        if site is not None:
            found.append(
                _on_site(chance, demand, typology, name, site, ground.houses.get(number), buildings.levels, areas)
            )
        elif spot is not None:
            found.append(_at_spot(chance, demand, typology, name, spot, buildings.levels, areas))
    return found


def _said(
    chance: np.random.Generator, demand: Demand, typology: Typology, name: Name, area: float | None, named: bool
) -> tuple[dict[str, str], Name | None, int | None, set[Flaw]]:
    tags, capacity, flaws = facts(chance, demand, typology.kinds[demand.kind], area)
    if not named and chance.random() < _UNNAMED.get(demand.habit.tag, 0.05):
        flaws.add(Flaw.UNNAMED)
        return dict(demand.tags) | tags, None, capacity, flaws
    names = name.tags()
    for language, lost in (("name:ar", 0.25), ("name:en", 0.2), ("name:fr", 0.3)):
        if chance.random() < lost:
            del names[language]
    return dict(demand.tags) | tags | names, name, capacity, flaws


def _on_site(
    chance: np.random.Generator,
    demand: Demand,
    typology: Typology,
    name: Name,
    site: Polygon,
    house: int | None,
    levels: Ints,
    areas: np.ndarray,
) -> InventedPlace:
    floor = None if house is None else float(areas[house] * levels[house])
    tags, name_or_none, capacity, flaws = _said(chance, demand, typology, name, floor or site.area, named=demand.named)
    form = Form.RELATION if chance.random() < 0.28 else Form.WAY
    inside = shapely.point_on_surface(site)
    point = (float(inside.x), float(inside.y))
    twins: list[Twin] = []
    if name_or_none is not None and chance.random() < 0.07:
        twins.append(Twin(_near(chance, point), None, _half(tags)))
        flaws.add(Flaw.TWIN)
    elif name_or_none is not None and house is not None and chance.random() < 0.05:
        twins.append(Twin(point, house, _half(tags)))
        flaws.add(Flaw.TWIN)
    if demand.tags[0][0] == "highway":
        tags["area"] = "yes"
    return InventedPlace(
        demand.kind, name_or_none, tags, form, point, site, None, capacity, tuple(twins), frozenset(flaws)
    )


def _at_spot(
    chance: np.random.Generator,
    demand: Demand,
    typology: Typology,
    name: Name,
    spot: Spot,
    levels: Ints,
    areas: np.ndarray,
) -> InventedPlace:
    form, area = Form.NODE, None
    if spot.way is not None:
        form = Form.WAY
    elif spot.outline is not None:
        form, area = Form.WAY, float(spot.outline.area)
    elif spot.building is not None and demand.habit.form != "room" and chance.random() < 0.62:
        large = areas[spot.building] > 420 and chance.random() < 0.3
        form, area = (Form.RELATION if large else Form.WAY), float(areas[spot.building] * levels[spot.building])
    tags, name_or_none, capacity, flaws = _said(
        chance, demand, typology, name, area, named=demand.named or demand.habit.form == "lane"
    )
    if spot.outline is not None and demand.tags[0][0] in ("railway", "waterway", "highway"):
        tags["area"] = "yes"
    twins: tuple[Twin, ...] = ()
    if form is not Form.NODE and spot.building is not None and name_or_none is not None and chance.random() < 0.09:
        twins = (Twin(_near(chance, spot.point), None, _half(tags)),)
        flaws.add(Flaw.TWIN)
    return InventedPlace(
        demand.kind,
        name_or_none,
        tags,
        form,
        spot.point,
        spot.outline,
        spot.building,
        capacity,
        twins,
        frozenset(flaws),
    )


def _near(chance: np.random.Generator, point: tuple[float, float]) -> tuple[float, float]:
    shift = chance.uniform(-1.5, 1.5, 2)
    return point[0] + float(shift[0]), point[1] + float(shift[1])


def _half(tags: dict[str, str]) -> dict[str, str]:
    """What a twin repeats: the kind and the names, not the other facts."""
    return {
        key: value
        for key, value in tags.items()
        if key not in ("capacity", "capcity", "wheelchair", "wheelchiar", "operator")
    }


def spoilt(seed: int, places: list[InventedPlace], count: int) -> list[InventedPlace]:
    """Change `count` places drawn as nodes, of kinds that stay well represented, so that no register may hold them:
    their kind misspelt, or out of use."""
    chance = stream(seed, "spoilt")
    kinds: dict[str, int] = {}
    for place in places:
        kinds[place.kind] = kinds.get(place.kind, 0) + 1
    result = list(places)
    for pick in chance.permutation(len(places)):
        place = places[pick]
        if count and place.form is Form.NODE and not place.twins and kinds[place.kind] > 5:
            kinds[place.kind] -= 1
            count -= 1
            tags = dict(place.tags)
            if count % 2:
                key = next(iter(tags))
                tags = {key[:-2] + key[-1] + key[-2]: tags.pop(key)} | tags
                result[pick] = replace(place, tags=tags, flaws=place.flaws | {Flaw.MISSPELT_KIND})
            else:
                result[pick] = replace(place, tags=tags | {"disused": "yes"}, flaws=place.flaws | {Flaw.NOT_IN_USE})
    return result

"""Draw an invented city: streets, railway, river, houses, boundaries, places with their twins, each with its tags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from openward.city.chance import stream
from openward.city.draw_boundaries import draw_boundaries
from openward.city.drawing import Drawing, Tags
from openward.city.model import Flaw, Form, InventedCity, InventedPlace
from openward.city.quarters import Quarter
from openward.city.ways import CLASSES, SPEEDS

_USES = {
    Quarter.OLD_TOWN: ("yes", "residential", "apartments"), Quarter.INNER: ("apartments", "yes", "residential"),
    Quarter.ROWS: ("residential", "apartments", "house"), Quarter.ESTATE: ("apartments", "residential"),
    Quarter.VILLAS: ("house", "detached", "yes"), Quarter.INDUSTRY: ("industrial", "warehouse", "yes"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """The drawing, and by place the ids of its map objects, its own first ("w12")."""

    drawing: Drawing
    place_ids: tuple[tuple[str, ...], ...]


def draw(city: InventedCity) -> Drawn:
    """All map objects of a city, numbered. The same city is drawn the same."""
    drawing = Drawing(city.origin)
    lanes = {
        place.point: place
        for place in city.places
        if place.form is Form.WAY and place.outline is None and place.building is None
    }
    lane_ids = _streets(city, drawing, lanes)
    _water_and_tracks(city, drawing)
    first_house, ids_in_houses = _houses(city, drawing)
    place_ids = []
    for number, place in enumerate(city.places):
        if place.point in lane_ids and lanes.get(place.point) is place:
            own = lane_ids[place.point]
        elif place.building is not None and place.form is not Form.NODE:
            own = ids_in_houses[number]
        elif place.form is Form.NODE:
            own = f"n{drawing.node(place.point, place.tags)}"
        else:
            own = _outline(city.seed, number, place, drawing)
        twins = [
            f"w{first_house + twin.building}"
            if twin.building is not None
            else f"n{drawing.node(twin.point, twin.tags)}"
            for twin in place.twins
        ]
        place_ids.append((own, *twins))
    for shape, landuse in city.greens:
        drawing.line(np.asarray(shape.exterior.coords), {"landuse": landuse})
    draw_boundaries(city, drawing)
    return Drawn(drawing, tuple(place_ids))


def _streets(
    city: InventedCity, drawing: Drawing, lanes: Mapping[tuple[float, float], InventedPlace]
) -> dict[tuple[float, float], str]:
    network = city.network
    used = np.unique(np.concatenate([way.nodes for way in network.ways]))
    numbers = np.zeros(len(network.points), dtype=np.int64)
    first = drawing.points(network.points[used])
    numbers[used] = first + np.arange(len(used))
    chance = stream(city.seed, "street-tags").random((len(network.ways), 3))
    lane_tags: dict[int, Tags] = {}
    lane_points: dict[int, tuple[float, float]] = {}
    for number, way in enumerate(network.ways):
        if way.foot:
            middle = LineString(network.points[way.nodes]).interpolate(0.5, normalized=True)
            place = lanes.get((float(middle.x), float(middle.y)))
            if place is not None:
                lane_tags[number], lane_points[number] = place.tags, place.point

    def tags(number: int) -> Tags:
        if number in lane_tags:
            return lane_tags[number]
        way = network.ways[number]
        name = city.street_names[way.line]
        found = {"highway": "footway" if way.foot else CLASSES[way.road]}
        found |= name.tags() if way.road <= 3 else {"name": name.fr}
        if way.road >= 4 and chance[number, 0] < 0.08:
            found = {"highway": found["highway"]}
        if not way.foot and chance[number, 1] < (0.6 if way.road <= 3 else 0.3):
            found["maxspeed"] = str(SPEEDS[way.road])
        if way.road <= 1:
            found["lanes"] = "4" if way.road == 0 else "2"
        if way.oneway:
            found["oneway"] = "yes"
        elif way.road == 4 and chance[number, 2] < 0.1:
            found["oneway"] = "no"
        if way.bridge:
            found |= {"bridge": "yes", "layer": "1"}
        if way.roundabout:
            found |= {"junction": "roundabout"}
        return found

    start = drawing.ways([numbers[way.nodes] for way in network.ways], tags)
    return {point: f"w{start + number}" for number, point in lane_points.items()}


def _water_and_tracks(city: InventedCity, drawing: Drawing) -> None:
    plan = city.plan
    name = city.river.tags()
    for part in shapely.get_parts(plan.river.intersection(plan.ground)):
        drawing.line(np.asarray(part.coords), {"waterway": "river"} | name)
    for part in shapely.get_parts(plan.water):
        drawing.line(np.asarray(part.exterior.coords), {"natural": "water", "water": "river"} | name)
    for part in shapely.get_parts(plan.railway.intersection(plan.ground)):
        over = plan.banks
        for piece, tags in ((part.difference(over), {}), (part.intersection(over), {"bridge": "yes", "layer": "1"})):
            for line in shapely.get_parts(piece):
                if line.length > 1:
                    drawing.line(np.asarray(line.coords), {"railway": "rail", "gauge": "1435"} | tags)


def _houses(city: InventedCity, drawing: Drawing) -> tuple[int, dict[int, str]]:
    """Every building as a way; those whose place is a relation get a courtyard and a relation round it."""
    buildings = city.buildings
    on_way: dict[int, Tags] = {}
    in_relation: dict[int, int] = {}
    for number, place in enumerate(city.places):
        if place.building is not None and place.form is Form.WAY:
            on_way[place.building] = place.tags
        elif place.building is not None and place.form is Form.RELATION:
            in_relation[place.building] = number
        for twin in place.twins:
            if twin.building is not None:
                on_way[twin.building] = twin.tags
    chance = stream(city.seed, "house-tags").random((len(buildings.shapes), 2))

    first_on_plot = np.zeros(buildings.plots.max() + 2, dtype=np.int64)
    first_on_plot[buildings.plots[::-1]] = np.arange(len(buildings.plots))[::-1]

    def plain(number: int) -> dict[str, str]:
        uses = _USES.get(Quarter(buildings.quarters[number]), ("yes",))
        found = {"building": uses[int(chance[number, 0] * len(uses))]}
        if chance[number, 1] < 0.62:
            found["building:levels"] = str(int(buildings.levels[number]))
        if city.addresses[number] >= 0:
            found["addr:housenumber"] = str(1 + 2 * (number - int(first_on_plot[buildings.plots[number]])))
            found["addr:street"] = city.street_names[city.addresses[number]].fr
        return found

    def tags(number: int) -> Tags:
        return {} if number in in_relation else plain(number) | dict(on_way.get(number, {}))

    first = drawing.rings(buildings.shapes, tags)
    ids = {
        n: f"w{first + p.building}" for n, p in enumerate(city.places) if p.building is not None and p.form is Form.WAY
    }
    for building, number in sorted(in_relation.items()):
        members = [("w", first + building, "outer")]
        yard = _courtyard(buildings.shapes[building])
        if yard is not None:
            members.append(("w", drawing.line(np.asarray(yard.exterior.coords), {}), "inner"))
        relation = {"type": "multipolygon"} | plain(building) | dict(city.places[number].tags)
        ids[number] = f"r{drawing.relation(tuple(members), relation)}"
    return first, ids


def _courtyard(house: Polygon) -> Polygon | None:
    yard = house.buffer(-0.27 * float(np.sqrt(house.area)), join_style="mitre")
    return yard if isinstance(yard, Polygon) and yard.area > 12 else None


def _outline(seed: int, number: int, place: InventedPlace, drawing: Drawing) -> str:
    """A place drawn for itself: a closed way, or a relation of two half rings, sometimes with a pond in it."""
    assert place.outline is not None
    ring = np.asarray(place.outline.exterior.coords)
    if place.form is Form.WAY:
        return f"w{drawing.line(ring, place.tags)}"
    middle = len(ring) // 2
    first = drawing.points(ring[:-1])
    numbers = np.arange(first, first + len(ring) - 1)
    halves = [numbers[: middle + 1], np.append(numbers[middle:], first)]
    if Flaw.BROKEN_OUTLINE in place.flaws:
        halves[1] = halves[1][: max(2, len(halves[1]) // 2)]
    way = drawing.ways(halves, lambda _: {})
    members = [("w", way, "outer"), ("w", way + 1, "outer")]
    pond = shapely.Point(place.point).buffer(0.09 * float(np.sqrt(place.outline.area)), quad_segs=3)
    green = "leisure" in place.tags and Flaw.BROKEN_OUTLINE not in place.flaws
    if green and place.outline.buffer(-3).contains(pond):
        members.append(("w", drawing.line(np.asarray(pond.exterior.coords), {"natural": "water"}), "inner"))
    return f"r{drawing.relation(tuple(members), {'type': 'multipolygon'} | dict(place.tags))}"

"""Where the demands that take no ground of their own stand: in and on buildings, by the river, on streets, on tracks.

Words: a *spot* is what a demand got: a point, and an outline or a building.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon
from shapely.ops import substring

from openward.city.buildings import Buildings
from openward.city.chance import Floats, stream
from openward.city.demand import Demand
from openward.city.plan import Plan
from openward.city.quarters import Quarter
from openward.city.ways import Network

IN_BUILDINGS = ("room", "building", "hall")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one place is."""

    point: tuple[float, float]
    outline: Polygon | None = None
    building: int | None = None
    way: int | None = None  # a street way that is the place itself


def settle(
    seed: int, demands: Mapping[int, Demand], plan: Plan, network: Network, buildings: Buildings, free: np.ndarray
) -> dict[int, Spot]:
    """A spot for each demand, by its number. `free` (n,) marks buildings that nothing owns yet; those that are taken
    lose their mark. Demands for which there is nothing left are not in the result."""
    chance = stream(seed, "settle", len(demands))
    by_tag: dict[str, list[int]] = {}
    for number, demand in demands.items():
        by_tag.setdefault(demand.habit.tag, []).append(number)
    spots: dict[int, Spot] = {}
    areas = shapely.area(buildings.shapes)
    outlines: list[Polygon] = []
    for tag in sorted(by_tag, key=lambda tag: (demands[by_tag[tag][0]].habit.form != "hall", tag)):
        numbers = by_tag[tag]
        demand = demands[numbers[0]]
        if demand.habit.form in IN_BUILDINGS:
            spots |= _in_buildings(chance, numbers, demand, buildings, areas, free)
        elif demand.habit.form in _PARTICULAR:
            offers = _PARTICULAR[demand.habit.form](chance, demand, plan, network)
            fitting = (spot for spot in offers if not _collides(spot, outlines))
            for number, spot in zip(numbers, fitting, strict=False):
                spots[number] = spot
                if spot.outline is not None:
                    outlines.append(spot.outline)
    return spots


def _collides(spot: Spot, outlines: list[Polygon]) -> bool:
    return spot.outline is not None and any(spot.outline.intersects(other) for other in outlines)


def _in_buildings(
    chance: np.random.Generator,
    numbers: list[int],
    demand: Demand,
    buildings: Buildings,
    areas: Floats,
    free: np.ndarray,
) -> dict[int, Spot]:
    least = {"room": 60.0, "building": 130.0, "hall": 330.0}[demand.habit.form]
    liking = np.full(len(Quarter), 0.06)
    for place, quarter in enumerate(demand.habit.where):
        liking[quarter] = 0.7**place
    weight = liking[buildings.quarters] * np.where(areas < least, 0.02, 1.0)
    cost = chance.exponential(size=len(areas)) / weight  # the least of them is a draw by weight
    cost = np.where(free, cost, np.inf)
    few = min(len(numbers), len(cost) - 1)
    order = np.argpartition(cost, few)[:few] if few else np.arange(len(cost))
    order = order[np.argsort(cost[order], kind="stable")]
    order = order[np.isfinite(cost[order])]
    middle = shapely.get_coordinates(shapely.point_on_surface(buildings.shapes[order]))
    free[order] = False
    return {
        number: Spot((float(point[0]), float(point[1])), building=int(building))
        for number, building, point in zip(numbers, order, middle, strict=False)
    }


def _centre(outline: Polygon) -> tuple[float, float]:
    point = shapely.point_on_surface(outline)
    return float(point.x), float(point.y)


def _stations(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Along the railway within the city, the first nearest to the centre."""
    line = plan.railway.intersection(plan.city)
    line = max(shapely.get_parts(line), key=lambda part: part.length)
    places = np.arange(160.0, line.length - 160, 420.0)
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, places))
    on_land = shapely.distance(plan.water, shapely.points(points)) > 90
    places, points = places[on_land], points[on_land]
    for place in places[np.argsort(np.hypot(*points.T), kind="stable")]:
        outline = substring(line, place - 55, place + 55).buffer(9.0, cap_style="flat")
        yield Spot(_centre(outline), outline)


def _riverside(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Strips between the water and the quay; short ones where there is no room for long ones."""
    bridges = [LineString(network.points[way.nodes]) for way in network.ways if way.bridge]
    avoid = shapely.union_all(bridges).buffer(14) if bridges else Polygon()
    places = chance.permutation(np.arange(40.0, plan.river.length - 40, 60.0))
    near, far = plan.river_width / 2 + 1.5, plan.river_width / 2 + 8.5
    for half in (45.0, 22.0, 10.0):
        for place in places.tolist():
            part = substring(plan.river, place - half, place + half)
            assert isinstance(part, LineString)
            side = 1 if chance.random() < 0.5 else -1
            inner, outer = part.offset_curve(side * near), part.offset_curve(side * far)
            if inner.geom_type != "LineString" or outer.geom_type != "LineString" or inner.is_empty or outer.is_empty:
                continue
            outline = Polygon([*inner.coords, *list(outer.coords)[::-1]])
            clear = not outline.intersects(avoid) and not outline.intersects(plan.tracks)
            if outline.is_valid and clear and plan.city.contains(outline):
                yield Spot(_centre(outline), outline)


def _dams(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Across the river, towards the edge of the city."""
    inside = plan.river.intersection(plan.city.buffer(-60))
    line = max(shapely.get_parts(inside), key=lambda part: part.length)
    for place in (25.0, line.length - 25.0):
        axis = substring(line, place - 5, place + 5)
        outline = LineString([axis.coords[0], axis.coords[-1]]).buffer(plan.river_width / 2 + 4, cap_style="flat")
        yield Spot(_centre(outline), outline)


def _bridges(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Outlines of road bridges, those over the river first."""
    found = []
    for number, way in enumerate(network.ways):
        line = LineString(network.points[way.nodes])
        if way.bridge and line.length > 12:
            found.append((not line.intersects(plan.river), way.road, number, line))
    for _, _, _, line in sorted(found, key=lambda row: row[:3]):
        outline = line.buffer(7.0, cap_style="flat")
        yield Spot(_centre(outline), outline)


def _tunnels(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Under main roads, away from bridges."""
    lines = [LineString(network.points[way.nodes]) for way in network.ways if way.road <= 3 and not way.bridge]
    lines = [line for line in lines if line.length > 160 and plan.city.contains(line)]
    for pick in chance.permutation(len(lines)):
        line = lines[pick]
        outline = substring(line, line.length / 2 - 40, line.length / 2 + 40).buffer(6.0, cap_style="flat")
        yield Spot(_centre(outline), outline)


def _on_streets(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Beside streets."""
    rank = {quarter: place for place, quarter in enumerate(demand.habit.where)}
    usable = [way for way in network.ways if not way.bridge and len(way.nodes) > 1 and way.quarter <= Quarter.INDUSTRY]
    cost = np.array([rank.get(way.quarter, 9) * 0.55 for way in usable]) + chance.random(len(usable))
    for pick in np.argsort(cost, kind="stable"):
        points: Floats = network.points[usable[pick].nodes]
        start, end = points[len(points) // 2 - 1], points[len(points) // 2]
        along = (end - start) / max(float(np.hypot(*(end - start))), 1e-9)
        spot = (start + end) / 2 + 5.0 * np.array([-along[1], along[0]])
        yield Spot((float(spot[0]), float(spot[1])))


def _lanes(chance: np.random.Generator, demand: Demand, plan: Plan, network: Network) -> Iterator[Spot]:
    """Streets that are for people on foot."""
    for number, way in enumerate(network.ways):
        if way.foot:
            middle = LineString(network.points[way.nodes]).interpolate(0.5, normalized=True)
            yield Spot((float(middle.x), float(middle.y)), way=number)


_PARTICULAR = {
    "station": _stations, "riverside": _riverside, "dam": _dams, "bridge": _bridges, "tunnel": _tunnels,
    "street": _on_streets, "lane": _lanes,
}  # fmt: skip

"""Ground for the places that want some: blocks, or parts of them, go to schools, parks, squares, works.

Words: a *site* is the ground of one place; a *claim* takes a plot, or cuts a piece of one, from what houses are built
on. The largest go first, each to the quarter it likes best.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from openward.city.chance import Ints, stream
from openward.city.demand import Demand
from openward.city.linework import Geometries
from openward.city.lots import halves, oriented
from openward.city.quarters import Quarter

OPEN = ("open", "stadium", "airfield")
WITH_GROUND = ("grounds", *OPEN)


@dataclass(frozen=True, slots=True)
class Sites:
    """The ground of demands, and what is left to build on."""

    grounds: dict[int, Polygon]  # number of the demand -> its ground
    quarters: dict[int, Quarter]
    plots: Geometries  # plots left: Polygon or None
    plot_quarters: Ints


def claim_sites(seed: int, demands: list[Demand], plots: Geometries, quarters: Ints, city: Polygon) -> Sites:
    """Give ground within the city to every demand of a form that wants ground, while there is any."""
    chance = stream(seed, "sites")
    plots, quarters = plots.copy(), quarters.copy()
    areas = shapely.area(plots)
    shapely.prepare(city)
    free = (areas > 500) & shapely.contains(city, plots) & ~np.isin(quarters, [Quarter.WATER, Quarter.TRACKS])
    grounds: dict[int, Polygon] = {}
    where: dict[int, Quarter] = {}
    extra: list[tuple[Polygon, int]] = []
    wanted = [number for number, demand in enumerate(demands) if demand.habit.form in WITH_GROUND]
    by_tag: dict[str, list[int]] = {}
    for number in sorted(
        wanted, key=lambda number: (-demands[number].habit.ground[1], demands[number].habit.tag, number)
    ):
        by_tag.setdefault(demands[number].habit.tag, []).append(number)
    for tag, numbers in by_tag.items():
        habit = demands[numbers[0]].habit
        least, most = habit.ground
        liking = np.full(len(Quarter), 0.12)
        for place, quarter in enumerate(habit.where):
            liking[quarter] = 0.72**place
        if Quarter.COUNTRY not in habit.where:
            liking[Quarter.COUNTRY] = 1e-9
        liking[[Quarter.PARK, Quarter.SQUARE]] = 1e-12
        if tag == "leisure=park":
            liking[Quarter.PARK] = 1e6
        if tag == "place=square":
            liking[Quarter.SQUARE] = 1e6
        weight = liking[quarters] * np.where(areas < least, 0.03, 1.0) * np.where(areas > 2.2 * most, 0.3, 1.0)
        cost = chance.exponential(size=len(plots)) / weight  # the least of them is a draw by weight
        cost = np.where(free, cost, np.inf)
        order = np.argsort(cost, kind="stable")[: len(numbers)]
        for number, plot in zip(numbers, order[np.isfinite(cost[order])], strict=False):
            quarter = Quarter(quarters[plot])
            ground, rest = _piece(plots[plot], most, quarter, chance)
            grounds[number], where[number] = ground, quarter
            extra += [(part, int(quarter)) for part in rest]
            plots[plot], areas[plot], free[plot] = None, 0.0, False
    if extra:
        plots = np.concatenate([plots, np.array([part for part, _ in extra], dtype=object)])
        quarters = np.concatenate([quarters, np.array([quarter for _, quarter in extra])])
    return Sites(grounds, where, plots, quarters)


def _piece(plot: Polygon, most: float, quarter: Quarter, chance: np.random.Generator) -> tuple[Polygon, list[Polygon]]:
    """A plot's ground of about `most` square metres or less, and what remains of the plot."""
    if quarter == Quarter.COUNTRY:
        field = _field(plot, most, chance)
        rest = shapely.get_parts(plot.difference(field.buffer(6)))
        return field, [part for part in rest if part.geom_type == "Polygon" and part.area > 2000]
    if plot.area < 1.7 * most or quarter in (Quarter.PARK, Quarter.SQUARE):
        return plot, []
    share = float(np.clip(most * chance.uniform(0.6, 1.0) / plot.area, 0.15, 0.8))
    parts = sorted(halves(plot, share), key=lambda part: abs(part.area - share * plot.area))
    return parts[0], [part for part in parts[1:] if part.area > 250]


def _field(plot: Polygon, most: float, chance: np.random.Generator) -> Polygon:
    """A rectangle out in the country, clear of roads."""
    inner = plot.buffer(-30)
    frame, axes, length, depth = oriented(plot)
    size = float(np.sqrt(most))
    while size > 12:
        for _ in range(30):
            corner = frame + chance.uniform(0, 1, 2) * np.array([length, depth]) @ axes
            turn = chance.uniform(0, np.pi)
            sides = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) * [
                [1.7 * size],
                [0.55 * size],
            ]
            field = Polygon([corner, corner + sides[0], corner + sides[0] + sides[1], corner + sides[1]])
            if inner.contains(field):
                return field
        size *= 0.8
    return plot


def on_grounds(chance: np.random.Generator, ground: Polygon, form: str) -> Geometries:
    """Buildings within a site: a few, apart, over about a quarter of the ground."""
    if form in OPEN:
        return np.empty(0, dtype=object)
    frame, axes, length, depth = oriented(ground)
    middle = shapely.point_on_surface(ground)
    centre = (np.array([middle.x, middle.y]) - frame) @ axes.T
    long, wide = min(0.62 * length, 85.0), min(0.24 * depth, 22.0)
    wings = [((-long / 2, -wide / 2), (long / 2, wide / 2))]
    if chance.random() < 0.7:
        wings.append(((-long / 2, wide / 2), (-long / 2 + wide, wide / 2 + min(0.3 * depth, 34.0))))
    if chance.random() < 0.5:
        wings.append(((long / 2 - wide, wide / 2), (long / 2, wide / 2 + min(0.3 * depth, 30.0))))
    outline = shapely.union_all([shapely.box(*low, *high) for low, high in wings])
    shapely.prepare(ground)
    for size in (1.0, 0.75, 0.55, 0.4, 0.28):
        ring = shapely.get_coordinates(outline) * size
        house = Polygon(frame + (centre + ring) @ axes)
        if ground.contains(house):
            return np.array([house], dtype=object)
    return np.empty(0, dtype=object)

"""Districts: the old town, and cells of the plan grown together round it, parted by the river where they can be.

Their borders follow main roads, so that they tile the city without gap or overlap.
"""

from __future__ import annotations

import heapq

import numpy as np
import shapely
from shapely import Polygon

from openward.city.chance import Floats, Ints, stream
from openward.city.fabric import Fabric
from openward.city.linework import Geometries
from openward.city.plan import Plan
from openward.city.quarters import Quarter

_BARRIER = 6.0  # crossing the river or the railway is as far as this many times the way


def divide(seed: int, plan: Plan, fabric: Fabric, count: int, parts: int) -> list[tuple[Polygon, int, int | None]]:
    """(shape, level, index of the district it lies within): first `count` districts or fewer at level 9, the old town
    first; then at level 10 about `parts` pieces of each, if `parts` > 1."""
    inside = np.flatnonzero(
        shapely.contains_xy(plan.city, *shapely.get_coordinates(shapely.point_on_surface(fabric.cells)).T)
    )
    cells, quarters = fabric.cells[inside], fabric.quarters[inside]
    links = _links(cells, quarters)
    owner = _grow(stream(seed, "districts"), cells, quarters, links, np.arange(len(cells)), count, plan, old_town=True)
    result: list[tuple[Polygon, int, int | None]] = [
        (_joined(cells[owner == number]), 9, None) for number in range(owner.max() + 1)
    ]
    if parts > 1:
        for number in range(owner.max() + 1):
            members = np.flatnonzero(owner == number)
            chance = stream(seed, "parts", number)
            within = _grow(chance, cells, quarters, links, members, min(parts, len(members)), plan, old_town=False)
            result += [(_joined(cells[members[within == part]]), 10, number) for part in range(within.max() + 1)]
    return result


def _joined(cells: Geometries) -> Polygon:
    shape = shapely.union_all(cells)
    assert isinstance(shape, (Polygon, shapely.MultiPolygon))
    return shape  # type: ignore[return-value]


def _links(cells: Geometries, quarters: Ints) -> list[list[tuple[int, float]]]:
    """For each cell its neighbours across at least 15 metres of border, and how far their middles are."""
    one, two = shapely.STRtree(cells).query(cells, predicate="intersects")
    pairs = one < two
    one, two = one[pairs], two[pairs]
    border = shapely.length(shapely.intersection(shapely.boundary(cells[one]), shapely.boundary(cells[two])))
    middle = shapely.get_coordinates(shapely.centroid(cells))
    links: list[list[tuple[int, float]]] = [[] for _ in cells]
    for a, b, length in zip(one, two, border, strict=True):
        if length > 15:
            barrier = quarters[a] in (Quarter.WATER, Quarter.TRACKS) or quarters[b] in (Quarter.WATER, Quarter.TRACKS)
            way = float(np.hypot(*(middle[a] - middle[b]))) * (_BARRIER if barrier else 1.0)
            links[a].append((int(b), way))
            links[b].append((int(a), way))
    return links


def _grow(
    chance: np.random.Generator,
    cells: Geometries,
    quarters: Ints,
    links: list[list[tuple[int, float]]],
    members: Ints,
    count: int,
    plan: Plan,
    old_town: bool,
) -> Ints:
    """(len(members),) a number for each cell: seeds far from each other, grown over links until all are taken."""
    middle = shapely.get_coordinates(shapely.centroid(cells))
    position = {int(cell): place for place, cell in enumerate(members)}
    owner = np.full(len(members), -1, dtype=np.int64)
    first = 0
    if old_town:
        core = np.isin(quarters[members], [Quarter.OLD_TOWN, Quarter.SQUARE])
        owner[core] = 0
        first = int(core.any())
    seeds = _far_apart(chance, middle[members], quarters[members], count - first, plan.radius, owner >= 0)
    queue: list[tuple[float, int, int]] = []
    for number, place in enumerate(seeds):
        heapq.heappush(queue, (0.0, first + number, int(members[place])))
    while queue:
        far, number, cell = heapq.heappop(queue)
        place = position[cell]
        if owner[place] >= 0:
            continue
        owner[place] = number
        for other, way in links[cell]:
            if other in position and owner[position[other]] < 0:
                heapq.heappush(queue, (far + way, number, other))
    lonely = np.flatnonzero(owner < 0)
    taken = np.flatnonzero(owner >= 0)
    for place in lonely.tolist():  # touching nothing by more than a corner: to the nearest
        away = np.hypot(*(middle[members[taken]] - middle[members[place]]).T)
        owner[place] = owner[taken[away.argmin()]]
    _, numbers = np.unique(owner, return_inverse=True)
    return numbers.astype(np.int64)


def _far_apart(
    chance: np.random.Generator, middle: Floats, quarters: Ints, count: int, radius: float, taken: np.ndarray
) -> list[int]:
    """Cells far from each other, nearer to each other in the centre."""
    built = np.flatnonzero((quarters <= Quarter.INDUSTRY) & ~taken)
    if not len(built):
        built = np.flatnonzero(~taken)
    if not len(built):
        return []
    scale = 0.35 * radius + np.hypot(*middle.T)
    seeds = [int(built[chance.integers(len(built))])]
    while len(seeds) < min(count, len(built)):
        away = np.min(
            [np.hypot(*(middle[built] - middle[one]).T) / (scale[built] + scale[one]) for one in seeds], axis=0
        )
        seeds.append(int(built[away.argmax()]))
    return seeds

"""Buildings with footprint, levels and use, block by block, after the pattern of their quarter.

Words: a *plot* is what is left of a block beside its streets; a *slab* is a long block of flats in the green; a *shed*
is a hall of industry. No building touches a street, and none overlaps another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from openward.city.chance import Floats, Ints, stream
from openward.city.fronts import Points, apart, rows, sides_of, with_wings
from openward.city.linework import Geometries
from openward.city.lots import lots_of, oriented
from openward.city.quarters import Quarter


@dataclass(frozen=True, slots=True)
class Buildings:
    """n buildings, in the order of their plots."""

    shapes: Geometries  # (n,) Polygon, metres
    levels: Ints  # (n,)
    plots: Ints  # (n,)
    quarters: Ints  # (n,) Quarter


def raise_buildings(seed: int, plots: Geometries, quarters: Ints, height: float) -> Buildings:
    """Build on every plot (a Polygon, or None for land that stays free). `height` 0..1 grows with the city's size."""
    shapes: list[Geometries] = []
    owners: list[Ints] = []
    for number, (plot, quarter) in enumerate(zip(plots, quarters, strict=True)):
        if plot is None or plot.area < 90:
            continue
        found = _on_plot(stream(seed, "buildings", number), plot, Quarter(quarter))
        if len(found):
            shapes.append(found)
            owners.append(np.full(len(found), number))
    if not shapes:
        return Buildings(np.empty(0, dtype=object), *(np.empty(0, dtype=np.int64) for _ in range(3)))
    every, plot_of = np.concatenate(shapes), np.concatenate(owners)
    keep = _free(every)
    every, plot_of = every[keep], plot_of[keep]
    levels = _levels(stream(seed, "levels"), quarters[plot_of], shapely.area(every), height)
    return Buildings(every, levels, plot_of, quarters[plot_of])


def _on_plot(chance: np.random.Generator, plot: Polygon, quarter: Quarter) -> Geometries:
    thickness = plot.area / plot.length  # a quarter of a square's side
    if quarter in (Quarter.OLD_TOWN, Quarter.INNER):
        deep = 9.0 if quarter == Quarter.OLD_TOWN else 12.5
        if thickness < (1.25 if quarter == Quarter.OLD_TOWN else 0.72) * deep:
            return _solid(chance, plot, 190.0 if quarter == Quarter.OLD_TOWN else 380.0)
        wide = 9.5 if quarter == Quarter.OLD_TOWN else 16.0
        depth = min(deep, 0.95 * thickness)
        found = np.concatenate([_closed_block(chance, plot, depth, wide), _back_houses(chance, plot, depth)])
        return _kept(found, plot, chance, 0.03)
    if quarter == Quarter.ROWS:
        if thickness < 8:
            return _kept(_houses(apart(sides_of(plot), 8, 9, 4, 2.0, chance), chance, 0.2), plot, chance, 0.1)
        if chance.random() < 0.5:
            return _kept(_terraces(chance, plot), plot, chance, 0.02)
        return _kept(_houses(apart(sides_of(plot), 11.5, 17, 6, 3.5, chance), chance, 0.35), plot, chance, 0.06)
    if quarter == Quarter.ESTATE:
        return _kept(_slabs(chance, plot), plot, chance, 0.04)
    if quarter == Quarter.VILLAS:
        return _kept(_houses(apart(sides_of(plot), 10.5, 11.5, 7.5, 5.0, chance), chance, 0.45), plot, chance, 0.07)
    if quarter == Quarter.INDUSTRY:
        return _sheds(chance, plot)
    return np.empty(0, dtype=object)


def _houses(quads: Points, chance: np.random.Generator, winged: float) -> Geometries:
    """Polygons of (n, 4) houses, a share of them with a wing at the back."""
    wing = chance.random(len(quads)) < winged
    return np.concatenate([_polygons(quads[~wing]), _polygons(with_wings(quads[wing], chance))])


def _polygons(rings: Points) -> Geometries:
    if not len(rings):
        return np.empty(0, dtype=object)
    return np.asarray(shapely.polygons(np.stack([rings.real, rings.imag], axis=-1)))


def _kept(found: Geometries, plot: Polygon, chance: np.random.Generator, empty: float) -> Geometries:
    """Those that lie on the plot, less a share of empty lots."""
    if not len(found):
        return found
    ground = plot.buffer(0.4)
    shapely.prepare(ground)
    return found[shapely.is_valid(found) & shapely.contains(ground, found) & (chance.random(len(found)) >= empty)]


def _closed_block(chance: np.random.Generator, plot: Polygon, depth: float, width: float) -> Geometries:
    quads, corners = rows(sides_of(plot), depth, width, chance)
    shorter = chance.uniform(0.78, 1.0, len(quads))
    for front, back in ((0, 3), (1, 2)):  # houses of one row are not all as deep
        quads[:, back] = quads[:, front] + (quads[:, back] - quads[:, front]) * shorter
    return np.concatenate([_houses(quads, chance, 0.35), _polygons(np.array(corners))])


def _back_houses(chance: np.random.Generator, plot: Polygon, depth: float) -> Geometries:
    """Workshops and houses in a deep yard, apart from each other."""
    found = []
    for yard in shapely.get_parts(plot.buffer(-(depth + 8.0), join_style="mitre")):
        if yard.area > 300:
            for lot in lots_of(yard, 300.0, chance):
                house = lot.buffer(-2.5, join_style="mitre")
                if chance.random() < 0.5 and isinstance(house, Polygon) and house.area > 60:
                    found.append(house)
    return np.array(found, dtype=object)


def _terraces(chance: np.random.Generator, plot: Polygon) -> Geometries:
    """Rows of narrow houses with a way through to the gardens after every few."""
    inner = plot.buffer(-3.0, join_style="mitre")
    if inner.geom_type != "Polygon" or inner.is_empty:
        return np.empty(0, dtype=object)
    quads, _ = rows(sides_of(inner), 9.0, 7.0, chance, corner=1.0)
    return _houses(quads[(np.arange(len(quads)) + int(chance.integers(7))) % 7 != 0], chance, 0.4)


def _solid(chance: np.random.Generator, plot: Polygon, lot: float) -> Geometries:
    """A block too thin for a courtyard: lots side by side, all built over."""
    return np.array([part for part in lots_of(plot, lot, chance) if part.area > 35], dtype=object)


def _slabs(chance: np.random.Generator, plot: Polygon) -> Geometries:
    frame, axes, length, depth = oriented(plot)
    long, wide, between = chance.uniform(38, 62), 12.0, chance.uniform(34, 42)
    if chance.random() < 0.25:
        long, wide, between = 21.0, 21.0, 46.0  # towers
    along = np.arange(10 + long / 2, length - 6, long + 14)
    up = np.arange(12 + wide / 2, depth - 6, between)
    if not len(along) or not len(up):
        return np.empty(0, dtype=object)
    centres = np.stack(np.meshgrid(along, up), axis=-1).reshape(-1, 2)
    corners = np.array([[-long, -wide], [long, -wide], [long, wide], [-long, wide]]) / 2
    slabs = frame + (centres[:, None] + corners) @ axes
    return np.asarray(shapely.polygons(slabs))


def _sheds(chance: np.random.Generator, plot: Polygon) -> Geometries:
    found = []
    for lot in lots_of(plot, chance.uniform(2200, 5200), chance):
        frame, axes, length, depth = oriented(lot)
        if min(length, depth) < 18 or chance.random() < 0.12:
            continue
        share = chance.uniform(0.55, 0.85)
        corners = np.array(
            [[6, 7], [6 + (length - 12) * share, 7], [6 + (length - 12) * share, depth - 7], [6, depth - 7]]
        )
        hall = Polygon(frame + corners @ axes)
        if lot.buffer(0.5).contains(hall):
            found.append(hall)
    return np.array(found, dtype=object)


def _free(shapes: Geometries) -> np.ndarray:
    """Which shapes overlap none before them."""
    keep = np.ones(len(shapes), dtype=bool)
    tree = shapely.STRtree(shapes)
    one, two = tree.query(shapes, predicate="overlaps")
    later = one < two
    one, two = one[later], two[later]
    big = shapely.area(shapely.intersection(shapes[one], shapes[two])) > 0.3
    for first, second in zip(one[big], two[big], strict=True):
        if keep[first] and keep[second]:
            keep[second] = False
    return keep


def _levels(chance: np.random.Generator, quarters: Ints, areas: Floats, height: float) -> Ints:
    low = np.zeros(len(Quarter))
    high = np.zeros(len(Quarter))
    for quarter, (least, most) in _STOREYS:
        low[quarter], high[quarter] = least, most
    tall = 1 + 0.6 * height * (quarters <= Quarter.ESTATE)
    drawn = low[quarters] + (high[quarters] - low[quarters] + 1) * tall * chance.random(len(quarters)) ** 1.3
    return np.maximum(1, np.floor(np.where(areas < 40, 1, drawn))).astype(np.int64)


_STOREYS: Iterable[tuple[Quarter, tuple[int, int]]] = (
    (Quarter.OLD_TOWN, (2, 4)),
    (Quarter.INNER, (3, 6)),
    (Quarter.ROWS, (2, 4)),
    (Quarter.ESTATE, (4, 11)),
    (Quarter.VILLAS, (1, 2)),
    (Quarter.INDUSTRY, (1, 2)),
    (Quarter.COUNTRY, (1, 2)),
)

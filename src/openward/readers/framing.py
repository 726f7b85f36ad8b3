"""Where the extract ends and where the city lies in it.

Words: the *frame* is the box that the extract's data lie in; an extract *covers* a boundary when it was cut by it, so
that places and streets behind the boundary are missing although the box goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from openward.methods.register.model import CityBasis, CityFrame
from openward.readers.boundaries import Boundary, find_city
from openward.readers.scan import Scan
from openward.readers.shapes import Area, as_multipolygon, polygonal
from openward.readers.sources import Box, Source

ENOUGH = 0.99  # share of all places that lie in a boundary by which the extract was cut
MOST_AREA = 0.95  # of the frame: a boundary that fills the frame says nothing of the extract's edge
_LEVELS_CUT_BY = range(2, 9)


@dataclass(frozen=True, slots=True)
class City:
    """`own` is the boundary that it was found by."""

    frame: CityFrame
    area: Area
    own: str | None


def bounds_of(source: Source, scan: Scan, points: NDArray[np.float64]) -> Box | None:
    """West, south, east, north of what was read, within the box that the file states. None where nothing was read."""
    shapes = np.array([shape for layer in sorted(scan.layers) for shape in scan.layers[layer]], dtype=object)
    drawn = shapely.total_bounds(shapes) if len(shapes) else np.full(4, np.nan)
    placed = np.array([*points.min(axis=0), *points.max(axis=0)]) if len(points) else np.full(4, np.nan)
    west, south = np.fmin(drawn[:2], placed[:2]).tolist()
    east, north = np.fmax(drawn[2:], placed[2:]).tolist()
    if not west <= east or not south <= north:
        return None
    if source.box is not None:
        stated = source.box
        within = max(west, stated[0]), max(south, stated[1]), min(east, stated[2]), min(north, stated[3])
        if within[0] <= within[2] and within[1] <= within[3]:
            west, south, east, north = within
    return west, south, east, north


def frame_of(bounds: Box) -> Area:
    """The bounds as an area, never without extent."""
    west, south, east, north = bounds
    thin = 1e-5
    return shapely.box(west - thin, south - thin, east + thin, north + thin)


def covering(boundaries: Iterable[Boundary], points: NDArray[np.float64], frame: Area) -> tuple[Boundary, Area] | None:
    """What the file was cut by: the smallest whole boundary that nearly all places lie in, if the frame is larger."""
    best: tuple[Boundary, Area] | None = None
    for boundary in boundaries:
        if (
            boundary.level not in _LEVELS_CUT_BY
            or _share_within(boundary.box, points) < ENOUGH
            or boundary.whole is None
        ):
            continue
        area = polygonal(shapely.intersection(boundary.whole, frame))
        if area is None or area.area > MOST_AREA * frame.area or (best is not None and best[1].area <= area.area):
            continue
        if shapely.contains_xy(area, points).mean() >= ENOUGH:
            best = boundary, area
    return best


def _share_within(box: Box | None, points: NDArray[np.float64]) -> float:
    if box is None or not len(points):
        return 0.0
    return float(((points >= box[:2]) & (points <= box[2:])).all(axis=1).mean())


def place_city(
    name: str | None,
    stem: str,
    boundaries: Sequence[Boundary],
    covers: tuple[Boundary, Area] | None,
    frame: Area,
) -> City:
    """The city of that name; the whole extract where no name was given or the map has no boundary that can be used.

    However `name` was typed, the city is called what the map calls it; only where the map has no boundary, as typed.
    `stem` names an extract that has no other name. Raises OpenwardError `city-not-found` or `city-cut-off`.
    """
    found = find_city(boundaries, name, frame) if name else None
    if found:
        boundary, area = found
        frame_of_city = CityFrame(
            boundary.name or name or stem, boundary.names, CityBasis.BOUNDARY, boundary.id, as_multipolygon(area)
        )
        return City(frame_of_city, area, boundary.id)
    if covers is None:
        return City(CityFrame(name or stem, {}, CityBasis.WHOLE_EXTRACT, None, as_multipolygon(frame)), frame, None)
    boundary, area = covers
    return City(
        CityFrame(boundary.name or name or stem, boundary.names, CityBasis.WHOLE_EXTRACT, None, as_multipolygon(area)),
        area,
        boundary.id,
    )

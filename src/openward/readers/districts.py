"""The districts of a city: its administrative boundaries of level 9 or 10, else hexagons of one size.

The hard part is that maps overlap, leave gaps, and cut districts at the edge of an extract: districts are cut to the
city and to one another, and are taken only where most places lie in one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from string import ascii_uppercase

import h3
import numpy as np
import shapely
from numpy.typing import NDArray

from openward.methods.register.model import District, DistrictBasis
from openward.methods.register.sighting import id_order
from openward.readers.boundaries import Boundary
from openward.readers.shapes import Area, as_multipolygon, polygonal, square_metres

LEVELS = (9, 10)
ENOUGH = 0.8  # share of the city's places that must lie in a district of boundaries
MOST_CELLS = 60
_RESOLUTIONS = range(11)
_SLIVER = 0.01  # share of a district that must lie in the city


class Districts:
    """Districts with their areas, and the look-up of a place's district."""

    def __init__(self, districts: Sequence[District], areas: Sequence[Area]) -> None:
        self.districts = tuple(districts)
        self._areas = areas

    def of(self, points: NDArray[np.object_]) -> list[str | None]:
        """The id of the district of each point; of the first where it lies on their border."""
        found = np.full(len(points), None, dtype=object)
        district, place = _inside(self._areas, points)
        for number in reversed(range(len(self.districts))):
            found[place[district == number]] = self.districts[number].id
        return found.tolist()


def _inside(areas: Sequence[Area], points: NDArray[np.object_]) -> NDArray[np.int64]:
    """(2, M): an area and a point in it, by their indices."""
    if not len(areas) or not len(points):
        return np.empty((2, 0), dtype=np.int64)
    return shapely.STRtree(points).query(np.array(areas, dtype=object), predicate="intersects")


def districts_of(city: Area, own: str | None, boundaries: Iterable[Boundary], points: NDArray[np.object_]) -> Districts:
    """Divide a city. `own` is the id of its own boundary, `points` (N,) are its places."""
    within = [boundary for boundary in boundaries if boundary.id != own]
    drawn = [_cut_to(city, [boundary for boundary in within if boundary.level == level]) for level in LEVELS]
    shares = [_share_inside(level, points) for level in drawn]
    best = max(range(len(LEVELS)), key=lambda index: (shares[index], len(drawn[index])))
    if len(drawn[best]) >= 2 and shares[best] >= ENOUGH:
        return Districts([_from_boundary(*pair) for pair in drawn[best]], [area for _, area in drawn[best]])
    return _hexagons(city, points)


def _cut_to(city: Area, boundaries: Iterable[Boundary]) -> list[tuple[Boundary, Area]]:
    """Their areas within the city, without overlap: the earlier id keeps what two claim."""
    kept: list[tuple[Boundary, Area]] = []
    for boundary in sorted(boundaries, key=lambda boundary: id_order(boundary.id)):
        area = boundary.within(city) if _reaches(boundary, city) else None
        if area is None:
            continue
        claimed = [other for _, other in kept if shapely.intersects(area, other)]
        inside = polygonal(shapely.difference(shapely.intersection(area, city), shapely.union_all(claimed)))
        if inside is not None and inside.area >= _SLIVER * area.area:
            kept.append((boundary, inside))
    return kept


def _reaches(boundary: Boundary, city: Area) -> bool:
    """Whether its bounds meet those of the city: a country has thousands of districts elsewhere."""
    west, south, east, north = city.bounds
    box = boundary.box
    return box is not None and box[0] <= east and box[2] >= west and box[1] <= north and box[3] >= south


def _share_inside(districts: Sequence[tuple[Boundary, Area]], points: NDArray[np.object_]) -> float:
    _, inside = _inside([area for _, area in districts], points)
    return len(np.unique(inside)) / len(points) if len(points) else 0.0


def _from_boundary(boundary: Boundary, area: Area) -> District:
    return District(
        id=boundary.id,
        name=boundary.name or boundary.id,
        names={language: name for language, name in boundary.names.items() if language},
        basis=DistrictBasis.BOUNDARY,
        admin_level=boundary.level,
        geometry=as_multipolygon(area),
        area_m2=_size(area),
    )


def _size(area: Area) -> float:
    return round(float(square_metres(np.array([area]))[0]), 1)


def _hexagons(city: Area, points: NDArray[np.object_]) -> Districts:
    """H3 cells, the finest of which MOST_CELLS would fill the city's area. Cells without a place are left out."""
    square_kilometres = _size(city) / 1e6
    fitting = [r for r in _RESOLUTIONS if h3.average_hexagon_area(r, unit="km^2") * MOST_CELLS >= square_kilometres]
    resolution = max(fitting, default=0)
    positions = shapely.get_coordinates(points).tolist()
    cells = {h3.latlng_to_cell(latitude, longitude, resolution) for longitude, latitude in positions}
    districts: list[District] = []
    areas: list[Area] = []
    for cell, name in _named(sorted(cells)):
        area = polygonal(shapely.intersection(_hexagon(cell), city))
        if area is not None:
            geometry, size = as_multipolygon(area), _size(area)
            districts.append(District(cell, name, {}, DistrictBasis.H3, None, geometry, size))
            areas.append(area)
    return Districts(districts, areas)


def _hexagon(cell: str) -> Area:
    corners = [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(cell)]
    middle = corners[0][0]
    # A cell across the date line has corners on either side of it: bring them to the side of the first.
    return shapely.Polygon(
        [(middle + (longitude - middle + 180) % 360 - 180, latitude) for longitude, latitude in corners]
    )


def _named(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Cells with their names, row by row: "A1" is the westernmost cell of the northernmost row, one cell high."""
    centres = {cell: h3.cell_to_latlng(cell) for cell in cells}
    height = max(float(np.ptp([latitude for latitude, _ in h3.cell_to_boundary(cell)])) for cell in cells)
    north = max(latitude for latitude, _ in centres.values())
    rows: dict[int, list[str]] = {}
    for cell in sorted(cells, key=lambda cell: (centres[cell][1], cell)):
        rows.setdefault(int((north - centres[cell][0]) / height), []).append(cell)
    for row, (_, members) in enumerate(sorted(rows.items())):
        for column, cell in enumerate(members, 1):
            yield cell, f"{_letters(row)}{column}"


def _letters(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[digit] + letters
    return letters

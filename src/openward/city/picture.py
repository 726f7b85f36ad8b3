"""A picture of an invented city as SVG, for the documentation and to look at what the generator does.

It is drawn from the city itself, not from its map file. Colours are few and calm; places are dots by family.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from openward.city.chance import Floats
from openward.city.model import InventedCity
from openward.city.quarters import Quarter
from openward.city.ways import HALF_WIDTHS

_GROUND = {
    Quarter.OLD_TOWN: "#efe4d3", Quarter.INNER: "#f0e8dc", Quarter.ROWS: "#f1ece3", Quarter.ESTATE: "#eaeee0",
    Quarter.VILLAS: "#edf0e2", Quarter.INDUSTRY: "#e7e3ea", Quarter.COUNTRY: "#e6ecd6", Quarter.PARK: "#cfe3bd",
    Quarter.SQUARE: "#f3ead9", Quarter.WATER: "#e6e8dc", Quarter.TRACKS: "#e2dedb",
}  # fmt: skip
_GREENS = {"forest": "#bcd4a6", "farmland": "#efeacb", "meadow": "#dfe8c2", "grass": "#d3e4bf", "orchard": "#d5e2b4"}
_OPEN = {"park": "#c3dcae", "square": "#f6edd8", "beach": "#f5e9b8", "stadium": "#b9d3a8", "port": "#d9d6e0"}
_ROADS = ("#e39a7d", "#f2b877", "#f7d795", "#ffffff", "#ffffff", "#fbf7f0", "#ffffff")
_CASING = "#b9ae9f"
_WATER = "#a9cbe0"


def picture(
    city: InventedCity, width: int = 1400, height: int = 1000, centre: tuple[float, float] = (0.0, 0.0),
    across: float | None = None, dots: bool = True,
) -> str:  # fmt: skip
    """An SVG of `width` x `height` pixels; `across` metres from left to right round `centre`, or all of the city."""
    west, south, east, north = shapely.bounds(city.plan.city)
    if across is None:
        centre = ((west + east) / 2, (south + north) / 2)
        across = 1.04 * max(east - west, (north - south) * width / height)
    sheet = _Sheet(width, height, centre, across)
    sheet.fill([city.plan.ground], _GROUND[Quarter.COUNTRY])
    cells = city.fabric.cells
    for quarter, colour in _GROUND.items():
        sheet.fill(cells[city.fabric.quarters == quarter], colour)
    for landuse, colour in _GREENS.items():
        sheet.fill([shape for shape, use in city.greens if use == landuse], colour)
    for place in city.places:
        if place.outline is not None and place.registered and place.kind not in ("bridge", "tunnel"):
            sheet.fill([place.outline], _OPEN.get(place.kind, "#ead9cf"), "#cbb8a8")
    sheet.fill(shapely.get_parts(city.plan.water), _WATER)
    _roads(city, sheet)
    sheet.fill(city.buildings.shapes, "#c8b5a4", "#9d8a7a")
    used = {place.building for place in city.places if place.building is not None and place.registered}
    sheet.fill(city.buildings.shapes[sorted(used)], "#b08968", "#7d5f46")
    for district in city.districts:
        if district.level == 9:
            sheet.line([shapely.boundary(district.shape)], "#7a5c99", 1.1, "6 4")
    sheet.line([city.plan.city.boundary], "#7a5c99", 1.8, "9 4 2 4")
    if dots:
        sheet.dots([place.point for place in city.places if place.registered], "#8e2f2f")
    for district in city.districts:
        if district.level == 9:
            sheet.label(shapely.point_on_surface(district.shape), district.name.fr)
    title = f"{city.name.fr}: an invented city, fictitious exercise data"
    sheet.note(title)
    return sheet.svg(title)


def _roads(city: InventedCity, sheet: _Sheet) -> None:
    points = city.network.points
    ways = [(way.road, way.bridge, way.foot, points[way.nodes]) for way in city.network.ways]
    for bridges in (False, True):
        chosen = [way for way in ways if way[1] == bridges]
        if bridges:
            sheet.line([city.plan.railway.intersection(city.plan.ground)], "#6b6460", 1.6)
            sheet.line([city.plan.railway.intersection(city.plan.ground)], "#ffffff", 0.9, "7 7")
        for casing in (True, False):
            for road in range(len(HALF_WIDTHS) - 1, -1, -1):
                wide = (15.0, 12.5, 10.5, 8.5, 6.0, 4.5, 6.5)[road] + (2.2 if casing else 0)
                lines = [line for rank, _, _, line in chosen if rank == road]
                sheet.strokes(lines, _CASING if casing else _ROADS[road], wide, 1.1 if casing else 0.5)


class _Sheet:
    """SVG elements on a sheet; metres in, pixels out."""

    def __init__(self, width: int, height: int, centre: tuple[float, float], across: float) -> None:
        self.width, self.height, self.centre, self.scale = width, height, centre, width / across
        self.parts: list[str] = []

    def _path(self, points: Floats) -> str:
        x = (points[:, 0] - self.centre[0]) * self.scale + self.width / 2
        y = self.height / 2 - (points[:, 1] - self.centre[1]) * self.scale
        if x.max() < 0 or y.max() < 0 or x.min() > self.width or y.min() > self.height:
            return ""
        return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(x, y, strict=True))

    def fill(self, shapes: Iterable[BaseGeometry], colour: str, edge: str = "") -> None:
        paths = []
        for polygon in shapely.get_parts(np.array(list(shapes), dtype=object)):
            rings = [polygon.exterior, *polygon.interiors]
            paths.append("Z".join(self._path(np.asarray(ring.coords)) for ring in rings))
        data = "Z".join(path for path in paths if path)
        if data:
            stroke = f' stroke="{edge}" stroke-width=".35"' if edge else ""
            self.parts.append(f'<path d="{data}Z" fill="{colour}" fill-rule="evenodd"{stroke}/>')

    def line(self, lines: Iterable[BaseGeometry], colour: str, pixels: float, dashes: str = "") -> None:
        data = "".join(
            self._path(np.asarray(part.coords)) for part in shapely.get_parts(np.array(list(lines), dtype=object))
        )
        if data:
            dash = f' stroke-dasharray="{dashes}"' if dashes else ""
            self.parts.append(f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{pixels}"{dash}/>')

    def strokes(self, lines: Iterable[Floats], colour: str, metres: float, least: float) -> None:
        data = "".join(self._path(line) for line in lines)
        if data:
            self.parts.append(
                f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{max(least, metres * self.scale):.2f}"'
                ' stroke-linejoin="round" stroke-linecap="round"/>'
            )

    def dots(self, points: list[tuple[float, float]], colour: str) -> None:
        data = "".join(path + "h0" for path in (self._path(np.array([point])) for point in points) if path)
        self.parts.append(
            f'<path d="{data}" stroke="{colour}" stroke-width="4.2" stroke-linecap="round" opacity=".8"/>'
        )

    def label(self, point: BaseGeometry, text: str) -> None:
        path = self._path(shapely.get_coordinates(point))
        if path:
            x, y = path[1:].split()
            self.parts.append(
                f'<text x="{x}" y="{y}" text-anchor="middle" font-family="Noto Sans, DejaVu Sans, sans-serif"'
                ' font-size="15" fill="#4a3a5c" stroke="#fff" stroke-width="3" paint-order="stroke">'
                f"{escape(text)}</text>"
            )

    def note(self, text: str) -> None:
        """A line in the lower left corner."""
        self.parts.append(
            f'<rect x="0" y="{self.height - 30}" width="{12 + 8.2 * len(text):.0f}" height="30" fill="#fff"/>'
            f'<text x="10" y="{self.height - 10}" font-family="Noto Sans, DejaVu Sans, sans-serif" font-size="15"'
            f' fill="#333">{escape(text)}</text>'
        )

    def svg(self, title: str) -> str:
        size = f'width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img"><title>{escape(title)}</title>'
            f'<rect {size} fill="#f4f1ea"/>{"".join(self.parts)}</svg>\n'
        )

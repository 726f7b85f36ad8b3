"""From longitude and latitude to units of a drawing: spherical Mercator, which keeps shapes, fitted into a frame."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

HIGHEST_LATITUDE = 85.0


@dataclass(frozen=True, slots=True)
class Projection:
    """Made by `fitted`. `wraps`: the area lies across the 180th meridian, so western longitudes stand east of it."""

    left: float
    top: float
    scale: float
    wraps: bool
    width: float
    height: float

    def geometry(self, geometry: BaseGeometry) -> BaseGeometry:
        """The geometry in units of the drawing."""
        return shapely.transform(geometry, self._points)

    def _points(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        x, y = _mercator(points, self.wraps)
        return np.column_stack(((x - self.left) * self.scale, (self.top - y) * self.scale))


def fitted(area: BaseGeometry, widest: float, highest: float, margin: float, narrowest: float = 0) -> Projection:
    """The projection that shows `area` (degrees) with a margin, as large as the greatest width and height allow. The
    frame is as narrow as the area, but never under `narrowest`."""
    west, _, east, _ = area.bounds
    wraps = east - west > 180
    points = shapely.get_coordinates(area)
    x, y = _mercator(points, wraps)
    spread_x = max(float(np.ptp(x)), 1e-7)
    spread_y = max(float(np.ptp(y)), 1e-7)
    scale = min((widest - 2 * margin) / spread_x, (highest - 2 * margin) / spread_y)
    width = max(spread_x * scale + 2 * margin, narrowest)
    height = spread_y * scale + 2 * margin
    spare = (width - spread_x * scale) / 2
    return Projection(float(x.min()) - spare / scale, float(y.max()) + margin / scale, scale, wraps, width, height)


def _mercator(points: NDArray[np.float64], wraps: bool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    longitude, latitude = points[:, 0], np.clip(points[:, 1], -HIGHEST_LATITUDE, HIGHEST_LATITUDE)
    if wraps:
        longitude = np.where(longitude < 0, longitude + 360, longitude)
    return np.radians(longitude), np.arctanh(np.sin(np.radians(latitude)))

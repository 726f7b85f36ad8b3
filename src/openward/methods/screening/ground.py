"""Metres between points of the map. Points are set on the ellipsoid in space, so that nothing special happens at
the date line, near the poles or in a country of ten degrees: the straight line through the earth between two points
a kilometre apart is shorter than the ground by less than a millimetre.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

EQUATOR_M = 6_378_137.0  # WGS 84, semi-major axis
FLATTENING = 1 / 298.257223563


def on_ellipsoid(longitude: NDArray[np.float64], latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 3) earth-centred coordinates in metres, at height 0, of N points in WGS 84 degrees."""
    east, north = np.radians(longitude), np.radians(latitude)
    squared = FLATTENING * (2 - FLATTENING)
    radius = EQUATOR_M / np.sqrt(1 - squared * np.sin(north) ** 2)
    return np.column_stack(
        (
            radius * np.cos(north) * np.cos(east),
            radius * np.cos(north) * np.sin(east),
            radius * (1 - squared) * np.sin(north),
        )
    )

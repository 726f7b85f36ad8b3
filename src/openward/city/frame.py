"""From metres to degrees: a tangent plane at the city's centre, on WGS 84. Invented cities lie in the open ocean."""

from __future__ import annotations

import numpy as np

from openward.city.chance import Floats, Ints

_A, _F = 6378137.0, 1 / 298.257223563  # WGS 84
SCALE = 10_000_000  # map files keep degrees in steps of 1e-7


def origin_of(seed: int) -> tuple[float, float]:
    """Longitude, latitude of the centre of the city with this seed: one of 120 places in the mid Atlantic, a degree
    apart, hundreds of kilometres from any land."""
    return -47.5 + seed % 12, 28.5 + seed // 12 % 10


def to_degrees(points: Floats, origin: tuple[float, float]) -> Floats:
    """(n, 2) metres east and north -> (n, 2) longitude, latitude, in steps of 1e-7."""
    return np.asarray(to_steps(points, origin) / SCALE)


def to_steps(points: Floats, origin: tuple[float, float]) -> Ints:
    """(n, 2) metres east and north -> (n, 2) longitude, latitude in steps of 1e-7 degrees."""
    latitude = np.radians(origin[1])
    squared = _F * (2 - _F)
    w = np.sqrt(1 - squared * np.sin(latitude) ** 2)
    east = _A / w * np.cos(latitude)
    north = _A * (1 - squared) / w**3
    degrees = np.degrees(np.asarray(points, dtype=float) / [east, north]) + np.asarray(origin)
    return np.rint(degrees * SCALE).astype(np.int64)

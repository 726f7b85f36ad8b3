"""Distances on the ground are those of geodesy, wherever on earth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from openward.methods.screening.ground import on_ellipsoid


@given(st.floats(-180, 180), st.floats(-80, 80), st.floats(0, 360), st.floats(1, 3000))
def test_the_straight_line_between_neighbours_is_their_geodesic(longitude, latitude, bearing, metres):
    there = Geod(ellps="WGS84").fwd(longitude, latitude, bearing, metres)
    spots = on_ellipsoid(np.array([longitude, there[0]]), np.array([latitude, there[1]]))
    assert np.linalg.norm(spots[1] - spots[0]) == pytest.approx(metres, rel=1e-6, abs=1e-6)


def test_the_date_line_is_no_gap():
    spots = on_ellipsoid(np.array([179.9999, -179.9999]), np.array([-17.0, -17.0]))
    assert np.linalg.norm(spots[1] - spots[0]) < 25

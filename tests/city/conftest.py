"""Invented cities that several tests look at: made once a session."""

from __future__ import annotations

from pathlib import Path

import pytest

from openward.city import CityFiles, InventedCity, generate, write_city


@pytest.fixture(scope="session")
def town() -> InventedCity:
    """A city of moderate size."""
    return generate(7, 240)


@pytest.fixture(scope="session")
def town_files(town: InventedCity, tmp_path_factory: pytest.TempPathFactory) -> CityFiles:
    return write_city(town, Path(tmp_path_factory.mktemp("town")))

from pathlib import Path

import pytest

from tests.foundation.scene import Scene, a_city


@pytest.fixture
def scene(db: None) -> Scene:
    return a_city()


@pytest.fixture(autouse=True)
def home(settings, tmp_path: Path) -> Path:  # type: ignore[no-untyped-def]
    """Signed heads of each test lie in a folder of its own."""
    settings.HOME = tmp_path
    return tmp_path

import pytest

from tests.foundation.scene import Scene, a_city


@pytest.fixture
def scene(db: None) -> Scene:
    return a_city()

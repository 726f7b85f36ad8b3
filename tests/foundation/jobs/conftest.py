from __future__ import annotations

from collections.abc import Iterator

import pytest

from openward.foundation.jobs import registry
from tests.foundation.scene import Scene, a_city


@pytest.fixture
def scene(db: None) -> Scene:
    return a_city()


@pytest.fixture
def works() -> Iterator[None]:
    """Work that a test registers is forgotten after it."""
    registry.title_of("")
    known = dict(registry._works)
    yield
    registry._works.clear()
    registry._works.update(known)

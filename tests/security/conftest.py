"""The scene of the walk, and the visitors who walk it."""

from __future__ import annotations

import pytest

from tests import cast as casting
from tests.security.declarations import Scene
from tests.security.walking import Visitor


@pytest.fixture
def scene(db) -> Scene:
    return Scene(casting.build())


@pytest.fixture
def visitors(scene):
    """By name, made when asked for."""

    class Visitors(dict):
        def __missing__(self, name: str) -> Visitor:
            self[name] = Visitor(scene, name)
            return self[name]

    return Visitors()

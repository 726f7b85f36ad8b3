"""A guard with the termbase that ships, made once."""

from __future__ import annotations

import pytest

from openward.methods.terminology.guard import Guard
from openward.methods.terminology.reading import shipped


@pytest.fixture(scope="session")
def guard() -> Guard:
    return Guard(shipped())

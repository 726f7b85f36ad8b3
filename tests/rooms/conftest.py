"""An invented city, read once, and its register in the database."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from openward.brief.screen import Screened, screen
from openward.city import tiny_city, write_city
from openward.foundation.identity.models import OrganisationKind, Role
from tests import factories


@pytest.fixture(scope="session")
def tiny_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map extract of an invented city of some sixty places."""
    return write_city(tiny_city(), tmp_path_factory.mktemp("tiny-city")).map


@pytest.fixture(scope="session")
def tiny_name() -> str:
    return tiny_city().name.fr


@pytest.fixture(scope="session")
def tiny_screened(tiny_map: Path, tiny_name: str) -> Screened:
    return screen(tiny_map, tiny_name)


@pytest.fixture
def city(db: Any) -> Any:
    return factories.organisation(OrganisationKind.CITY, name="An invented city")


@pytest.fixture
def register(city: Any, tiny_screened: Screened) -> Any:
    """The tiny city's register, as an import writes it."""
    return factories.register(city, tiny_screened)


@pytest.fixture
def coordinator(city: Any, register: Any) -> Any:
    """Assigned to the register."""
    return factories.member(city, Role.COORDINATOR, assigned_to=[register])

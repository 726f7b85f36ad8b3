"""One brief of the invented town, composed once: composing is pure, so every test may look at the same."""

from __future__ import annotations

from functools import cache

import pytest

from openward.brief.composing import compose
from openward.brief.documents import documents
from openward.brief.model import Annex, Brief
from tests.brief.sample import REQUEST, edition, helps, town


@cache
def composed() -> tuple[Brief, Annex]:
    register = town()
    return compose(register, helps(register), (), REQUEST)


@cache
def made(language: str) -> dict[str, bytes]:
    return dict(documents(*composed(), town(), edition(language)))


@pytest.fixture
def brief() -> Brief:
    return composed()[0]


@pytest.fixture
def annex() -> Annex:
    return composed()[1]


@pytest.fixture(params=["en", "fr", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def outputs(language: str) -> dict[str, bytes]:
    """File name -> content, in one language after the other."""
    return made(language)

"""`openward daily` says what was done, and that nothing is due when it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from openward.foundation.jobs import daily


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Pieces of the only daily work that fail."""
    names: set[str] = set()

    def carry_out(piece: str, progress: Any) -> None:
        if piece in names:
            raise ValueError("what a place holds")

    daily.discover()
    monkeypatch.setattr(daily, "_works", {})
    daily.daily("a-test", "A work of a test", due=lambda: ["one", "two"])(carry_out)
    return names


@pytest.mark.django_db
def test_it_says_what_was_done_and_then_that_nothing_is_due(
    openward: Callable[..., tuple[int, str, str]], failing: set[str]
) -> None:
    assert openward("daily")[:2] == (0, "A work of a test: 2 done, 0 failed.\n")
    assert openward("daily")[:2] == (0, "Nothing is due now.\n")


@pytest.mark.django_db
def test_what_fails_is_exit_1(openward: Callable[..., tuple[int, str, str]], failing: set[str]) -> None:
    failing.add("two")
    assert openward("daily")[:2] == (1, "A work of a test: 1 done, 1 failed.\n")

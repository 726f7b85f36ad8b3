"""`openward check` answers with its exit code, for a person and for a machine."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from openward.methods.errors import OpenwardError

Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.django_db


def test_an_untouched_history_is_intact(openward: Run) -> None:
    code, out, err = openward("check")
    assert (code, err) == (0, "")
    assert "intact" in out
    code, out, err = openward("check", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["intact"] is True


def test_a_problem_is_named_and_is_a_negative_answer(openward: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from openward.foundation.history import integrity

    report = integrity.Report()
    report.problems.append(OpenwardError("history-event-edited", chain="c", sequence=7))
    monkeypatch.setattr(integrity, "check", lambda heads, key: report)
    code, out, err = openward("check", "--json")
    assert code == 1
    assert "Event 7 of the chain c was edited." in err
    assert json.loads(out)["problems"] == [{"code": "history-event-edited", "chain": "c", "sequence": 7}]

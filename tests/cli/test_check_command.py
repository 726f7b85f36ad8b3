"""`openward check` answers with its exit code, for a person and for a machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from openward.methods.errors import OpenwardError
from tests.cli.conftest import started

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


def test_a_folder_that_cannot_be_and_a_language_that_is_not_there_are_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for words, shown in ((["check"], "OPENWARD_HOME"), (["check", "--lang", "xx"], "en, fr, ar")):
        process = started(words, OPENWARD_HOME=str(tmp_path / "file" / "below"))
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err.count("\n")) == (2, "", 1)
        assert shown in err

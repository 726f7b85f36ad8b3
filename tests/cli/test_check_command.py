"""`openward check` answers with its exit code, for a person and for a machine."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from openward.cli.commands.check import intact
from openward.methods.errors import OpenwardError
from openward.wording import words
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


@pytest.mark.parametrize(
    ("language", "counts", "told"),
    [
        ("en", (1, 1, 1, 0), "1 event, 1 chain, 1 signed head, 0 signed labels."),
        ("fr", (1200, 2, 0, 1), "1\u202f200 événements, 2 chaînes, 0 tête signée, 1 marque signée."),
        ("ar", (12, 3, 1, 2), "12 حدثًا، 3 سلاسل، رأس موقّع واحد، تصنيفان موقّعان."),
    ],
)
def test_each_count_takes_the_number_of_its_noun(language: str, counts: tuple[int, ...], told: str) -> None:
    named = dict(zip(("events", "chains", "signed_heads", "signed_labels"), counts, strict=True))
    assert intact(named, words(language)).endswith(told)


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
    for asked, shown in ((["check"], "OPENWARD_HOME"), (["check", "--lang", "xx"], "en, fr, ar")):
        process = started(asked, OPENWARD_HOME=str(tmp_path / "file" / "below"))
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out, err.count("\n")) == (2, "", 1)
        assert shown in err

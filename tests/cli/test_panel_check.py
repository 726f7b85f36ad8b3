"""Before a draw: whether the quotas can be met, which clash, and what would do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import QUOTAS

Run = Callable[..., tuple[int, str, str]]


def test_quotas_that_clash_are_told_with_ways_out(openward: Run, pool: Path, quotas: Path, tmp_path: Path) -> None:
    quotas.write_text(QUOTAS.replace("North,2,3", "North,4,4"))
    code, out, err = openward("panel", "check", pool, "--quotas", quotas, "--size", 4)
    assert (code, err) == (1, "")
    assert "minima" in out
    assert "North at least 3 instead of 4" in out
    code, out, _ = openward("panel", "check", pool, "--quotas", quotas, "--size", 4, "--json")
    found = json.loads(out)
    assert found["clashes"][0]["kind"] == "minima-above-size"
    assert found["relaxations"][0]["change"] == 1


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"size": 0}, "0"),
        ({"size": 31}, "31"),
        ({"households": "nowhere"}, "nowhere"),
        ({"include": "v99"}, "v99"),
        ({"reserved": "area"}, "area"),
        ({"column": "area"}, "area"),
        ({"quotas": "nowhere.csv"}, "nowhere.csv"),
    ],
)
def test_bad_input_gives_one_line(
    openward: Run, pool: Path, quotas: Path, changed: dict[str, object], part: str, lang: str
) -> None:
    asked: dict[str, object] = {"quotas": quotas, "size": 4}
    words = [word for name, value in (asked | changed).items() for word in (f"--{name}", value)]
    code, out, err = openward("panel", "check", pool, *words, "--lang", lang)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert part in err


def test_quotas_that_can_be_met_are_said_to_be(openward: Run, pool: Path, quotas: Path) -> None:
    words = ["panel", "check", pool, "--quotas", quotas, "--size", 4, "--households", "home"]
    code, out, err = openward(*words)
    assert (code, err) == (0, "")
    assert "30" in out
    found = json.loads(openward(*words, "--json")[1])
    assert (found["feasible"], found["people"], found["clashes"]) == (True, 30, [])


def test_rows_that_cannot_be_used_are_refused_or_left_out_by_name(openward: Run, pool: Path, quotas: Path) -> None:
    pool.write_text(pool.read_text() + "v30,Name,West,old,h40\n")
    words = ["panel", "check", pool, "--quotas", quotas, "--size", 4]
    code, _, err = openward(*words)
    assert code == 2
    assert "32: area = West" in err
    found = json.loads(openward(*words, "--leave-out", "--json")[1])
    assert found["left_out"] == [{"row": 32, "column": "area", "value": "West", "why": "unknown"}]

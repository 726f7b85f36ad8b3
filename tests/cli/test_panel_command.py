"""A panel by lottery on the command line: from its announcement to its verification by three kinds of people."""

from __future__ import annotations

import csv
import json
import signal
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from openward.cli.progress import TerminalProgress
from openward.methods.sortition.generating import Recipe, generated
from tests.cli.conftest import QUOTAS

Run = Callable[..., tuple[int, str, str]]
PRIVATE = ("audit.json", "chances.csv", "panel.csv", "salts.csv")


@pytest.fixture
def selected(openward: Run, pool: Path, quotas: Path, tmp_path: Path) -> Path:
    """A lottery that is drawn."""
    out = tmp_path / "lottery"
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 4, "--households", "home"]
    code, _, err = openward(*words, "--lottery", 60, "--seed", "3 1 4", "--out", out)
    assert (code, err) == (0, "")
    return out


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def refused(answer: tuple[int, str, str], part: str) -> None:
    code, out, err = answer
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert part in err


def denied(answer: tuple[int, str, str], part: str) -> None:
    code, out, err = answer
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert part in err


def test_a_panel_keeps_to_the_quotas_and_private_files_are_private(selected: Path) -> None:
    panel = rows(selected / "panel.csv")
    assert len(panel) == len({row["home"] for row in panel}) == 4
    assert 2 <= sum(row["area"] == "North" for row in panel) <= 3
    assert 1 <= sum(row["age"] == "young" for row in panel) <= 3
    for path in selected.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == (0 if path.name in PRIVATE else 0o044), path.name
    public = (selected / "transcript.json").read_text() + (selected / "lottery.csv").read_text()
    assert not any(word in public for word in ("North", "young", "Name", "area"))


def test_the_public_a_volunteer_and_an_auditor_verify_it(openward: Run, selected: Path, pool: Path) -> None:
    code, out, _ = openward("panel", "verify", selected / "transcript.json", "--json")
    public = json.loads(out)
    assert (code, public["level"], public["verified"]) == (0, "public", True)
    assert public["reservations"] == ["commitment-not-compared", "seed-not-announced"]
    chances = {row["id"]: float(row["chance in the lottery"]) for row in rows(selected / "chances.csv")}
    drawn = {row["id"] for row in rows(selected / "panel.csv")}
    for row in rows(selected / "salts.csv")[:5]:
        code, out, _ = openward("panel", "verify", selected, "--salt", row["salt"], "--id", row["id"], "--json")
        own = json.loads(out)
        assert (code, own["level"], own["chosen"]) == (0, "volunteer", row["id"] in drawn)
        assert own["chance"] == pytest.approx(chances[row["id"]], abs=1e-6)
        assert own["path"] == row["path"].split()
    code, out, _ = openward("panel", "verify", selected, "--pool", pool, "--published", public["commitment"], "--json")
    assert (code, json.loads(out)["level"], json.loads(out)["proved"]) == (0, "auditor", True)


def test_what_was_tampered_with_does_not_verify(openward: Run, selected: Path, pool: Path) -> None:
    transcript = selected / "transcript.json"
    text = transcript.read_text()
    denied(openward("panel", "verify", selected, "--salt", "ab" * 32), "Nobody with this salt")
    denied(openward("panel", "verify", selected, "--published", "0" * 64), "another lottery")
    row = rows(selected / "salts.csv")[0]
    denied(openward("panel", "verify", selected, "--salt", row["salt"], "--id", "v99"), "v99")
    table = pool.read_text()
    for changed, said in (
        (table.replace("v7,Name 7,North", "v7,Name 7,South"), "v7 was altered"),
        (table.replace("Name 8", "Name 88"), "v8 was altered"),
        (table + "v30,Name 30,North,old,h30\n", "v30 is in the pool"),
        (table.replace("v9,Name 9,South,old,h4\n", ""), "v9 was in the pool"),
    ):
        assert changed != table
        pool.write_text(changed)
        denied(openward("panel", "verify", selected, "--pool", pool), said)
    pool.write_text(table)
    audit = json.loads((selected / "audit.json").read_text())
    audit["task"]["quotas"][0][2] = 1
    (selected / "audit.json").write_text(json.dumps(audit))
    denied(openward("panel", "verify", selected, "--pool", pool), "quotas or rules")
    for changed, said in (
        (text.replace('"seed":"3 1 4"', '"seed":"3 1 5"'), "The seed gives panel"),
        (text.replace('"method":"leximin"', '"method":"nash"'), "What was fixed was altered"),
    ):
        assert changed != text
        transcript.write_text(changed)
        denied(openward("panel", "verify", selected), said)
    transcript.write_text(text[:-30])
    refused(openward("panel", "verify", selected), "damaged")


def test_announced_fixed_and_then_drawn(
    openward: Run, pool: Path, quotas: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, out = tmp_path / "announcement.json", tmp_path / "lottery"
    words = ["panel", "announce", "--title", "Square", "--closes", "2026-11-24T10:00Z"]
    refused(
        openward(*words, "--seed-source", "dice", "--seed-at", "2026-11-24T09:00Z", "--out", told),
        "before the pool closes",
    )
    assert openward(*words, "--seed-source", "dice", "--seed-at", "2026-11-26T10:00Z", "--out", told)[0] == 0
    select = [
        "panel",
        "select",
        pool,
        "--quotas",
        quotas,
        "--size",
        4,
        "--lottery",
        20,
        "--announcement",
        told,
        "--out",
    ]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795510800")  # 24 November 2026, 09:00
    refused(openward(*select, out), "open until")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795687200")  # 26 November, 10:00
    refused(openward(*select, out), "known since")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795600800")  # 25 November, 10:00
    refused(openward(*select, out, "--seed", "1 2 3"), "cannot be known before")
    assert not out.exists()
    code, said, _ = openward(*select, out, "--json")
    commitment = json.loads(said)["commitment"]
    assert (code, json.loads(said)["members"]) == (0, None)
    denied(openward("panel", "verify", out), "No panel is drawn yet")
    refused(openward("panel", "draw", out, "--seed", "1 2 3"), "cannot be known before")
    refused(openward("panel", "draw", out), "--seed")
    refused(openward(*select, out), "holds a lottery already")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795773600")  # 27 November
    refused(openward("panel", "draw", out, "--seed", "1", "--seed-at", "2026-11-27T09:00Z"), "who may wait can choose")
    assert openward("panel", "draw", out, "--seed", "1-2-3")[0] == 0
    refused(openward("panel", "draw", out, "--seed", "4 5 6"), "drawn already")
    code, said, _ = openward("panel", "verify", out, "--published", commitment, "--json")
    assert (code, json.loads(said)["reservations"]) == (0, [])
    assert len(rows(out / "panel.csv")) == 4


def test_members_who_drop_out_are_replaced_by_lot(openward: Run, selected: Path, pool: Path, tmp_path: Path) -> None:
    before = [row["id"] for row in rows(selected / "panel.csv")]
    out = tmp_path / "replacement"
    words = ["panel", "replace", selected, "--pool", pool, "--out", out, "--lottery", 20, "--seed", "7", "--gone"]
    refused(openward(*words, "v99"), "v99")
    code, said, err = openward(*words, before[0])
    assert (code, err) == (0, "")
    assert "Volunteers: 29; seats drawn: 1." in said
    after = rows(out / "panel.csv")
    assert set(before[1:]) < {row["id"] for row in after}
    assert before[0] not in {row["id"] for row in after}
    assert len({row["home"] for row in after}) == 4
    assert openward("panel", "verify", out, "--pool", pool)[0] == 0
    former = json.loads((selected / "transcript.json").read_text())["commitment"]
    assert json.loads((out / "transcript.json").read_text())["committed"]["replaces"] == former


def test_quotas_that_clash_stop_the_lottery(openward: Run, pool: Path, quotas: Path, tmp_path: Path) -> None:
    quotas.write_text(QUOTAS.replace("North,2,3", "North,4,4"))
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 4, "--out", tmp_path / "out"]
    refused(openward(*words), "No panel keeps to all the quotas")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("lang", ["en", "fr", "ar"])
@pytest.mark.parametrize(
    ("changed", "part"),
    [
        ({"size": 0}, "0"),
        ({"size": 31}, "31"),
        ({"seed": "  "}, ""),
        ({"lottery": 0}, ""),
        ({"method": "fairest"}, "fairest"),
        ({"households": "nowhere"}, "nowhere"),
        ({"include": "v99"}, "v99"),
        ({"reserved": "area"}, "area"),
        ({"column": "area"}, "area"),
        ({"announcement": "nowhere.json"}, "nowhere.json"),
        ({"quotas": "nowhere.csv"}, "nowhere.csv"),
    ],
)
def test_bad_input_gives_one_line_and_writes_nothing(
    openward: Run, pool: Path, quotas: Path, tmp_path: Path, changed: dict[str, object], part: str, lang: str
) -> None:
    asked: dict[str, object] = {"quotas": quotas, "size": 4, "out": tmp_path / "out"}
    words = [word for name, value in (asked | changed).items() for word in (f"--{name}", value)]
    refused(openward("panel", "select", pool, *words, "--lang", lang), part)
    assert not (tmp_path / "out").exists()


def test_a_cell_that_a_spreadsheet_would_run_is_made_text(
    openward: Run, pool: Path, quotas: Path, tmp_path: Path
) -> None:
    pool.write_text(pool.read_text().replace("Name", "@SUM(1)"))
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 4, "--lottery", 5, "--seed", "1"]
    assert openward(*words, "--out", tmp_path / "out")[0] == 0
    assert all(row["name"].startswith("'@SUM") for row in rows(tmp_path / "out/panel.csv"))


def test_ctrl_c_keeps_the_fairest_so_far_with_its_gap(
    openward: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool, quotas = write_generated(tmp_path, Recipe(150, 22, (2, 3, 4, 4)))
    stages = []

    def interrupt(_: object, stage: str, done: int = 0, total: int | None = None) -> None:
        stages.append(stage)
        if stage == "drawing-up-panels" and done == 20:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(TerminalProgress, "__call__", interrupt)
    out = tmp_path / "out"
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 22, "--out", out, "--seed", 1]
    before = signal.getsignal(signal.SIGINT)
    code, said, _ = openward(*words, "--json")
    assert signal.getsignal(signal.SIGINT) is before
    found = json.loads(said)
    assert (code, found["stopped"], found["proved"]) == (0, True, False)
    assert 0 < found["gap"] <= 1
    assert "drawing-lottery" in stages
    assert "Stopped before the fairest was proved" in (out / "report.txt").read_text()
    code, said, _ = openward("panel", "verify", out, "--pool", pool, "--json")
    assert (code, json.loads(said)["proved"]) == (0, False)


def write_generated(folder: Path, recipe: Recipe) -> tuple[Path, Path]:
    selection = generated(recipe, 1)
    pool, quotas = folder / "volunteers.csv", folder / "limits.csv"
    with pool.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", *selection.pool.features])
        writer.writerows([person.id, *person.values] for person in selection.pool.people)
    with quotas.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["feature", "value", "min", "max"])
        writer.writerows([one.feature, one.value, one.minimum, one.maximum] for one in selection.quotas)
    return pool, quotas


def test_a_column_of_letters_that_are_not_utf8_is_refused(
    openward: Run, pool: Path, quotas: Path, tmp_path: Path
) -> None:
    pool.write_bytes(pool.read_bytes().replace(b"Name 3", b"Jos\xe9"))
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 4, "--out", tmp_path / "out"]
    refused(openward(*words), "UTF-8")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("method", ["maximin", "nash"])
def test_other_methods_say_what_they_prove(
    openward: Run, pool: Path, quotas: Path, tmp_path: Path, method: str
) -> None:
    out = tmp_path / "out"
    words = ["panel", "select", pool, "--quotas", quotas, "--size", 4, "--lottery", 30, "--method", method]
    code, said, _ = openward(*words, "--seed", 2, "--out", out)
    assert code == 0
    assert {"maximin": "The smallest chance is as great", "nash": "The geometric mean"}[method] in said
    assert openward("panel", "verify", out, "--pool", pool)[0] == 0

"""Fair panels: how long the fairest chances take, with their proof, and how near to them a list of panels comes.

Published pools, against what was published of them; invented ones of five sizes of life, each from five seeds that the
methods were not made with; and hard ones, whose quotas leave no room. Each task runs in a process of its own; its time
is the median of three runs, a size's the median of its seeds, with the slowest seed beside it. Wall-clock seconds count
against the limits; the processor's own stand beside them, since a busy machine is no fault of the code.

`--only NAME` measures tasks whose name contains it; `--write` keeps the table, in which tasks that were not measured
now stay as they were. The rival, sortition-algorithms, is asked where OPENWARD_PEER_PYTHON names the Python of an
environment that has it, once for each size and for at most `--rival-seconds`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measure import RESULTS, Row, as_kept, keep, show, told_of_run
from benchmarks.panels_tasks import DATA, HARD, HOUSEHOLD, RECIPES, SEEDS, SMALL, invented, plain, published

from openward.methods.sortition.model import Selection

PEER = os.environ.get("OPENWARD_PEER_PYTHON")
PEER_SECONDS = 400
PANELS = 1000
MEGABYTES = 1024
# Name -> seconds at most.
PUBLISHED = {"published, *_large_200": 1.5, "published, *_small_20": 1.0, "published, *_150_22": 1.0}
SECONDS = dict(zip(RECIPES, (2, 4, 25, 45, 120, 90), strict=True))
HARD_SECONDS = 120
UNPROVED = 2  # of ten
TIMES = 3  # as long with households


def ours(selection: Selection, runs: int) -> dict[str, Any]:
    words = [sys.executable, "-m", "benchmarks.panels_one", str(runs), str(PANELS)]
    found = subprocess.run(words, input=json.dumps(plain(selection)), capture_output=True, text=True, check=False)
    return dict(json.loads(found.stdout)) if found.returncode == 0 else {"failed": found.stderr[-200:]}


def peers(name: str, selection: Selection, smallest: float, limit: float) -> Iterator[Row]:
    """The rival's time, and how far its smallest chance is above ours."""
    if not PEER or limit <= 0:
        return
    words = [PEER, str(Path(__file__).parent / "panels_peer.py")]
    try:
        found = subprocess.run(
            words, input=json.dumps(plain(selection)), capture_output=True, text=True, check=True, timeout=limit
        )
    except subprocess.TimeoutExpired:
        yield Row(f"{name}: rival's maximin, not done after", limit, "s")
        return
    told = json.loads(found.stdout.splitlines()[-1])
    yield Row(f"{name}: rival's maximin", told["seconds"], "s")
    yield Row(f"{name}: rival's smallest chance above ours", told["smallest"] - smallest, "", 1e-6)


def from_publication(name: str, runs: int, rival: float) -> Iterator[Row]:
    folder = name.removeprefix("published, ")
    selection = published(folder)
    if selection is None:
        return
    found = ours(selection, runs)
    yield from [
        Row(f"{name}: seconds", found["seconds"], "s", PUBLISHED[name]),
        Row(f"{name}: of the processor", found["processor_seconds"], "s"),
        Row(f"{name}: levels without proof", 0 if found["proved"] else 1, "", 0),
        Row(f"{name}: list off by", found["deviation_points"], "points", 0.1 if selection.size <= 60 else 0.2),
    ]
    for table in sorted((DATA / "published").glob(f"{folder}_prob_allocs_data.csv")):
        with table.open(encoding="utf-8") as file:
            theirs = [row for row in csv.DictReader(file) if row["algorithm"].upper() == "LEXIMIN"]
        chances = sorted(float(row["selection probability"]) for row in theirs)
        most = max(abs(one - other) for one, other in zip(chances, found["chances"], strict=True))
        yield Row(f"{name}: chances off the published", most, "", 1e-4)
    yield from peers(name, selection, found["chances"][0], rival)


def of_size(name: str, runs: int, rival: float) -> Iterator[Row]:
    recipe = RECIPES[name]
    every = [ours(invented(recipe, seed), runs) for seed in SEEDS]
    done = [one for one in every if "failed" not in one]
    yield from [
        Row(f"{name}: seeds without proof", sum(not one.get("proved") for one in every), "", 0),
        *_times(name, done, SECONDS[name]),
        Row(f"{name}: types", statistics.median(one["types"] for one in done), ""),
        Row(f"{name}: memory", max(one["megabytes"] for one in done), "MB", MEGABYTES),
        Row(
            f"{name}: list off by",
            max(one["deviation_points"] for one in done),
            "points",
            0.1 if recipe.size <= 60 else 0.2,
        ),
        Row(f"{name}: making the list", statistics.median(one["lottery_seconds"] for one in done), "s"),
    ]
    if "chances" in every[0]:
        yield from peers(name, invented(recipe, SEEDS[0]), every[0]["chances"][0], rival)


def with_households(name: str, runs: int, rival: float) -> Iterator[Row]:
    """In turns with the same without, so that a busy moment strikes both."""
    base = name.removesuffix(", households")
    recipe = RECIPES[base]
    pairs = [
        (ours(invented(recipe, seed), runs), ours(invented(replace(recipe, household=HOUSEHOLD), seed), runs))
        for seed in SEEDS
    ]
    done = [(one, other) for one, other in pairs if "failed" not in one and "failed" not in other]
    ratios = [other["processor_seconds"] / one["processor_seconds"] for one, other in done]
    yield from [
        Row(f"{name}: seeds without proof", sum(not other.get("proved") for _, other in pairs), "", 0),
        *_times(name, [other for _, other in done], None),
        Row(f"{name}: times as long as without", statistics.median(ratios), "", TIMES),
        Row(f"{name}: list off by", max(other["deviation_points"] for _, other in done), "points", 0.2),
    ]


def hard(name: str, runs: int, rival: float) -> Iterator[Row]:
    recipes = HARD if name == "hard, 300 / 40" else SMALL
    every = [ours(invented(recipe, seed), 1) for seed, recipe in zip(range(101, 111), recipes, strict=True)]
    done = [one for one in every if "failed" not in one]
    yield from [
        Row(f"{name}: of ten failed", len(every) - len(done), "", 0),
        Row(f"{name}: of ten without proof", sum(not one["proved"] for one in done), "", UNPROVED),
        Row(f"{name}: greatest gap that is stated", max(one["gap"] for one in done) * 100, "points"),
        Row(f"{name}: median", statistics.median(one["seconds"] for one in done), "s"),
        Row(f"{name}: slowest", max(one["seconds"] for one in done), "s", HARD_SECONDS),
        Row(f"{name}: slowest, of the processor", max(one["processor_seconds"] for one in done), "s"),
        Row(f"{name}: list off by", max(one["deviation_points"] for one in done), "points", 0.1),
    ]


def _times(name: str, done: Sequence[dict[str, Any]], limit: float | None) -> list[Row]:
    return [
        Row(f"{name}: seconds", statistics.median(one["seconds"] for one in done), "s", limit),
        Row(f"{name}: slowest seed", max(one["seconds"] for one in done), "s"),
        Row(f"{name}: of the processor", statistics.median(one["processor_seconds"] for one in done), "s"),
    ]


TASKS: dict[str, Callable[[str, int, float], Iterator[Row]]] = {
    **dict.fromkeys(PUBLISHED, from_publication),
    **dict.fromkeys(RECIPES, of_size),
    **{f"{name}, households": with_households for name in list(RECIPES)[:3]},
    **dict.fromkeys(("hard, 300 / 40", "hard, 24 to 50"), hard),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.panels")
    parser.add_argument("--only", default="", help="measure rows whose name contains this")
    parser.add_argument("--write", action="store_true", help="keep the table in benchmarks/results, row by row")
    parser.add_argument("--runs", type=int, default=3, help="of each task, of which the median counts")
    parser.add_argument("--rival-seconds", type=float, default=PEER_SECONDS, help="0: the rival is not asked")
    arguments = parser.parse_args()
    met = True
    for name, task in TASKS.items():
        if arguments.only not in name:
            continue
        rows = []
        for row in task(name, arguments.runs, arguments.rival_seconds):
            show([row])
            rows.append(row)
        met &= all(row.met for row in rows)
        if rows and arguments.write:
            _kept(name, arguments.runs, rows)
    return 0 if met else 1


def _kept(name: str, runs: int, rows: Sequence[Row]) -> None:
    """Exchange these rows in the table; each says of which commit it is."""
    path = RESULTS / "panels.json"
    before = json.loads(path.read_text("utf-8"))["rows"] if path.is_file() else []
    run = told_of_run()
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in before:
        groups.setdefault(row["task"], []).append(row)
    groups[name] = [{"task": name} | as_kept(row) | {"runs": runs, "commit": run["commit"]} for row in rows]
    keep("panels", run, [row for task in TASKS for row in groups.get(task, [])])


if __name__ == "__main__":
    sys.exit(main())

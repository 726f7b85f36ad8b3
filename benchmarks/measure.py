"""How every benchmark here measures: the median of five, peers in turns in the same run, and a table that says whether
the limit was met. Timings are never tests: a busy machine is no fault of the code.

Run one with `.venv/bin/python -m benchmarks.help`; `--write` keeps its table in benchmarks/results with the machine
and the commit. The exit code is 1 where a limit was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "results"
RUNS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One measured value. `limit` is the most that `value` may be; None where it is only for comparison."""

    what: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def met(self) -> bool:
        return self.limit is None or self.value <= self.limit


def medians(calls: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """Median seconds of each call, made in turns so that a busy moment strikes all alike."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(runs):
        for name, call in calls.items():
            begun = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - begun)
    return {name: statistics.median(taken) for name, taken in times.items()}


def publish(name: str, rows: Sequence[Row]) -> int:
    """Print the table, keep it where asked to, and give the exit code."""
    parser = argparse.ArgumentParser(prog=f"benchmarks.{name}")
    parser.add_argument("--write", action="store_true", help="keep the table in benchmarks/results")
    arguments = parser.parse_args()
    show(rows)
    if arguments.write:
        keep(name, {"runs": RUNS, **told_of_run()}, [as_kept(row) for row in rows])
    return 0 if all(row.met for row in rows) else 1


def show(rows: Sequence[Row]) -> None:
    """Print a table."""
    width = max(60, *(len(row.what) for row in rows))
    for row in rows:
        verdict = "" if row.limit is None else f"  at most {row.limit:g} {row.unit}: {'met' if row.met else 'MISSED'}"
        print(f"{row.what:{width}}  {row.value:10.3f} {row.unit}{verdict}", flush=True)


def keep(name: str, about: Mapping[str, object], rows: Sequence[Mapping[str, object]]) -> None:
    """Write a table into benchmarks/results."""
    RESULTS.mkdir(exist_ok=True)
    table = {"benchmark": name, **about, "rows": list(rows)}
    (RESULTS / f"{name}.json").write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")


def as_kept(row: Row) -> dict[str, object]:
    return asdict(row) | {"met": row.met}


def told_of_run() -> dict[str, object]:
    """Where and of what a table is."""
    return {"commit": _commit(), "machine": _machine()}


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


def _machine() -> dict[str, object]:
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "python": platform.python_version(),
        "system": sys.platform,
    }


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.is_file():
        for line in described.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.machine()

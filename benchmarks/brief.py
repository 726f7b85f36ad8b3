"""`openward brief` as a whole process on a real extract, all outputs: at most 10 s on 2 cores and 500 MB.

The extract is the smallest in OPENWARD_DATA (else ../shared/data), a whole country in half a megabyte; it is asked for
by its file's name, so that nothing here names a place. There is no peer: the limit is absolute.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import RUNS, Row, publish

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S, LIMIT_MB = 10.0, 500.0
LANGUAGES = ("en", "fr", "ar")


def main() -> int:
    data = Path(os.environ.get("OPENWARD_DATA") or ROOT.parent / "shared/data")
    extracts = sorted((data / "osm").glob("*.osm.pbf"), key=lambda path: path.stat().st_size)
    if not extracts:
        print(f"no extract in {data / 'osm'} (set OPENWARD_DATA)", file=sys.stderr)
        return 2
    seconds: list[float] = []
    with TemporaryDirectory() as folder:
        for run in range(RUNS):
            seconds.append(once(extracts[0], Path(folder) / str(run), LANGUAGES[run % len(LANGUAGES)]))
        size = sum(path.stat().st_size for path in (Path(folder) / "0").iterdir())
    # Linux counts in kilobytes, and gives the largest child of all runs.
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return publish(
        "brief",
        [
            Row("extract", extracts[0].stat().st_size / 1e6, "MB"),
            Row("brief, all outputs, whole process", median(seconds), "s", LIMIT_S),
            Row("  slowest of all runs", max(seconds), "s"),
            Row("  largest process of all runs", peak, "MB", LIMIT_MB),
            Row("  outputs", size / 1e6, "MB"),
        ],
    )


def once(extract: Path, out: Path, language: str) -> float:
    """Seconds of one run."""
    command = [sys.executable, "-m", "openward.cli.main", "brief", str(extract), "--out", str(out), "--lang", language]
    command += ["--city", extract.name.partition(".")[0], "--budget", "500000", "--currency", "EUR", "--json"]
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT / "src")})
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())

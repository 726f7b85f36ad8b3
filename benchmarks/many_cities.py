"""Ten cities with a million places between them, written one after another: how long each takes, how large its map is,
and that memory does not grow from city to city.

Takes about an hour; not a median of five. `--places` and `--cities` make it smaller.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

from openward.city import write_cities
from openward.city.presets import LARGE_PLACES


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.many_cities")
    parser.add_argument("--places", type=int, default=LARGE_PLACES, help="places in each city")
    parser.add_argument("--cities", type=int, default=10)
    parser.add_argument("--out", type=Path, default=Path("build/many-cities"))
    arguments = parser.parse_args()
    begun = time.perf_counter()
    for files in write_cities(arguments.out, arguments.places, arguments.cities):
        now = time.perf_counter()
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = files.map.stat().st_size / 1e6
        print(f"{files.map.name:32} {now - begun:8.1f} s {size:8.1f} MB  most memory so far {most:7.0f} MB", flush=True)
        begun = now
    return 0


if __name__ == "__main__":
    sys.exit(main())

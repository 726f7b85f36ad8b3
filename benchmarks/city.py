"""The invented city: making one grows with its places and not faster, and writing its map costs little more than
pyosmium needs to write the same objects.

The peer of writing is pyosmium copying the finished file, object by object through Python, as the writer does.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import osmium
from benchmarks.measure import Row, medians, publish

from openward.city import generate, write_city

SMALL, LARGE = 500, 4_000
MOST_GROWTH = 1.6  # time a place in the large city, beside the small one
MOST_WRITING = 1.5


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        city = generate(7, LARGE)
        file = write_city(city, Path(folder)).map
        copy = Path(folder) / "copy.osm.pbf"

        def copied() -> None:
            with osmium.SimpleWriter(str(copy), overwrite=True) as writer:
                for item in osmium.FileProcessor(str(file)):
                    writer.add(item.replace(tags=dict(item.tags)))

        taken = medians(
            {
                "small": lambda: generate(7, SMALL),
                "large": lambda: generate(7, LARGE),
                "write": lambda: write_city(city, Path(folder)),
                "copy": copied,
            }
        )
        size = file.stat().st_size
    per_small, per_large = taken["small"] / SMALL, taken["large"] / LARGE
    return publish(
        "city",
        [
            Row(f"making a city of {SMALL} places", taken["small"], "s"),
            Row(f"making a city of {LARGE} places", taken["large"], "s"),
            Row("  time a place, large beside small", per_large / per_small, "x", MOST_GROWTH),
            Row("writing its map and tables", taken["write"], "s"),
            Row("  pyosmium copying that map", taken["copy"], "s"),
            Row("  ratio", taken["write"] / taken["copy"], "x", MOST_WRITING),
            Row("size of the map", size / 1e6, "MB"),
            Row("most memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())

"""The register of a map of at least 50 MB, in-process: at most twice a bare pass of pyosmium.

The peer is the least that pyosmium can be asked for: one pass with areas over the objects that have a tag of the
typology, by the library's own filters, which writes their tags and centroids. It finds no city, merges no duplicate,
measures nothing and knows no buildings.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import osmium
from benchmarks.cities import map_of
from benchmarks.measure import Row, medians, publish

from openward.methods.typology import load_typology
from openward.readers.extracts import read_register

PLACES = 170_000
LEAST_MB = 50
LIMIT = 2.0


def bare_pass(file: Path, target: Path) -> int:
    """How many objects were written, one a line."""
    rules = [rule for kind in load_typology().kinds.values() for rule in kind.tags]
    tags = sorted({(key, value) for rule in rules for key in list(rule)[:1] for value in rule[key]})
    filters = osmium.filter.KeyFilter(*sorted({key for key, _ in tags})), osmium.filter.TagFilter(*tags)
    objects = osmium.FileProcessor(str(file)).with_areas(*filters)
    for each in filters:
        objects = objects.with_filter(each)
    written = 0
    with target.open("w", encoding="utf-8") as lines:
        for item in objects:
            if item.is_node():
                middle = item.location.lon, item.location.lat
            elif item.is_area():
                corners = [(node.lon, node.lat) for ring in item.outer_rings() for node in ring]
                middle = tuple(sum(side) / len(corners) for side in zip(*corners, strict=True))
            else:
                continue
            lines.write(json.dumps([item.type_str(), item.id, middle, dict(item.tags)]) + "\n")
            written += 1
    return written


def main() -> int:
    file = map_of(PLACES)
    megabytes = file.stat().st_size / 1e6
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "objects.jsonl"
        found = read_register(file, None)
        written = bare_pass(file, target)
        taken = medians({"register": lambda: read_register(file, None), "pass": lambda: bare_pass(file, target)})
    return publish(
        "register",
        [
            Row("size of the map", megabytes, "MB"),
            Row("places in the register", len(found.places), "places"),
            Row("objects that the bare pass writes", written, "objects"),
            Row("the register", taken["register"], "s"),
            Row("a bare pass of pyosmium with areas", taken["pass"], "s"),
            Row("ratio", taken["register"] / taken["pass"], "x", LIMIT),
            Row("the map is too small by", max(LEAST_MB - megabytes, 0), "MB", 0),
        ],
    )


if __name__ == "__main__":
    sys.exit(main())

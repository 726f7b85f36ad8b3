"""Which resolutions are labelled by hand: a sample by decade, drawn once and before any was read.

The files of a decade stand in the order of a digest of SEED and their name; the first of them are the seen set, the
next the unseen set. Run as `python -m tests.judged.resolutions.sample FOLDER` it prints both.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

SEED = "openward resolutions 2026-11-24"
#: Of each decade as many as its share of the files asks for, at least two where there are two (2000-2002 has one file).
SEEN = {194: 8, 195: 6, 196: 9, 197: 11, 198: 11, 199: 14, 200: 1}
UNSEEN = {194: 3, 195: 2, 196: 3, 197: 4, 198: 4, 199: 4, 200: 0}


def draw(names: list[str]) -> tuple[list[str], list[str]]:
    """The names of the seen and of the unseen set, sorted, of files named S_RES_number_year_language_edition.txt."""
    decades: dict[int, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: hashlib.sha256(f"{SEED} {name}".encode()).hexdigest()):
        decades[int(name.split("_")[3]) // 10].append(name)
    seen = [name for decade, count in SEEN.items() for name in decades[decade][:count]]
    unseen = [name for decade, count in UNSEEN.items() for name in decades[decade][SEEN[decade] :][:count]]
    return sorted(seen), sorted(unseen)


if __name__ == "__main__":
    for title, drawn in zip(
        ("seen", "unseen"), draw([path.name for path in Path(sys.argv[1]).glob("*.txt")]), strict=True
    ):
        print(title, *drawn, sep="\n  ")

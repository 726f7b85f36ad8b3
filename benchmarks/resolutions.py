"""Resolutions read from plain text: right against labels made by hand, and at most 10 s for 300.

The peer in the same run only decodes the files and parts them at blank lines. `--unseen` also scores the twenty that
were labelled at the same time and kept apart while the reader was made; what fails is named by kind, never by its
words. Needs the real inputs (../shared/data, or OPENWARD_DATA).
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from benchmarks.measure import Row, medians, publish
from tests.judged.resolutions.scoring import Score, compare, labels

from openward.readers.instruments import Document, parse

FOLDER = Path(os.environ.get("OPENWARD_DATA") or Path(__file__).resolve().parents[2] / "shared/data") / "un/resolutions"
MOST_WRONG = 0.02
LIMIT_S = 10.0
FILES = 300


def scored(name: str) -> Score:
    score = Score()
    for label in labels(name):
        compare(label, parse(Document((FOLDER / label["file"]).read_bytes().decode())), score)
    return score


def rows_of(score: Score, which: str, *, limited: bool) -> list[Row]:
    limit = MOST_WRONG if limited else None
    rows = [
        Row(f"{which}: paragraphs labelled", score.paragraphs.labelled, "paragraphs"),
        Row(f"{which}: paragraphs read", score.paragraphs.read, "paragraphs"),
        Row(f"{which}: wrong in number, boundary or kind", 1 - score.paragraphs.share, "share", limit),
        Row(f"{which}: wrong in level", 1 - score.levels.share, "share"),
        Row(f"{which}: verbs labelled, none included", score.verbs.labelled, "verbs"),
        Row(f"{which}: verbs wrong", 1 - score.verbs.share, "share", limit),
        Row(f"{which}: symbols and dates wrong", 1 - score.fronts.share, "share"),
        Row(f"{which}: addressees missed or other", 1 - score.addressees.share, "share"),
        Row(f"{which}: addressees read where none is", _beyond(score.addressees), "share of those read"),
        Row(f"{which}: citations missed or other", 1 - score.citations.share, "share"),
        Row(f"{which}: citations read that are none", _beyond(score.citations), "share of those read"),
        Row(f"{which}: footnote marks missed", 1 - score.marks.share, "share"),
    ]
    for what, count in sorted(score.failures.items()):
        rows.append(Row(f"{which}: {what}", count, "times"))
    return rows


def _beyond(tally: object) -> float:
    read, right = tally.read, tally.right  # type: ignore[attr-defined]
    return 1 - right / read if read else 0.0


def main() -> int:
    unseen = "--unseen" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--unseen"]
    contents = [path.read_bytes() for path in sorted(FOLDER.glob("*.txt"))]
    contents = (contents * 2)[:FILES]
    rows = rows_of(scored("seen.jsonl"), "60 seen", limited=True)
    if unseen:
        rows += rows_of(scored("unseen.jsonl"), "20 unseen", limited=False)
    taken = medians(
        {
            "parse": lambda: [parse(Document(content.decode())) for content in contents],
            "parts": lambda: [re.split(r"\n\s*\n", content.decode()) for content in contents],
        }
    )
    rows += [
        Row(f"{FILES} resolutions read", taken["parse"], "s", LIMIT_S),
        Row("the same decoded and parted at blank lines", taken["parts"], "s"),
        Row("ratio", taken["parse"] / taken["parts"], "times"),
    ]
    return publish("resolutions", rows)


if __name__ == "__main__":
    sys.exit(main())

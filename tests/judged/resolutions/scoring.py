"""How a reading compares with the labels made by hand.

A paragraph is right when its offsets, its kind and its number are (`meant` counts as well as what is printed); a verb
is right when the phrase is, for every recital, operative paragraph and item, those without a verb included. A labelled
doubt about one field is not held against that field."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openward.readers.instruments import Instrument

HERE = Path(__file__).parent
WITH_VERB = ("preambular", "operative", "subparagraph")


@dataclass
class Tally:
    """Of `labelled` things, `read` were read and `right` of them as labelled."""

    labelled: int = 0
    read: int = 0
    right: int = 0

    @property
    def share(self) -> float:
        return self.right / self.labelled if self.labelled else 1.0


@dataclass
class Score:
    paragraphs: Tally = field(default_factory=Tally)
    levels: Tally = field(default_factory=Tally)
    verbs: Tally = field(default_factory=Tally)
    addressees: Tally = field(default_factory=Tally)
    citations: Tally = field(default_factory=Tally)
    marks: Tally = field(default_factory=Tally)
    fronts: Tally = field(default_factory=Tally)
    failures: Counter[str] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)

    def fail(self, what: str, symbol: str, place: object) -> None:
        self.failures[what] += 1
        self.places.append(f"{symbol}: {what} at {place}")


def labels(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def compare(label: dict[str, Any], read: Instrument, score: Score) -> None:
    """Add one resolution to the score."""
    symbol = label["symbol"]
    found = {(one.start, one.end): one for one in read.paragraphs}
    score.paragraphs.read += len(found)
    score.fronts.labelled += 2
    score.fronts.right += (read.symbol == symbol) + (read.date == label["date"])
    if (read.symbol, read.date) != (symbol, label["date"]):
        score.fail("symbol or date", symbol, (read.symbol, read.date))
    for paragraph in label["paragraphs"]:
        at = paragraph["start"], paragraph["end"]
        one = found.get(at)
        score.paragraphs.labelled += 1
        score.levels.labelled += 1
        if one is None:
            score.fail(f"boundary of {paragraph['kind']}", symbol, at)
        elif one.kind != paragraph["kind"]:
            score.fail(f"{paragraph['kind']} read as {one.kind}", symbol, at)
        elif not {one.number, one.meant} & {paragraph.get("number"), paragraph.get("meant", paragraph.get("number"))}:
            score.fail("number", symbol, at)
        else:
            score.paragraphs.right += 1
            score.levels.right += one.level == paragraph["level"] or paragraph.get("reason") == "level"
        if paragraph["kind"] in WITH_VERB:
            score.verbs.labelled += 1
            verb = one.verb if one else ""
            if verb == paragraph.get("verb") or paragraph.get("reason") == "verb":
                score.verbs.right += 1
            else:
                score.fail("verb", symbol, (at, paragraph.get("verb"), verb))
        if one is not None:
            _compare_parts(paragraph, one, score)
    marks = {tuple(one) for one in label["marks"]}
    score.marks.labelled += len(marks)
    score.marks.read += len(read.marks)
    score.marks.right += len(marks & set(read.marks))


def _compare_parts(paragraph: dict[str, Any], one: Any, score: Score) -> None:
    if paragraph.get("reason") != "addressee":
        labelled = tuple(paragraph["addressee"]) if "addressee" in paragraph else None
        score.addressees.labelled += labelled is not None
        score.addressees.read += one.addressee_at is not None
        score.addressees.right += labelled is not None and labelled == one.addressee_at
    if paragraph.get("reason") != "ocr":
        cited = {tuple(cite) for cite in paragraph.get("cites", [])}
        read = {(cite.start, cite.end, cite.symbol) for cite in one.citations}
        score.citations.labelled += len(cited)
        score.citations.read += len(read)
        score.citations.right += len(cited & read)

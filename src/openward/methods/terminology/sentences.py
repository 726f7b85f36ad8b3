"""Sentences of a text, and which of two texts say the same.

Splitting minds abbreviations, initials and numbers. Pairing is by length and by what both hold (Gale and Church
1993, "A program for aligning sentences in bilingual corpora", with anchors: names, numbers, marks), over all ways of
pairing one or two with one or two, or one with none. The hard part is telling a sentence that was dropped from two
that were joined.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from openward.methods.terminology.model import Span

_END = re.compile(
    r"(?:[.!?…؟]+[»\"”’)\]]*(?=\s|$)|\n\s*\n\s*|\n(?=\s*(?:[^\w\s]|[A-ZÀ-Ý0-9]))|(?<![^\n]{40})\n|[。！？])"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Srta|Prof|Hon|St|Ste|Rev|Gen|Col|Capt|Lt|Sgt|M|Mme|Mlle|Pr|No|Nos|art|arts|p|pp|cf|etc|"
    r"vs|approx|ca|Excmo|Excma|Ilmo|Lic|Ing|Amb|Cllr|Jr|op|cit|fig|vol|ed|al|a\.m|p\.m|e\.g|i\.e|[A-Z])|د|أ)\.$"
)
# Characters of a translation for one of the source, by language of the source and the target (measured on the message
# catalogues of Django and Wagtail), and Gale and Church's variance a character.
LENGTH = {"en": 1.0, "fr": 1.18, "es": 1.13, "ar": 0.89}
VARIANCE = 6.8
_COST = {(1, 1): 0.0, (1, 0): 4.2, (0, 1): 4.2, (2, 1): 2.6, (1, 2): 2.6, (2, 2): 4.5}
FIRST = 1.0  # a first sentence falls away less often than a later one: engines cut off ends
BAND = 20  # sentences that two texts may drift apart
ANCHOR = 2.0  # what one thing that both hold is worth


@dataclass(frozen=True, slots=True)
class Bead:
    """Sentences (their indices) of the source and of the target that say the same; one side may be empty."""

    source: tuple[int, ...]
    target: tuple[int, ...]


def sentences_of(text: str) -> list[Span]:
    """Spans of the sentences, without white space around them."""
    spans: list[Span] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        if "\n" not in match.group() and _ABBREVIATION.search(text[start:end].rstrip()):
            rest = text[end:].lstrip()
            if rest and (rest[0].isalnum()) and match.group() == ".":
                continue
        _append(spans, text, start, end)
        start = end
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if any(letter.isalnum() for letter in text[start:end]):
        spans.append((start, end))


def pair(
    source: Sequence[int],
    target: Sequence[int],
    anchors: Sequence[frozenset[str]],
    found: Sequence[frozenset[str]],
    ratio: float,
) -> list[Bead]:
    """Beads in order. `source` and `target` are lengths of sentences in characters, `anchors` and `found` what each of
    them holds that a translation keeps; `ratio` is characters of the target for one of the source."""
    if len(source) == len(target) == 1:
        return [Bead((0,), (0,))]
    rows, columns = len(source), len(target)
    upto, until = [0, *accumulate(source)], [0, *accumulate(target)]
    back: dict[Span, Span] = {}
    best: dict[Span, float] = {(0, 0): 0.0}
    # Texts that say the same stay near the diagonal: a band keeps long ones quick.
    band = BAND + min(abs(rows - columns), BAND)
    for row in range(rows + 1):
        middle = row * columns // max(rows, 1)
        for column in range(max(0, middle - band), min(columns, middle + band) + 1):
            here = best.get((row, column), math.inf)
            if here == math.inf:
                continue
            for (down, right), cost in _COST.items():
                if row + down > rows or column + right > columns:
                    continue
                total = here + cost
                if not row and not column and not right:
                    total += FIRST
                if down and right:
                    total += _length_cost(upto[row + down] - upto[row], until[column + right] - until[column], ratio)
                    held = anchors[row] if down == 1 else anchors[row] | anchors[row + 1]
                    kept = found[column] if right == 1 else found[column] | found[column + 1]
                    total -= ANCHOR * len(held & kept) - 0.5 * len(held ^ kept)
                if total < best.get((row + down, column + right), math.inf):
                    best[row + down, column + right] = total
                    back[row + down, column + right] = (row, column)
    beads: list[Bead] = []
    at = (rows, columns)
    while at != (0, 0):
        before = back[at]
        beads.append(Bead(tuple(range(before[0], at[0])), tuple(range(before[1], at[1]))))
        at = before
    return beads[::-1]


def _length_cost(source: int, target: int, ratio: float) -> float:
    """Minus the logarithm of the chance of so different a length (two-sided, normal)."""
    mean = (source + target / ratio) / 2
    deviation = abs(target - source * ratio) / math.sqrt(max(mean, 1.0) * VARIANCE)
    chance = math.erfc(deviation / math.sqrt(2))
    return -math.log(max(chance, 1e-12))

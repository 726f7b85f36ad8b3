"""Score the guard on one half of the judged translations: totals only, so that the unseen half stays unseen.

    python -m tests.judged.translations.scoring seen

A finding counts as right if a judged one has its code, its concept (for bodies under a wrong name) and words that
overlap with its own: in the target, or in the source where the target lacks something. The three codes of a body under
a wrong name are one (rule 1 of the README), and two judged findings on the same words about one body are one fault.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openward.methods.terminology.guard import Guard
from openward.methods.terminology.model import Finding
from openward.methods.terminology.reading import shipped

HERE = Path(__file__).parent
WRONG_NAME = frozenset({"entity-changed", "entity-inconsistent", "acronym-unknown"})
# What the figures of the guard ask for: names of bodies, acronyms, and numbers in the wide sense.
ASKED = WRONG_NAME | {"entity-invented", "number-changed", "number-stranded", "date-changed", "unit-changed"}


@dataclass
class Score:
    """`judged` and `found` count faults by code, `said` and `right` findings of the guard."""

    judged: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    said: int = 0
    right: int = 0
    severities: int = 0
    clean: int = 0
    clean_flagged: int = 0

    def recall(self, codes: frozenset[str] | set[str] | None = None) -> float:
        asked = codes or set(self.judged)
        return sum(self.found[code] for code in asked) / sum(self.judged[code] for code in asked)

    @property
    def precision(self) -> float:
        return self.right / self.said

    def told(self) -> str:
        lines = [
            f"recall of names, acronyms and numbers {self.recall(ASKED):.3f} "
            f"({sum(self.found[code] for code in ASKED)} of {sum(self.judged[code] for code in ASKED)})",
            f"recall of all faults {self.recall():.3f} ({self.found.total()} of {self.judged.total()})",
            f"precision {self.precision:.3f} ({self.right} of {self.said})",
            f"clean cases with a finding {self.clean_flagged} of {self.clean}",
            f"severity as judged {self.severities} of {self.found.total()}",
        ]
        lines += [f"  {code:22} {self.found[code]:3} of {self.judged[code]:3}" for code in sorted(self.judged)]
        return "\n".join(lines)


def score(half: str) -> Score:
    guard = Guard(shipped())
    total = Score()
    for line in (HERE / f"{half}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["source"] is None:
            findings = guard.alone(case["target"], case["target_lang"])
        else:
            findings = guard.pair(case["source"], case["source_lang"], case["target"], case["target_lang"])
        _count(total, _faults(case["findings"]), findings)
        if not case["findings"]:
            total.clean += 1
            total.clean_flagged += bool(findings)
    return total


def _faults(judged: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One of several judged findings on the same words about one body."""
    kept: dict[tuple[Any, ...], dict[str, Any]] = {}
    for number, fault in enumerate(judged):
        name = (fault["concept"], *(fault["target_span"] or ())) if fault["code"] in WRONG_NAME else (number,)
        kept.setdefault(name, fault)
    return list(kept.values())


def _count(total: Score, faults: list[dict[str, Any]], findings: list[Finding]) -> None:
    right: set[int] = set()
    for fault in faults:
        total.judged[fault["code"]] += 1
        hits = [number for number, finding in enumerate(findings) if _same(fault, finding)]
        if hits:
            total.found[fault["code"]] += 1
            total.severities += any(findings[number].severity == fault["severity"] for number in hits)
        right.update(hits)
    total.said += len(findings)
    total.right += len(right)


def _same(fault: dict[str, Any], finding: Finding) -> bool:
    wrong_name = fault["code"] in WRONG_NAME and finding.code in WRONG_NAME
    if not wrong_name and fault["code"] != finding.code:
        return False
    if wrong_name and fault["concept"] != finding.concept:
        return False
    if fault["target_span"] is not None and finding.target_span is not None:
        return _overlap(fault["target_span"], finding.target_span)
    return _overlap(fault["source_span"], finding.source_span)


def _overlap(one: list[int] | None, other: tuple[int, int] | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


if __name__ == "__main__":
    print(score(sys.argv[1]).told())

"""The terminology guard with 70,000 terms: how long it takes to start, and to check a segment, beside a loop of regular
expressions that looks for each term in turn.

Terms are the shipped ones and invented names of bodies; segments are the seen half of the judged translations. The peer
only finds names, on fewer segments, since it would take minutes; the guard makes all its checks. Medians of 5, of the
processor's time, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Row, publish

from openward.methods.terminology.guard import Guard
from openward.methods.terminology.lexicon import frequencies
from openward.methods.terminology.matching import Matcher
from openward.methods.terminology.model import Certainty, Concept, Kind, Term, Termbase
from openward.methods.terminology.reading import shipped

ROOT = Path(__file__).resolve().parents[1]
TERMS, ROUNDS, LOOKED = 70_000, 5, 3
HEADS = {
    "en": ["Office for", "Committee on", "Forum of", "Institute for", "Network of"],
    "fr": ["Bureau de", "Comité des", "Forum des", "Institut pour", "Réseau des"],
    "es": ["Oficina de", "Comité de", "Foro de", "Instituto para", "Red de"],
    "ar": ["مكتب", "لجنة", "منتدى", "معهد", "شبكة"],
}


def many() -> Termbase:
    """The shipped termbase filled up to TERMS with bodies that have a name in each of the four languages."""
    concepts = dict(shipped().concepts)
    chance = random.Random(1)
    words = {
        code: sorted(
            (word for word in frequencies(code) if len(word) > 5), key=lambda word: (-frequencies(code)[word], word)
        )[:9000]
        for code in HEADS
    }
    have = sum(len(concept.terms) for concept in concepts.values())
    number = 0
    while have < TERMS:
        id_ = f"invented-{number}"
        terms = tuple(
            Term(
                id_,
                code,
                f"{chance.choice(HEADS[code])} {' '.join(chance.sample(words[code], 3)).title()}",
                certainty=Certainty.CHECKED,
            )
            for code in sorted(HEADS)
        )
        concepts[id_] = Concept(id_, Kind.ORGANISATION, terms)
        have += len(terms)
        number += 1
    return Termbase(concepts, shipped().confusions, shipped().acronyms)


def main() -> int:
    lines = (ROOT / "tests/judged/translations/seen.jsonl").read_text(encoding="utf-8").splitlines()
    cases = [case for line in lines if (case := json.loads(line))["source"]]
    pairs = [(case["source"], case["source_lang"], case["target"], case["target_lang"]) for case in cases]
    termbase = many()
    terms = [term for concept in termbase.concepts.values() for term in concept.terms]

    begun = time.process_time()
    guard = Guard(termbase)
    for code in ("en", "fr"):
        guard.matcher(code)
        frequencies.cache_clear()
        frequencies(code)
    start = time.process_time() - begun
    for pair in pairs:  # the word lists of other languages are read once
        guard.pair(*pair)
    matchers = {code: guard.matcher(code) for code in HEADS}
    patterns = [re.compile(rf"(?<!\w){re.escape(term.words)}(?!\w)", re.IGNORECASE) for term in terms]
    texts = [text for pair in pairs[:LOOKED] for text in (pair[0], pair[2])]
    checks = _median_ms(lambda: [guard.pair(*pair) for pair in pairs], len(pairs))
    names = _median_ms(lambda: [_names(matchers, pair) for pair in pairs], len(pairs))
    loop = _median_ms(lambda: [pattern.search(text) for text in texts for pattern in patterns], LOOKED)
    return publish(
        "terminology_guard",
        [
            Row("terms", len(terms), "terms"),
            Row("segments (a source and its translation)", len(pairs), "segments"),
            Row("start: two languages, with their word lists", start, "s", 2.0),
            Row("all checks of a segment", checks, "ms", 1.0),
            Row("  names alone", names, "ms"),
            Row("  a loop of regular expressions", loop, "ms"),
            Row("  ratio", loop / names, "x"),
        ],
    )


def _names(matchers: dict[str, Matcher], pair: tuple[str, str, str, str]) -> None:
    matchers[pair[1]].find(pair[0])
    matchers[pair[3]].find(pair[2])


def _median_ms(work: Callable[[], object], segments: int) -> float:
    """Milliseconds of the processor's time a segment."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1000 / segments


if __name__ == "__main__":
    sys.exit(main())

"""The terminology guard with 70,000 terms: how long it takes to start, and to check a segment, beside a loop of regular
expressions that looks for each term in turn.

    python benchmarks/terminology_guard.py

Terms are the shipped ones and invented names of bodies; segments are the seen half of the judged translations. The peer
only finds names, on fewer segments, since it would take minutes; the guard makes all its checks. Medians of 5, of the
processor's time, so that what else runs on the machine does not count.
"""

from __future__ import annotations

import json
import random
import re
import statistics
import time
from pathlib import Path

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


def main() -> None:
    cases = [
        json.loads(line) for line in (ROOT / "tests/judged/translations/seen.jsonl").read_text("utf-8").splitlines()
    ]
    pairs = [
        (case["source"], case["source_lang"], case["target"], case["target_lang"]) for case in cases if case["source"]
    ]
    termbase = many()
    terms = [term for concept in termbase.concepts.values() for term in concept.terms]
    print(f"{len(terms)} terms, {len(pairs)} segments (a source and its translation)")

    begun = time.process_time()
    guard = Guard(termbase)
    for code in ("en", "fr"):
        guard.matcher(code)
        frequencies.cache_clear()
        frequencies(code)
    start = time.process_time() - begun
    for pair in pairs:  # the word lists of other languages are read once
        guard.pair(*pair)
    took = [_timed(lambda: [guard.pair(*pair) for pair in pairs]) / len(pairs) for _ in range(ROUNDS)]

    patterns = [re.compile(rf"(?<!\w){re.escape(term.words)}(?!\w)", re.IGNORECASE) for term in terms]
    texts = [text for pair in pairs[:LOOKED] for text in (pair[0], pair[2])]
    loop = [
        _timed(lambda: [pattern.search(text) for text in texts for pattern in patterns]) / LOOKED for _ in range(ROUNDS)
    ]
    matchers = {code: guard.matcher(code) for code in HEADS}
    found = [_timed(lambda: [_names(matchers, pair) for pair in pairs]) / len(pairs) for _ in range(ROUNDS)]

    ours, names, peer = (statistics.median(times) * 1000 for times in (took, found, loop))
    print(f"start, two languages, word lists  {start:8.2f} s")
    print(f"all checks of a segment           {ours:8.3f} ms")
    print(f"names alone of a segment          {names:8.3f} ms")
    print(f"a loop of regular expressions     {peer:8.1f} ms, {peer / names:,.0f} times as long as names alone")


def _names(matchers: dict[str, Matcher], pair: tuple[str, str, str, str]) -> None:
    matchers[pair[1]].find(pair[0])
    matchers[pair[3]].find(pair[2])


def _timed(work) -> float:  # type: ignore[no-untyped-def]
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()

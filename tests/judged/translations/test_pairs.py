"""The judged translations say where their faults stand, cover every fault in both halves, and are split as drawn."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.judged.translations.sample import draw

HERE = Path(__file__).parent
CODES = {
    "entity-changed",
    "entity-invented",
    "entity-inconsistent",
    "acronym-unknown",
    "term-forbidden",
    "term-inconsistent",
    "number-changed",
    "number-stranded",
    "date-changed",
    "unit-changed",
    "negation-lost",
    "symbol-altered",
    "sentence-dropped",
    "sentence-doubled",
    "untranslated",
    "honorific-merged",
    "source-typo-literal",
}
LANGUAGES = {"en", "fr", "ar", "es"}
OBSERVED_FAULTS = 31
FIELDS = {"id", "source_lang", "source", "target_lang", "target", "findings", "derived_from"}
FINDING_FIELDS = {
    "code",
    "severity",
    "concept",
    "source_span",
    "source_text",
    "target_span",
    "target_text",
    "mend",
}


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


HALVES = {name: cases(f"{name}.jsonl") for name in ("seen", "unseen")}
ALL = [*HALVES["seen"], *HALVES["unseen"]]
PAIRS = [case for case in ALL if case["source"] is not None]
TEXTS = [case for case in ALL if case["source"] is None]


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["id"])
def test_every_finding_stands_where_it_says(case):
    assert set(case) == FIELDS
    for finding in case["findings"]:
        assert set(finding) == FINDING_FIELDS
        assert finding["code"] in CODES
        assert finding["severity"] in ("error", "warning")
        assert finding["source_span"] or finding["target_span"]
        for side in ("source", "target"):
            span, words = finding[f"{side}_span"], finding[f"{side}_text"]
            assert (span is None) == (words is None)
            if span:
                assert case[side][slice(*span)] == words
                assert words == words.strip() != ""


@pytest.mark.parametrize("case", ALL, ids=lambda case: case["id"])
def test_a_case_names_its_languages_and_where_it_comes_from(case):
    assert case["target_lang"] in LANGUAGES
    assert case["target"].strip()
    assert (case["source"] is None) == (case["source_lang"] is None)
    assert case["source_lang"] in LANGUAGES | {None}
    assert case["source_lang"] != case["target_lang"]
    assert case["derived_from"] == "kin" or set(case["derived_from"]) <= set(range(1, OBSERVED_FAULTS + 1))


def test_ids_and_texts_are_unique():
    assert len({case["id"] for case in ALL}) == len(ALL)
    assert len({(case["source"], case["target"], case["target_lang"]) for case in ALL}) == len(ALL)


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("code", sorted(CODES))
def test_each_fault_has_four_cases_in_each_half(code, half):
    assert sum(any(finding["code"] == code for finding in case["findings"]) for case in HALVES[half]) >= 4


def test_there_are_as_many_clean_pairs_as_faulty_ones():
    faulty = sum(bool(case["findings"]) for case in PAIRS)
    assert faulty >= 120
    assert len(PAIRS) - faulty >= faulty


def test_twenty_texts_alone_are_faulty_and_twenty_clean():
    assert sum(bool(case["findings"]) for case in TEXTS) >= 20
    assert sum(not case["findings"] for case in TEXTS) >= 20


def test_every_observed_fault_is_reproduced():
    reproduced = {
        line for case in ALL if case["findings"] and case["derived_from"] != "kin" for line in case["derived_from"]
    }
    assert reproduced == set(range(1, OBSERVED_FAULTS + 1))


@pytest.mark.parametrize("half", HALVES)
def test_languages_are_balanced(half):
    targets = Counter(case["target_lang"] for case in HALVES[half])
    assert all(targets[language] >= len(HALVES[half]) // 5 for language in ("fr", "ar", "es"))
    assert targets["en"] >= len(HALVES[half]) // 10
    sources = Counter(case["source_lang"] for case in HALVES[half])
    assert all(sources[language] >= 5 for language in ("fr", "ar", "es"))


def test_the_halves_are_those_drawn():
    assert draw(sorted(ALL, key=lambda case: case["id"])) == (HALVES["seen"], HALVES["unseen"])

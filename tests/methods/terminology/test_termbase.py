"""The termbase that ships: a term says where it was checked or that it was not, and names one thing in its language."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from openward.methods.errors import OpenwardError
from openward.methods.terminology.language import LANGUAGES
from openward.methods.terminology.model import Certainty, Form, Kind, Status, Term
from openward.methods.terminology.reading import read_folder, shipped

TERMS = [term for concept in shipped().concepts.values() for term in concept.terms]
# One acronym, two bodies, in the languages where that is so; only a longer name tells them apart.
SHARED = {("fr", "CPI"), ("es", "CPI"), ("fr", "CCG"), ("es", "CCG")}


def test_a_checked_term_names_its_source_and_who_checked_it() -> None:
    for concept in shipped().concepts.values():
        checked = [term for term in concept.terms if term.certainty is Certainty.CHECKED]
        assert all(term.source for term in checked)
        assert bool(checked) == bool(concept.checked_by)
    assert any(term.certainty is Certainty.UNCHECKED for term in TERMS)


def test_a_name_of_a_body_is_one_bodys_in_its_language() -> None:
    bodies: dict[tuple[str, str], set[str]] = defaultdict(set)
    for term in TERMS:
        if shipped().concepts[term.concept].kind is Kind.ORGANISATION:
            bodies[term.language, term.words].add(term.concept)
    assert {key for key, concepts in bodies.items() if len(concepts) > 1} <= SHARED


def test_no_term_stands_there_twice() -> None:
    seen: set[tuple[str, str, str]] = set()
    for term in TERMS:
        key = (term.concept, term.language, term.words)
        assert key not in seen
        seen.add(key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_in_a_text_of_its_language(guard, language: str) -> None:  # type: ignore[no-untyped-def]
    for term in [term for term in TERMS if term.language == language]:
        found = guard.matcher(language).find(f"x: {term.words}.")
        assert any(term in name.terms or _longer(term, name.terms) for name in found), term


def _longer(term: Term, found: tuple[Term, ...]) -> bool:
    return any(term.words in other.words for other in found)


def test_a_confusion_is_not_a_good_name_of_its_concept() -> None:
    good = {(term.concept, term.language, term.words) for term in TERMS if term.status is not Status.FORBIDDEN}
    for confusion in shipped().confusions:
        assert (confusion.concept, confusion.language, confusion.form) not in good, confusion
        assert confusion.language in {*LANGUAGES, "ru"}


def test_acronyms_are_short() -> None:
    assert all(len(term.words) <= 15 for term in TERMS if term.form is Form.ACRONYM)


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("a:\n  kind: body\n  terms: []\n", "body"),
        ("a:\n  kind: organisation\n  terms:\n    - {en: A, fr: B}\n", ""),
        ("a: [\n", ""),
        ("a:\n  terms: []\n", "kind"),
    ],
)
def test_a_termbase_that_cannot_be_read_says_which_file(tmp_path: Path, content: str, part: str) -> None:
    (tmp_path / "mine.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(OpenwardError) as raised:
        read_folder(tmp_path)
    assert raised.value.code == "termbase-wrong"
    assert raised.value.parameters["file"] == "mine.yaml"
    assert part in str(raised.value.parameters["detail"])

"""One body, one name within a text; one concept, one term; one style of digits.

A full name and its acronym or short form may stand side by side, and so may a name and its gloss in brackets. A
second full name may not, nor a brand beside its own translation. In one text alone a body may also stand for another
that it is known to be taken for: the sentence that it stands in tells, by the words of either's work.
"""

from __future__ import annotations

import re

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.matching import Occurrence
from openward.methods.terminology.model import Code, Finding, Form, Severity, Status, Term, Termbase
from openward.methods.terminology.naming import BODIES, mend_of
from openward.methods.terminology.passage import Passage


def inconsistent(passage: Passage, termbase: Termbase, source: Passage | None) -> list[Finding]:
    """The second name of a body, the second term of a concept. With a source, only where the source has one word for
    it."""
    findings = []
    for concept in sorted({one for name in passage.names for one in name.concepts}):
        held = termbase.concepts[concept]
        if held.generic:
            continue
        body = held.kind in BODIES
        named = [(name, term) for name in passage.names if (term := _term(name, concept)) is not None]
        named = [
            one
            for number, one in enumerate(named)
            if not number or not _glossed(passage.text, named[number - 1][0], one[0])
        ]
        if not body and source is not None and not _same_word_twice(source, concept):
            continue
        findings += _second(named, concept, body, passage, termbase, source)
    return findings


def _term(name: Occurrence, concept: str) -> Term | None:
    if len(name.concepts) != 1:
        return None
    return next((term for term in name.terms if term.concept == concept), None)


def _same_word_twice(source: Passage, concept: str) -> bool:
    words = [term.words for name in source.names if (term := _term(name, concept)) is not None]
    return len(words) > 1 and len(set(words)) == 1


def _second(
    named: list[tuple[Occurrence, Term]],
    concept: str,
    body: bool,
    passage: Passage,
    termbase: Termbase,
    source: Passage | None,
) -> list[Finding]:
    findings = []
    told: set[str] = set()
    for index, (name, term) in enumerate(named):
        for earlier, first in named[:index]:
            if term.words in told or not _differ(first, term, termbase):
                continue
            if not body and (term.form is not first.form or term.form is Form.ACRONYM):
                continue
            wrong, right = (earlier, name) if _worse(first, term) else (name, earlier)
            told.add(term.words)
            findings.append(
                Finding(
                    Code.ENTITY_INCONSISTENT if body else Code.TERM_INCONSISTENT,
                    Severity.WARNING,
                    concept,
                    *_in_source(source, concept),
                    target_span=(wrong.start, wrong.end),
                    target_text=wrong.text,
                    mend=right.text,
                )
            )
            break
    return findings


def _worse(first: Term, second: Term) -> bool:
    bad = (Status.DEPRECATED, Status.FORBIDDEN)
    return first.status in bad and second.status not in bad


def _differ(first: Term, second: Term, termbase: Termbase) -> bool:
    if plain_of(first.words) == plain_of(second.words) or _inflected(first, second):
        return False
    if first.form is second.form:
        return True
    if Form.ACRONYM in (first.form, second.form):
        return False
    return _tongue(first, termbase) != _tongue(second, termbase)


def _inflected(first: Term, second: Term) -> bool:
    """Two entries of one term: alcalde and alcaldesa, رئيس البلدية and رؤساء البلديات."""
    preferred = Status.PREFERRED
    return (
        first.status is preferred is second.status and first.form is second.form and first.language == second.language
    )


def _tongue(term: Term, termbase: Termbase) -> str:
    """The language that a name is in: an English brand stays English where another language admits it."""
    words = {other.language for other in termbase.concepts[term.concept].terms if other.words == term.words}
    return "en" if "en" in words else term.language


def _glossed(text: str, earlier: Occurrence, name: Occurrence) -> bool:
    """In brackets, or between dashes, right after the other name."""
    between = text[earlier.end : name.start]
    return re.fullmatch(r"\s?[(\[«“\"/–—]\s?(?:\w+\s){0,3}", between) is not None


def _in_source(source: Passage | None, concept: str) -> tuple[tuple[int, int] | None, str | None]:
    names = [name for name in source.names if concept in name.concepts] if source else []
    return ((names[-1].start, names[-1].end), names[-1].text) if names else (None, None)


def taken_for_another(passage: Passage, termbase: Termbase) -> list[Finding]:
    """In one text alone: a body in a sentence about the work of another that it is known to be taken for."""
    named = {concept for name in passage.names for concept in name.concepts if name.terms}
    findings = []
    for name in passage.names:
        for confusion in name.confusions:
            if confusion.number or termbase.concepts[confusion.concept].kind not in BODIES:
                continue
            if not name.terms:
                if not confusion.anywhere:
                    continue
            elif not (
                confusion.concept in named
                and confusion.denotes
                and _about(passage, name, confusion.concept, confusion.denotes, termbase)
            ):
                continue
            findings.append(
                Finding(
                    Code.ENTITY_INCONSISTENT if confusion.concept in named else Code.ENTITY_CHANGED,
                    Severity.WARNING,
                    confusion.concept,
                    target_span=(name.start, name.end),
                    target_text=name.text,
                    mend=mend_of(termbase.concepts[confusion.concept], passage, name),
                )
            )
            break
    return findings


def _about(passage: Passage, name: Occurrence, right: str, wrong: str, termbase: Termbase) -> bool:
    """Whether the sentence is about the one's work and not about the other's."""
    sentence = " ".join(
        plain_of(word) for word in passage.sentence_text(passage.sentence_at(name.start)).replace("’", "'").split()
    )
    name_words = plain_of(name.text)
    around = sentence.replace(name_words, " ")

    def speaks(concept: str) -> bool:
        stems = termbase.concepts[concept].field_words.get(passage.language, ())
        return any(plain_of(stem) in around for stem in stems)

    return speaks(right) and not speaks(wrong)


def digits(passage: Passage) -> list[Finding]:
    """The second style of digits within one text."""
    styles: dict[bool, tuple[int, int]] = {}
    for start, end in sorted(
        [quantity.span for quantity in passage.quantities] + [date.span for date in passage.dates]
    ):
        shown = [mark for mark in passage.text[start:end] if mark.isdecimal()]
        if not shown:
            continue
        ascii_digits = shown[0].isascii()
        if ascii_digits not in styles and styles:
            return [
                Finding(
                    Code.TERM_INCONSISTENT,
                    Severity.WARNING,
                    "digits",
                    target_span=(start, end),
                    target_text=passage.text[start:end],
                    mend=passage.text[start:end].translate(_OTHER_STYLE),
                )
            ]
        styles[ascii_digits] = (start, end)
    return []


_INDIC = "٠١٢٣٤٥٦٧٨٩"
_OTHER_STYLE = str.maketrans("0123456789" + _INDIC, _INDIC + "0123456789")

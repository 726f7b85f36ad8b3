"""Acronyms of the target that nobody has."""

from __future__ import annotations

import re
from functools import lru_cache

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.lexicon import frequencies
from openward.methods.terminology.matching import Occurrence
from openward.methods.terminology.model import Code, Finding, Form, Severity, Span, Term, Termbase
from openward.methods.terminology.naming import Naming, mend_of
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads

ACRONYM = re.compile(r"(?<![\w.@/-])[A-Z][A-Z0-9]{2,9}(?:-[A-Z]{2,6})?(?![\w@/]|\.\w|-\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
# How often a list has seen a word that is no acronym in capitals; of three letters, where subtitles have names too.
_COMMON, _COMMON_SHORT = 50, 2000
LEAST_NEAR = 4  # letters of an acronym that is looked for among its neighbours


def unknown(naming: Naming, beads: Beads) -> list[Finding]:
    """In a pair: acronyms that neither the termbase nor the source has."""
    target, source = naming.target, naming.source
    listed = all_acronyms(naming.termbase)
    findings = []
    lost = _lost_acronyms(source, target)
    for start, end in _candidates(target, naming.termbase):
        acronym = target.text[start:end]
        if acronym in listed or acronym.lower() in source.text.lower():
            continue
        name = naming.missing(Occurrence(start, end, acronym, (), ()), beads)
        if name is None and not lost and _explained(target.text, start, acronym):
            continue
        concept = name.concepts[0] if name else near_to(acronym, naming.termbase, target.language)
        findings.append(
            Finding(
                Code.ACRONYM_UNKNOWN,
                # The same words in the order of another language (GIS, SIG): perhaps a translation.
                Severity.WARNING if _reordered(acronym, lost, source) else Severity.ERROR,
                concept,
                (name.start, name.end) if name else (lost[0] if lost else None),
                name.text if name else (source.text[lost[0][0] : lost[0][1]] if lost else None),
                (start, end),
                acronym,
                mend_of(naming.termbase.concepts[concept], target)
                if concept
                else (source.text[lost[0][0] : lost[0][1]] if lost else None),
            )
        )
    return findings


def _reordered(acronym: str, lost: list[Span], source: Passage) -> bool:
    return any(sorted(acronym) == sorted(source.text[start:end]) for start, end in lost)


def nearly_known(passage: Passage, termbase: Termbase) -> list[Finding]:
    """In one text alone: an acronym that no list has and the text does not explain, one letter off a known one."""
    listed = all_acronyms(termbase)
    findings = []
    for start, end in _candidates(passage, termbase):
        acronym = passage.text[start:end]
        concept = (
            None
            if acronym in listed or _explained(passage.text, start, acronym)
            else near_to(acronym, termbase, passage.language)
        )
        if concept:
            findings.append(
                Finding(
                    Code.ACRONYM_UNKNOWN,
                    Severity.WARNING,
                    concept,
                    target_span=(start, end),
                    target_text=acronym,
                    mend=mend_of(termbase.concepts[concept], passage),
                )
            )
    return findings


@lru_cache(maxsize=8)
def all_acronyms(termbase: Termbase) -> frozenset[str]:
    return termbase.acronyms | {term.words for term in _acronyms(termbase)}


def near_to(acronym: str, termbase: Termbase, code: str) -> str | None:
    """The body whose acronym is one letter put in, left out, struck wrongly or changed about away."""
    if len(acronym) < LEAST_NEAR:
        return None
    index = _neighbours(termbase)
    near = {
        (term.language != code, term.concept)
        for variant in _shortened(acronym)
        for term in index.get(variant, ())
        if term.language in (code, "en") and _one_off(acronym, term.words)
    }
    return min(near)[1] if near else None


def _acronyms(termbase: Termbase) -> list[Term]:
    return [term for concept in termbase.concepts.values() for term in concept.terms if term.form is Form.ACRONYM]


@lru_cache(maxsize=8)
def _neighbours(termbase: Termbase) -> dict[str, list[Term]]:
    """Acronyms by what is left of them without one letter: two that are one letter apart share such a rest."""
    index: dict[str, list[Term]] = {}
    for term in _acronyms(termbase):
        if len(term.words) >= LEAST_NEAR:
            for variant in _shortened(term.words):
                index.setdefault(variant, []).append(term)
    return index


def _shortened(acronym: str) -> set[str]:
    return {acronym} | {acronym[:at] + acronym[at + 1 :] for at in range(len(acronym))}


def _one_off(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    at = next(
        (place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, rest_other = one[at:], other[at:]
    return (
        rest[1:] == rest_other[1:]
        or rest[1:] == rest_other
        or rest == rest_other[1:]
        or (rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:])
    )


def _candidates(passage: Passage, termbase: Termbase) -> list[Span]:
    """Rows of capitals that are no name, symbol, numeral, or shouting; each once."""
    taken = [(name.start, name.end) for name in passage.names] + passage.symbols
    found: list[Span] = []
    told: set[str] = set()
    for match in ACRONYM.finditer(passage.text):
        start, end = match.span()
        if (
            match.group() in told
            or any(begin < end and start < stop for begin, stop in taken)
            or _ROMAN.fullmatch(match.group())
        ):
            continue
        around = re.findall(
            r"[^\W\d_]{2,}", passage.text[max(0, start - 40) : start] + " " + passage.text[end : end + 40]
        )
        if frequencies(passage.language).get(match.group().lower(), 0) >= (
            _COMMON_SHORT if end - start < LEAST_NEAR else _COMMON
        ):
            continue  # a word in capitals
        if around and sum(word.isupper() for word in around) > len(around) / 2:
            continue
        told.add(match.group())
        found.append((start, end))
    return found


def _lost_acronyms(source: Passage, target: Passage) -> list[Span]:
    """Acronyms of the source that the target does not have, of which the termbase knows nothing."""
    named = [(name.start, name.end) for name in source.names]
    return [
        match.span()
        for match in ACRONYM.finditer(source.text)
        if match.group() not in target.text and not any(start <= match.start() < end for start, end in named)
    ]


def _explained(text: str, start: int, acronym: str) -> bool:
    """Whether it stands in brackets after words that begin with its letters, or before them."""
    after = re.match(r"\s?[(\[:,–-]\s?", text[start + len(acronym) :])
    if text[:start].rstrip()[-1:] in ("(", "["):
        words = re.findall(r"[^\W\d_]+", text[max(0, start - 120) : start])[-3 * len(acronym) :]
    elif after:
        words = re.findall(r"[^\W\d_]+", text[start + len(acronym) + after.end() :])[: 3 * len(acronym)]
    else:
        return False
    at = 0
    for word in words:
        if at < len(acronym) and plain_of(word)[0].upper() == acronym[at]:
            at += 1
    return at >= len(acronym) - 1

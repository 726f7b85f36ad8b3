"""Bodies of a pair of texts: changed into another, invented, or called by an acronym that nobody has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from openward.methods.terminology.folding import ARABIC, key_of, plain_of
from openward.methods.terminology.matching import Occurrence
from openward.methods.terminology.model import Action, Code, Confusion, Finding, Form, Kind, Severity, Span
from openward.methods.terminology.naming import Naming, mend_of, severity_of
from openward.methods.terminology.values import Beads

_CAPITALISED = re.compile(
    r"[A-ZÀ-Ý][\w'’-]*(?:\s(?:d[eu]s?|del|la|las|los|le|les|of|the|and|et|y|pour|para|for|l'|d')?\s?(?:l['’]|d['’])?[A-ZÀ-Ý][\w'’-]*)*"
)


def changed(naming: Naming, beads: Beads) -> list[Finding]:
    """Every name of the target that denotes another body than the source's, or one that the source does not name."""
    meant, said = naming.meant, naming.said
    findings = _under_another_head(naming)
    for name in naming.bodies(naming.target):
        denoted = [concept for concept in name.concepts if meant[concept]]
        too_often = bool(name.terms) and all(said[concept] > meant[concept] for concept in denoted)
        if name.terms and denoted and not (too_often and _swapped(name, naming)):
            continue
        if naming.generic(name):
            continue
        findings += _one(name, naming, beads)
    return findings


def _under_another_head(naming: Naming) -> list[Finding]:
    """A short name of a body after a word for a kind of body that no name of it has: "Union of Strong Cities"."""
    spoken = naming.target.spoken
    findings = []
    for name in naming.bodies(naming.target):
        if spoken is None or not name.terms or any(term.form is not Form.SHORT for term in name.terms):
            continue
        before = re.search(
            r"(\w+)((?:\s(?:des?|de la|del|de las|of|the))*\s)$",
            naming.target.text[max(0, name.start - 40) : name.start],
        )
        if before is None or plain_of(before[1]) not in spoken.heads or naming.meant[name.concepts[0]] == 0:
            continue
        start = name.start - len(before[0])
        concept = naming.termbase.concepts[name.concepts[0]]
        source = _named(concept.id, naming)
        findings.append(
            Finding(
                Code.ENTITY_CHANGED,
                Severity.WARNING,
                concept.id,
                (source.start, source.end) if source else None,
                source.text if source else None,
                (start, name.end),
                naming.target.text[start : name.end],
                mend_of(concept, naming.target, name),
            )
        )
    return findings


def _swapped(name: Occurrence, naming: Naming) -> bool:
    """Whether a body that the source names as well stands for one that it is known to be taken for, which is
    missing."""
    meant, said = naming.meant, naming.said
    return any(meant[confusion.concept] > 0 and not said[confusion.concept] for confusion in name.confusions)


def _one(name: Occurrence, naming: Naming, beads: Beads) -> list[Finding]:
    meant = naming.meant
    said = naming.said
    known = [confusion for confusion in name.confusions if _applies(confusion, naming)]
    taken = next(
        (
            confusion
            for confusion in known
            if meant[confusion.concept] > said[confusion.concept]
            or (meant[confusion.concept] and not confusion.denotes)
        ),
        None,
    )
    if taken is None and not name.terms:
        taken = next((confusion for confusion in known if confusion.anywhere and not meant[confusion.concept]), None)
        if taken is None:
            return []
    if taken is None and name.terms and meant[name.concepts[0]]:
        return []
    if taken is not None:
        source = _named(taken.concept, naming)
        severity = Severity.ERROR if taken.action is Action.FORBID else Severity.WARNING
        invented = not name.terms and _is_acronym(name.text)
        return [
            _finding(
                Code.ACRONYM_UNKNOWN if invented else Code.ENTITY_CHANGED, severity, taken.concept, source, name, naming
            )
        ]
    if _expands(name, naming) or all(
        naming.termbase.concepts[concept].kind is not Kind.ORGANISATION for concept in name.concepts
    ):
        return []
    severity = severity_of(name.terms)
    source = naming.missing(name, beads)
    if source is not None:
        return [_finding(Code.ENTITY_CHANGED, severity, source.concepts[0], source, name, naming)]
    unmeant = _finding(Code.ENTITY_INVENTED, severity, name.concepts[0], None, name, naming)
    return [replace(unmeant, mend=None)]


def _applies(confusion: Confusion, naming: Naming) -> bool:
    if not naming.is_body(confusion.concept) or confusion.number:
        return False
    return not confusion.where or any(words in naming.source.text.lower() for words in confusion.where)


def _named(concept: str, naming: Naming) -> Occurrence | None:
    return next((name for name in naming.bodies(naming.source) if concept in name.concepts), None)


def _expands(name: Occurrence, naming: Naming) -> bool:
    """Whether the source calls the body by a part of its name: "the Committee", "the Office"."""
    skipped = {
        "un",
        "united",
        "nation",
        "international",
        "world",
        "global",
        "european",
        "organization",
        "and",
        "for",
        "on",
    }
    parts = {
        key_of(word, naming.source.language)
        for concept in name.concepts
        for term in naming.termbase.concepts[concept].terms
        if term.language == naming.source.language and term.form is not Form.ACRONYM
        for word in re.findall(r"[^\W\d_]{4,}", term.words)
    } - skipped
    named = [(one.start, one.end) for one in naming.source.names if one.terms and naming.is_body(one.concepts[0])]
    words = [
        match.group()
        for match in re.finditer(r"(?<=\s)[^\W\d_]{4,}", naming.source.text)
        if not any(start <= match.start() < end for start, end in named)
    ]
    return any(
        key_of(word, naming.source.language) in parts for word in words if word[0].isupper() or ARABIC.search(word)
    )


def _finding(
    code: Code, severity: Severity, concept: str, source: Occurrence | None, name: Occurrence, naming: Naming
) -> Finding:
    return Finding(
        code,
        severity,
        concept,
        (source.start, source.end) if source else None,
        source.text if source else None,
        (name.start, name.end),
        name.text,
        mend_of(naming.termbase.concepts[concept], naming.target, name),
    )


def _is_acronym(words: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Z0-9-]+", words))


def unnamed(naming: Naming, beads: Beads, found: Sequence[Finding]) -> list[Finding]:
    """A body of the source that the target names by no name that is known, beside a name there that nobody has: the
    engine translated the name. Told only, since the termbase may lack a good name."""
    told = {finding.concept for finding in found} | {finding.target_span for finding in found}
    said = naming.said
    findings = []
    for source in naming.bodies(naming.source):
        concepts = [naming.termbase.concepts[concept] for concept in source.concepts]
        if not source.terms or naming.generic(source) or any(said[one.id] or one.id in told for one in concepts):
            continue
        if not any(term.language == naming.target.language for one in concepts for term in one.terms):
            continue
        span = _unknown_name(source, naming, beads)
        if span is None or any(isinstance(one, tuple) and one[0] < span[1] and span[0] < one[1] for one in told):
            continue
        told |= {one.id for one in concepts} | {span}
        findings.append(
            Finding(
                Code.ENTITY_CHANGED,
                Severity.WARNING,
                concepts[0].id,
                (source.start, source.end),
                source.text,
                span,
                naming.target.text[span[0] : span[1]],
                mend_of(concepts[0], naming.target),
            )
        )
    return findings


def _unknown_name(source: Occurrence, naming: Naming, beads: Beads) -> Span | None:
    """The name in the sentences that belong to the source's which is neither known nor in the source."""
    target = naming.target
    here = naming.source.sentence_at(source.start)
    sentences = beads.translated(here)
    there = {plain_of(word) for word in re.findall(r"\w+", naming.source.text)}
    for index in sentences:
        start, end = target.sentences[index]
        if target.language == "ar":
            span = _arabic_name(start, end, naming)
            if span:
                return span
            continue
        for match in _CAPITALISED.finditer(target.text, start, end):
            words = [plain_of(word) for word in re.findall(r"[^\W\d_]{2,}", match.group())]
            capital = list(re.findall(r"[A-ZÀ-Ý][\w-]+", match.group()))
            if match.start() == start and len(capital) < 2:
                continue
            if any(word in there for word in words if len(word) > 3) or any(
                name.start < match.end() and match.start() < name.end for name in target.names
            ):
                continue
            if len(capital) >= 2 or _is_acronym(match.group()) or (len(match.group()) > 3 and match.start() > start):
                return match.span()
    return None


def _arabic_name(start: int, end: int, naming: Naming) -> Span | None:
    """A word for a kind of body with what follows it, which no name covers."""
    target = naming.target
    heads = target.spoken.heads if target.spoken else {}
    for match in re.finditer(r"[\u0621-\u0652]+", target.text[start:end]):
        plain = plain_of(match.group())
        bare = next((plain[cut:] for cut in (0, 1, 2, 3) if plain[cut:] in heads), None)
        if bare is None:
            continue
        begin = start + match.start()
        tail = re.match(r"(?:\s[\u0621-\u0652]+){1,3}", target.text[begin + len(match.group()) : end])
        stop = begin + len(match.group()) + (tail.end() if tail else 0)
        if any(name.start < stop and begin < name.end for name in target.names):
            continue
        return (begin, stop)
    return None

"""Words that should not stand there: terms that are forbidden or out of use, and an article that does not fit the
name."""

from __future__ import annotations

import re

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.matching import Occurrence
from openward.methods.terminology.model import Action, Code, Confusion, Finding, Form, Severity, Status, Termbase
from openward.methods.terminology.naming import BODIES
from openward.methods.terminology.passage import Passage

_ARTICLES = {
    ("fr", "f"): {"le": "la", "du": "de la", "au": "à la", "un": "une", "ce": "cette"},
    ("fr", "m"): {"la": "le", "une": "un", "cette": "ce"},
    ("es", "f"): {"el": "la", "del": "de la", "al": "a la", "un": "una", "este": "esta"},
    ("es", "m"): {"la": "el", "una": "un", "esta": "este"},
}


def forbidden(target: Passage, termbase: Termbase, source: Passage | None) -> list[Finding]:
    findings = []
    for name in target.names:
        finding = _confused(name, target, termbase, source) or _out_of_use(name, target, termbase)
        if finding is not None:
            findings.append(finding)
    return findings


def _confused(name: Occurrence, target: Passage, termbase: Termbase, source: Passage | None) -> Finding | None:
    for confusion in name.confusions:
        concept = termbase.concepts[confusion.concept]
        if concept.kind in BODIES and not confusion.number:
            continue
        meant = [one for one in source.names if confusion.concept in one.concepts] if source else []
        place = _where(confusion, source)
        if confusion.where and place is None:
            continue
        if not confusion.where and not meant and not (confusion.anywhere and (source is None or not name.terms)):
            continue
        said = sum(1 for other in target.names if any(term.concept == confusion.concept for term in other.terms))
        if meant and said >= len(meant) and not confusion.anywhere:
            continue
        at = place or ((meant[0].start, meant[0].end) if meant else None)
        preferred = concept.preferred(target.language)
        return Finding(
            Code.NUMBER_CHANGED if confusion.number else Code.TERM_FORBIDDEN,
            Severity.ERROR if confusion.action is Action.FORBID and not confusion.number else Severity.WARNING,
            confusion.concept,
            at,
            source.text[at[0] : at[1]] if source and at else None,
            (name.start, name.end),
            name.text,
            confusion.mend or (preferred.words if preferred else None),
        )
    return None


def _where(confusion: Confusion, source: Passage | None) -> tuple[int, int] | None:
    if source is None:
        return None
    low = source.text.lower().replace("’", "'")
    for words in confusion.where:
        at = low.find(words)
        if at >= 0:
            return (at, at + len(words))
    return None


def _out_of_use(name: Occurrence, target: Passage, termbase: Termbase) -> Finding | None:
    """A term that all its languages call deprecated or forbidden."""
    if not name.terms or any(term.status in (Status.PREFERRED, Status.ADMITTED) for term in name.terms):
        return None
    term = name.terms[0]
    better = termbase.concepts[term.concept].preferred(target.language)
    return Finding(
        Code.TERM_FORBIDDEN,
        Severity.ERROR if term.status is Status.FORBIDDEN else Severity.WARNING,
        term.concept,
        target_span=(name.start, name.end),
        target_text=name.text,
        mend=better.words if better else None,
    )


def articles(target: Passage, termbase: Termbase) -> list[Finding]:
    """An article of the other gender than the first word of a full name."""
    if target.spoken is None or target.language not in ("fr", "es"):
        return []
    findings = []
    for name in target.names:
        if name.foreign or not any(
            term.form is Form.FULL and termbase.concepts[term.concept].kind in BODIES for term in name.terms
        ):
            continue
        gender = target.spoken.heads.get(plain_of(name.text.split()[0]))
        before = re.search(r"(\w+)\s$", target.text[max(0, name.start - 12) : name.start])
        if gender is None or before is None:
            continue
        right = _ARTICLES[target.language, gender].get(before[1].lower())
        if right is None:
            continue
        right = right.capitalize() if before[1][0].isupper() else right
        findings.append(
            Finding(
                Code.TERM_FORBIDDEN,
                Severity.WARNING,
                name.concepts[0],
                target_span=((name.start - len(before[1]) - 1), name.end),
                target_text=target.text[(name.start - len(before[1]) - 1) : name.end],
                mend=f"{right} {name.text}",
            )
        )
    return findings

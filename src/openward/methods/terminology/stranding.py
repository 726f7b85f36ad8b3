"""A number that stands apart from what it counts."""

from __future__ import annotations

import re

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.quantities import Quantity, Written


def stranded(source: Passage, target: Passage, same: list[tuple[Quantity, Quantity]]) -> list[Finding]:
    """A number that stood before what it counts, and now stands at the end of the sentence after nothing that calls
    for it."""
    findings = []
    for one, other in same:
        if one.written is not Written.DIGITS or other.written is not Written.DIGITS or one.unit or other.unit:
            continue
        if not _counts(source, one) or not target.sentences:
            continue
        start, end = target.sentences[target.sentence_at(other.start)]
        if re.sub(r"[\s.!?+\u200f\u200e»\"”]", "", target.text[other.end : end]):
            continue
        before = target.text[start : other.start]
        if not before.strip() or not _calls_for_none(before, target):
            continue
        plus = re.match(r"\s?\+", target.text[other.end : end])
        findings.append(
            Finding(
                Code.NUMBER_STRANDED,
                Severity.WARNING,
                source_span=one.span,
                source_text=source.text[one.start : one.end],
                target_span=(other.start, other.end + (plus.end() if plus else 0)),
                target_text=target.text[other.start : other.end + (plus.end() if plus else 0)],
            )
        )
    return findings


def _counts(source: Passage, one: Quantity) -> bool:
    """Whether it stands before what it counts: no year, none, and no part of a name (RFC 3339 format)."""
    if 1900 <= min(one.readings) <= 2100 or min(one.readings) == 0:
        return False
    if re.search(r"\b[A-Z]{2,}[\s\u00a0-]$", source.text[max(0, one.start - 12) : one.start]):
        return False
    return re.match(r"\+?[\s\u00a0][^\W\d_]{3,}", source.text[one.end :]) is not None


def _calls_for_none(before: str, target: Passage) -> bool:
    """Whether no word or mark before the number asks for one: a preposition, a label, a colon."""
    words = [plain_of(word) for word in re.findall(r"[^\W\d_'’]+|[,،:;(–—-]", before)]
    if target.spoken is None or not words:
        return False
    for quantifier in target.spoken.quantifiers:
        parts = quantifier.split()
        if words[-len(parts) :] == parts and len(words) > len(parts) and words[-len(parts) - 1] in (",", "،"):
            return True
    if words[-1] in (",", "،"):
        return True
    if not words[-1][0].isalpha():
        return False
    return words[-1] not in target.spoken.unstranding and words[-1] not in target.spoken.function

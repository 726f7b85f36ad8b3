"""A denial in the source that the target does not make.

A sentence may deny in other words: closed for not open, ممنوع for لا يجوز, only with for not without. So a denial
counts as lost only where the target has no negator and no word that denies by its meaning, and the source does not
deny twice.
"""

from __future__ import annotations

import re

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.language import Language
from openward.methods.terminology.lexicon import frequencies
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.quantities import without_placeholders
from openward.methods.terminology.values import Beads

_LEAST = 4  # letters of a word that stands without its denying syllable
_ALONE = re.compile(r"(?<![\w-])[^\W\d_](?:[^\W\d_]|[\u064b-\u065f])*(?!\w|-\w)")
_OPENS = re.compile(r"[.!?:;¡¿]\s*$")
_CONTRACTED = re.compile(r"\b(\w+)n['’]t\b", re.IGNORECASE)


def lost(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    findings: list[Finding] = []
    if source.spoken is None or target.spoken is None:
        return findings
    for bead in beads:
        if not bead.source or not bead.target:
            continue
        meant = (source.sentences[bead.source[0]][0], source.sentences[bead.source[-1]][1])
        said = (target.sentences[bead.target[0]][0], target.sentences[bead.target[-1]][1])
        text = without_placeholders(source.text[meant[0] : meant[1]])
        other = without_placeholders(target.text[said[0] : said[1]])
        explicit, place = _negators(text, source.spoken)
        # A second word that denies by its meaning may make the whole an affirmation, or not: no way to tell.
        if not explicit or _implied(text, source.spoken):
            continue
        if _negators(other, target.spoken)[0] or _implied(other, target.spoken):
            continue
        start, end = _clause(text, place)
        findings.append(
            Finding(
                Code.NEGATION_LOST,
                Severity.ERROR,
                source_span=(meant[0] + start, meant[0] + end),
                source_text=source.text[meant[0] + start : meant[0] + end],
                target_span=said,
                target_text=target.text[said[0] : said[1]],
            )
        )
    return findings


def _negators(text: str, spoken: Language) -> tuple[int, int]:
    """How many words deny, and where the first stands."""
    contracted = _CONTRACTED.sub(r"\1 not", text)
    # None is a word of programs too, no-reply a name: a negator stands alone, with no capital within a sentence.
    words = [
        (plain_of(match.group()), match.start())
        for match in _ALONE.finditer(contracted)
        if not match.group()[0].isupper()
        or match.start() == 0
        or _OPENS.search(contracted[max(0, match.start() - 3) : match.start()])
    ]
    plain = [_bare(word, spoken) for word, _ in words]
    joined = f" {' '.join(plain)} "
    for pattern in spoken.double:
        joined = joined.replace(f" {pattern} ", " ")
    left = joined.split()
    if spoken.only:
        left = _without_only(left, spoken)
    count = sum(1 for word in left if word in spoken.negators)
    place = next((start for (_, start), word in zip(words, plain, strict=True) if word in spoken.negators), 0)
    return count, min(place, len(text))


def _without_only(words: list[str], spoken: Language) -> list[str]:
    """French ne ... que says "only" and denies nothing; ne alone denies in high style."""
    kept: list[str] = []
    for index, word in enumerate(words):
        if word in spoken.only["ne"]:
            after = words[index + 1 : index + 7]
            if any(follower in spoken.only["que"] for follower in after) and not any(
                follower in spoken.only["unless"] for follower in after
            ):
                continue
        kept.append(word)
    return kept


def _implied(text: str, spoken: Language) -> bool:
    """Whether a word denies by its meaning, or by a syllable before a word that is the commoner
    without it (unsafe, invalide; not installed)."""
    written = re.findall(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f])*", text)
    plain = [_bare(plain_of(word), spoken) for word in written]
    joined = f" {' '.join(plain)} "
    if any(word in spoken.implied for word in plain) or any(f" {pattern} " in joined for pattern in spoken.double):
        return True
    return any(
        (
            word.startswith(prefix)
            and len(word) - len(prefix) >= _LEAST
            and (word.rstrip("s").endswith(("able", "ible")) and prefix in ("in", "im", "un", "il", "ir"))
        )
        or (
            word.startswith(prefix)
            and len(word) - len(prefix) >= _LEAST
            and _seen(word[len(prefix) :], spoken.code) > _seen(word, spoken.code)
        )
        for word in {word.lower() for word in written}
        for prefix in spoken.prefixes
    )


def _seen(word: str, code: str) -> int:
    return frequencies(code).get(word, 0)


def _bare(word: str, spoken: Language) -> str:
    if spoken.code == "ar" and len(word) > 2 and word not in spoken.negators:
        for clitic in ("ال", "و", "ف", "ب", "ل"):
            rest = word[len(clitic) :]
            if word.startswith(clitic) and (rest in spoken.negators or rest in spoken.implied):
                return rest
    return word


def _clause(text: str, place: int) -> tuple[int, int]:
    """The clause around a place."""
    start = max((text.rfind(mark, 0, place) for mark in ";:،,"), default=-1) + 1
    ends = [found for mark in ";:،,." if (found := text.find(mark, place)) >= 0]
    end = min(ends, default=len(text))
    while start < end and text[start].isspace():
        start += 1
    return start, end

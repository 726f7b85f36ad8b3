"""Sentences that the target lacks, has twice, or leaves in a language that is not its own."""

from __future__ import annotations

import re

from openward.methods.terminology.folding import ARABIC, plain_of
from openward.methods.terminology.language import LANGUAGES, language
from openward.methods.terminology.lexicon import known
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.quantities import without_placeholders
from openward.methods.terminology.values import Beads

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640'’-])*")
LEAST_WORDS = 3  # below, a sentence may be a name
LEAST_SHARE = 0.6  # of the words that are another language's


def dropped(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    findings = []
    for bead in beads:
        if bead.target:
            continue
        for index in bead.source:
            if len(_WORD.findall(source.sentence_text(index))) >= LEAST_WORDS and target.sentences:
                findings.append(
                    Finding(
                        Code.SENTENCE_DROPPED,
                        Severity.ERROR,
                        source_span=source.sentences[index],
                        source_text=source.sentence_text(index),
                    )
                )
    return findings


def doubled(target: Passage, source: Passage | None) -> list[Finding]:
    """The second of two sentences that say the same word for word, where the source does not say it twice too."""
    findings = []
    once = _kinds(source) if source else set()
    twice_in_source = source is not None and len(once) < len(source.sentences)
    seen: dict[str, int] = {}
    for index in range(len(target.sentences)):
        kind = _kind(target.sentence_text(index))
        if (
            len(kind.split()) >= LEAST_WORDS
            and kind in seen
            and not twice_in_source
            and index - seen[kind] <= LEAST_WORDS
        ):
            findings.append(
                Finding(
                    Code.SENTENCE_DOUBLED,
                    Severity.WARNING,
                    target_span=target.sentences[index],
                    target_text=target.sentence_text(index),
                )
            )
        seen[kind] = index
    return findings


def _kinds(passage: Passage) -> set[str]:
    return {_kind(passage.sentence_text(index)) for index in range(len(passage.sentences))}


def _kind(sentence: str) -> str:
    return " ".join(plain_of(word) for word in _WORD.findall(sentence))


def untranslated(target: Passage, source: Passage | None) -> list[Finding]:
    """Sentences of the target that stand in another language than its own: by their script, else by their small
    words."""
    findings = []
    for index, span in enumerate(target.sentences):
        sentence = target.sentence_text(index)
        if not _foreign(sentence, target, source):
            continue
        findings.append(
            Finding(
                Code.UNTRANSLATED,
                Severity.ERROR if source else Severity.WARNING,
                source_span=_its_source(sentence, source),
                source_text=sentence if _its_source(sentence, source) else None,
                target_span=span,
                target_text=sentence,
            )
        )
    return findings


def _its_source(sentence: str, source: Passage | None) -> tuple[int, int] | None:
    at = source.text.find(sentence) if source else -1
    return (at, at + len(sentence)) if at >= 0 else None


def _foreign(sentence: str, target: Passage, source: Passage | None) -> bool:
    outside = re.sub(r"https?://\S+|\S+@\S+|[«“\"][^»”\"]*[»”\"]", " ", without_placeholders(sentence))
    written = [word.strip("'’-") for word in _WORD.findall(outside)]
    words = [word.lower() for word in written]
    if len(words) < LEAST_WORDS or _a_name(written):
        return False
    arabic = sum(1 for word in words if ARABIC.search(word))
    if target.language == "ar" or target.spoken is None:
        others = [word for word in words if not ARABIC.search(word)]
        return (
            target.language == "ar"
            and len(others) >= LEAST_WORDS
            and arabic * 4 <= len(others)
            and _prose(others, target)
        )
    if arabic > len(words) / 2:
        return True
    own = sum(1 for word in words if plain_of(word) in target.spoken.function)
    return any(_speaks(words, other, target, own) for other in LANGUAGES if other not in (target.language, "ar"))


def _a_name(words: list[str]) -> bool:
    """Whether all words of weight have a capital, as in Madre de Dios."""
    small = set().union(*(spoken.function for code in LANGUAGES if (spoken := language(code)) is not None))
    weighty = [word for word in words if plain_of(word) not in small]
    return bool(weighty) and all(word[:1].isupper() for word in weighty)


def _prose(words: list[str], target: Passage) -> bool:
    """Whether Latin words are a sentence, not names: they have small words of a language."""
    return any(
        plain_of(word) in spoken.function
        for other in LANGUAGES
        if (spoken := language(other)) is not None
        for word in words
    )


def _speaks(words: list[str], other: str, target: Passage, own: int) -> bool:
    """Whether the words are rather that language's: more of its small words, and most words on its list and not on
    ours."""
    spoken = language(other)
    if spoken is None:
        return False
    small = sum(1 for word in words if plain_of(word) in spoken.function)
    if small == 0 or small < own:
        return False
    theirs = sum(1 for word in words if known(word, other) or plain_of(word) in spoken.function)
    ours = sum(1 for word in words if known(word, target.language))
    return theirs >= LEAST_SHARE * len(words) and (ours * 2 <= theirs if small > own else ours < theirs - 1)

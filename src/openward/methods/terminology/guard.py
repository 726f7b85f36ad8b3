"""The guard: a termbase made ready once, and then any number of texts.

`pair` checks a translation against its source, `alone` a text of which no source is known. Findings come in the
order of the target; of several on the same words only the gravest stands.
"""

from __future__ import annotations

from collections.abc import Callable

from openward.methods.terminology import (
    acronyms,
    bodies,
    completeness,
    consistency,
    date_changes,
    honorifics,
    negation,
    numbers,
    sentences,
    symbols,
    terms,
    typos,
)
from openward.methods.terminology.matching import Matcher
from openward.methods.terminology.model import Code, Finding, Form, Termbase
from openward.methods.terminology.naming import Naming
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads

# Which of several findings on the same words stands: the first of this list.
_GRAVEST = (
    Code.UNTRANSLATED,
    Code.ENTITY_CHANGED,
    Code.ACRONYM_UNKNOWN,
    Code.ENTITY_INVENTED,
    Code.SYMBOL_ALTERED,
    Code.DATE_CHANGED,
    Code.UNIT_CHANGED,
    Code.NUMBER_CHANGED,
    Code.ENTITY_INCONSISTENT,
    Code.TERM_FORBIDDEN,
    Code.TERM_INCONSISTENT,
    Code.NUMBER_STRANDED,
    Code.HONORIFIC_MERGED,
    Code.SOURCE_TYPO_LITERAL,
    Code.SENTENCE_DOUBLED,
    Code.SENTENCE_DROPPED,
    Code.NEGATION_LOST,
)
_LENDER = "en"  # the language whose full names stand in texts of others: brands that nobody translates
_OF_SENTENCES = (Code.SENTENCE_DOUBLED, Code.SENTENCE_DROPPED, Code.NEGATION_LOST)


class Guard:
    """Checks texts with a termbase. Making one reads all names; texts cost next to nothing after."""

    def __init__(self, termbase: Termbase) -> None:
        self.termbase = termbase
        self._matchers: dict[str, Matcher] = {}

    def matcher(self, language: str) -> Matcher:
        """The names of the termbase that a text in that language may hold: its own, English ones, and all acronyms."""
        if language not in self._matchers:
            names = [
                term
                for concept in self.termbase.concepts.values()
                for term in concept.terms
                if term.language in (language, _LENDER) or term.form is Form.ACRONYM
            ]
            confused = [confusion for confusion in self.termbase.confusions if confusion.language == language]
            self._matchers[language] = Matcher([*names, *confused], language)
        return self._matchers[language]

    def read(self, text: str, language: str) -> Passage:
        return Passage.read(text, language, self.matcher(language))

    def pair(self, source: str, source_language: str, target: str, target_language: str) -> list[Finding]:
        """What is wrong with `target` as a translation of `source`."""
        if source == target and source_language == target_language:
            return []
        meant, said = self.read(source, source_language), self.read(target, target_language)
        beads = self._beads(meant, said)
        naming = Naming(self.termbase, meant, said)
        whole = completeness.untranslated(said, meant)
        found = [*whole, *bodies.changed(naming, beads), *acronyms.unknown(naming, beads)]
        found += bodies.unnamed(naming, beads, found)
        found += consistency.inconsistent(said, self.termbase, meant)
        found += terms.forbidden(said, self.termbase, meant) + terms.articles(said, self.termbase)
        found += symbols.altered(source, target, (source_language, target_language))
        found += date_changes.changed(meant, said, beads) + numbers.changed(meant, said, beads)
        found += negation.lost(meant, said, beads) + consistency.digits(said)
        found += completeness.dropped(meant, said, beads) + completeness.doubled(said, meant)
        found += honorifics.merged(meant, said, beads) + typos.literal(meant, said, beads)
        return _gravest(found)

    def alone(self, text: str, language: str) -> list[Finding]:
        """What is wrong with a text whatever it was translated from."""
        said = self.read(text, language)
        found = completeness.untranslated(said, None) + consistency.taken_for_another(said, self.termbase)
        found += acronyms.nearly_known(said, self.termbase) + consistency.inconsistent(said, self.termbase, None)
        found += terms.forbidden(said, self.termbase, None) + terms.articles(said, self.termbase)
        found += consistency.digits(said) + completeness.doubled(said, None)
        return _gravest(found)

    def _beads(self, source: Passage, target: Passage) -> Beads:
        ratio = sentences.LENGTH.get(target.language, 1.0) / sentences.LENGTH.get(source.language, 1.0)
        lengths: Callable[[Passage], list[int]] = lambda passage: [end - start for start, end in passage.sentences]  # noqa: E731
        return Beads(sentences.pair(lengths(source), lengths(target), source.anchors, target.anchors, ratio))


def _gravest(found: list[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in sorted(
        found, key=lambda one: (_GRAVEST.index(one.code), one.target_span or (0, 0), one.source_span or (0, 0))
    ):
        if not any(_same_words(finding, other) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda one: (one.target_span or one.source_span or (0, 0), one.code))


def _same_words(finding: Finding, other: Finding) -> bool:
    if finding.target_span is None or other.target_span is None:
        return False
    if finding.code in _OF_SENTENCES and other.code is not Code.UNTRANSLATED:
        return False
    return finding.target_span[0] < other.target_span[1] and other.target_span[0] < finding.target_span[1]

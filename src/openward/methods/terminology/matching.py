"""Every name of the termbase that stands in a text, in one pass.

Names and texts are folded into keys (`folding`), and an Aho-Corasick automaton (Aho and Corasick 1975;
pyahocorasick) finds all names at once, whatever their number. The hard part comes after: a longer name hides the
shorter ones within it, names that are common words count only as they are written, and one form may name several
bodies.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from openward.methods.terminology.folding import ARABIC, STOP, Word, phrase_key, plain_of, prefix_is_clitic, words_of
from openward.methods.terminology.model import Confusion, Form, Term

Entry = Term | Confusion
_TOLD = 5  # letters of an acronym that is told from a word in a text of capitals
_CAPITALS = re.compile(r"[A-ZÀ-Ý]{2}")
# The United Nations are written in two ways within the names of their bodies.
_UNITED_NATIONS = {
    "en": [(re.compile(r"\bUN\b(?!-)"), "United Nations")],
    "fr": [(re.compile(r"\b(?:des |les )?Nations [Uu]nies\b"), "l'ONU")],
    "es": [(re.compile(r"\b(?:de )?las Naciones Unidas\b"), "la ONU")],
}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in a text, and everything that it may name."""

    start: int
    end: int
    text: str
    terms: tuple[Term, ...]
    confusions: tuple[Confusion, ...]
    foreign: bool = False  # a name of another language than the text's

    @property
    def concepts(self) -> tuple[str, ...]:
        return tuple(
            sorted({term.concept for term in self.terms} or {confusion.concept for confusion in self.confusions})
        )


class Matcher:
    """The names that a text in one language may hold: its own, and those of other languages that are kept."""

    def __init__(self, entries: Iterable[Entry], language: str) -> None:
        self.language = language
        held: dict[str, list[Entry]] = {}
        for entry in entries:
            for words in _spellings(entry):
                key = phrase_key(words, language)
                if key.strip():
                    held.setdefault(key, []).append(entry)
        self._automaton = ahocorasick.Automaton()
        for key in sorted(held):
            self._automaton.add_word(key, (len(key), held[key]))
        self._filled = bool(held)
        if self._filled:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[Occurrence]:
        """Names in the order of the text; none within another."""
        if not self._filled:
            return []
        words = words_of(text, self.language)
        starts: list[int] = []
        pieces: list[str] = [" "]
        at = 1
        for word in words:
            starts.append(at)
            pieces.append(word.key + " ")
            at += len(word.key) + 1
        shouted = _shouted(text)
        found: list[Occurrence] = []
        for end, (length, entries) in self._automaton.iter("".join(pieces)):
            first = bisect_right(starts, end - length + 2) - 1
            last = bisect_right(starts, end - 1) - 1
            inside = words[first : last + 1]
            occurrence = self._occurrence(text, inside, entries, shouted)
            if occurrence is not None:
                found.append(occurrence)
        return _longest(found)

    def _occurrence(self, text: str, inside: list[Word], entries: list[Entry], shouted: bool) -> Occurrence | None:
        if any(word.key == STOP for word in inside):
            return None
        start, end = inside[0].start, inside[-1].end
        written = text[start:end]
        kept = [entry for entry in entries if self._stands(entry, written, shouted)]
        if not kept:
            return None
        own = [entry for entry in kept if entry.language == self.language]
        terms = tuple(entry for entry in own or kept if isinstance(entry, Term))
        confusions = tuple(entry for entry in own if isinstance(entry, Confusion))
        if not terms and not confusions:
            return None
        return Occurrence(start, end, written, terms, confusions, foreign=not own)

    def _stands(self, entry: Entry, written: str, shouted: bool) -> bool:
        name = entry.words if isinstance(entry, Term) else entry.form
        exact = entry.exact if isinstance(entry, Term) else bool(_CAPITALS.match(name))
        if exact and not ARABIC.search(name):
            return _same_letters(written, name) and not (shouted and len(name) < _TOLD)
        if entry.language != self.language and isinstance(entry, Term):
            return written[:1].isupper() and written != written.lower()
        if ARABIC.search(name):
            return prefix_is_clitic(written.split()[0], name.split()[0])
        if isinstance(entry, Term) and _proper(name, entry.language) and entry.form is not Form.ACRONYM:
            # What a body is called by common words starts with a capital: "Strong Cities", not "strong cities".
            return any(letter.isupper() for letter in written)
        return True


@lru_cache(maxsize=100_000)
def _proper(name: str, language: str) -> bool:
    """Whether the first word that counts has a capital."""
    first = next(iter(words_of(name, language)), None)
    return first is not None and name[first.start].isupper()


def _spellings(entry: Entry) -> list[str]:
    words = entry.words if isinstance(entry, Term) else entry.form
    found = [words]
    for pattern, other in _UNITED_NATIONS.get(entry.language, ()):
        changed = pattern.sub(other, words)
        if changed != words:
            found.append(changed)
    return found


def _same_letters(written: str, name: str) -> bool:
    """As it is written, but for accents, spaces and hyphens."""
    return _bare(written) == _bare(name)


def _bare(words: str) -> str:
    return "".join(letter.upper() if letter.isupper() else plain_of(letter) for letter in words if letter.isalnum())


def _shouted(text: str) -> bool:
    """Whether all of a text is in capitals, so that a short acronym can't be told from a word."""
    letters = [letter for letter in text if letter.isalpha() and letter.lower() != letter.upper()]
    return len(letters) > 12 and all(letter.isupper() for letter in letters)


def _longest(found: list[Occurrence]) -> list[Occurrence]:
    kept: list[Occurrence] = []
    for occurrence in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and occurrence.start < kept[-1].end:
            if occurrence.end - occurrence.start > kept[-1].end - kept[-1].start:
                kept[-1] = occurrence
            continue
        kept.append(occurrence)
    return kept

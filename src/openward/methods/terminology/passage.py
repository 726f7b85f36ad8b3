"""A text read once for all checks: its sentences, the names, symbols, dates and quantities in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from openward.methods.terminology.dates import Date, dates_of
from openward.methods.terminology.folding import ARABIC, plain_of
from openward.methods.terminology.language import Language, language
from openward.methods.terminology.matching import Matcher, Occurrence
from openward.methods.terminology.model import Span
from openward.methods.terminology.quantities import Quantity, Written, quantities_of
from openward.methods.terminology.sentences import sentences_of
from openward.methods.terminology.symbols import symbols_of

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0670\u0640])*")
_STEM = 5  # letters that two languages of one script share in a kindred word


@dataclass(eq=False)
class Passage:
    text: str
    language: str
    names: list[Occurrence]

    @classmethod
    def read(cls, text: str, code: str, matcher: Matcher) -> Passage:
        return cls(text, code, matcher.find(text))

    @cached_property
    def spoken(self) -> Language | None:
        return language(self.language)

    @cached_property
    def sentences(self) -> list[Span]:
        return sentences_of(self.text)

    @cached_property
    def symbols(self) -> list[Span]:
        return symbols_of(self.text)

    @cached_property
    def dates(self) -> list[Date]:
        if self.spoken is None:
            return []
        return [date for date in dates_of(self.text, self.spoken) if not self._covered(date.span, self.symbols)]

    @cached_property
    def quantities(self) -> list[Quantity]:
        if self.spoken is None:
            return []
        exact = [(name.start, name.end) for name in self.names if any(letter.isdigit() for letter in name.text)]
        return quantities_of(
            self.text, self.spoken, [*self.symbols, *exact, *(date.span for date in self.dates if not date.loose)]
        )

    @cached_property
    def words(self) -> list[tuple[str, int, int]]:
        """Words in `plain_of` form with their places."""
        return [(plain_of(match.group()), match.start(), match.end()) for match in _WORD.finditer(self.text)]

    def words_in(self, span: Span) -> list[str]:
        return [word for word, start, end in self.words if span[0] <= start and end <= span[1]]

    def sentence_at(self, place: int) -> int:
        """The index of the sentence that a character belongs to."""
        return max(0, bisect_right(self._starts, place) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_text(self, index: int) -> str:
        start, end = self.sentences[index]
        return self.text[start:end]

    @cached_property
    def anchors(self) -> list[frozenset[str]]:
        """For each sentence what a translation keeps: bodies, numbers, dates, symbols, kindred words."""
        held: list[set[str]] = [set() for _ in self.sentences]
        if not held:
            return []
        for name in self.names:
            held[self.sentence_at(name.start)] |= set(name.concepts)
        for quantity in self.quantities:
            if quantity.written is not Written.HINT:
                held[self.sentence_at(quantity.start)].add(str(min(quantity.readings)))
        for date in self.dates:
            held[self.sentence_at(date.start)] |= {str(sorted(date.readings)[:1] or date.weekday)}
        for start, end in self.symbols:
            held[self.sentence_at(start)].add(self.text[start:end])
        for word, start, _ in self.words:
            if len(word) >= _STEM + 1 and not ARABIC.search(word):
                held[self.sentence_at(start)].add(word[:_STEM])
        return [frozenset(one) for one in held]

    def _covered(self, span: Span, others: list[Span]) -> bool:
        return any(start < span[1] and span[0] < end for start, end in others)

"""The words that resolutions are made of, from words.en.yaml: verbs with their force, openers of recitals, addressees.

Hard part: a verb is more than a word. "Takes note", "expresses its deep concern" and "calls once more upon" are one
verb each; verbs.py puts them together from the lists here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from openward.readers.instruments.model import Force


@dataclass(frozen=True, slots=True)
class Words:
    """All in lower case. `light` maps a form of a verb that says little to the nouns that say it, as tuples of words;
    what each of the other lists is for stands in the file."""

    operative: dict[str, Force]
    recital_openers: frozenset[str]
    no_participles: frozenset[str]
    adverbs: frozenset[str]
    no_adverbs: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    feelings: frozenset[str]
    light: dict[str, tuple[tuple[str, ...], ...]]
    call_prepositions: frozenset[str]
    addressees: frozenset[str]
    addressee_ends: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    function_words: frozenset[str]
    subjects: frozenset[str]
    units: frozenset[str]
    numbered: frozenset[str]
    hyphenated_left: frozenset[str]
    hyphenated_right: frozenset[str]

    def is_adverb(self, word: str) -> bool:
        return word in self.adverbs or (word.endswith("ly") and len(word) > 4 and word not in self.no_adverbs)

    def is_participle(self, word: str) -> bool:
        return word.endswith("ing") and len(word) > 4 and word not in self.no_participles


@cache
def english() -> Words:
    data = yaml.safe_load((files("openward.readers.instruments") / "words.en.yaml").read_text("utf-8"))
    return Words(
        operative={verb: Force(force) for force, verbs in data.pop("operative").items() for verb in verbs},
        light={form: _longest_first(nouns) for forms, nouns in data.pop("light").items() for form in forms.split()},
        phrases=_longest_first(data.pop("phrases")),
        **{name: frozenset(listed) for name, listed in data.items()},
    )


def _longest_first(phrases: list[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=lambda words: (-len(words), words)))

"""Names of real places, and where a text has one. Hard part: a name of one word may be a word.

A name of several words and a dozen letters is somebody's, whatever the words; so is a shorter one with a word that no
dictionary has. A name of one word counts in any case where no dictionary has it, and as it is written where a
dictionary has it but nothing of ours uses it as a word, in lower case. Dictionaries: those of pyspellchecker.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick

# What could be a place at risk, and what stands in one.
KEYS = (
    "amenity", "tourism", "leisure", "shop", "historic", "office", "railway", "building", "healthcare", "aeroway",
    "public_transport", "man_made", "emergency", "craft", "club", "government", "diplomatic",
)  # fmt: skip
OTHER_NAMES = ("alt_name", "official_name", "short_name", "old_name")
LANGUAGES = ("en", "fr", "de", "it", "es", "ar")
LONG, SHORT, SHORTEST = 12, 6, 4  # letters of a name of several words, of a short one, of one word
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Words that places of any city are called by, alone or together: they name no one place.
GENERIC = re.compile(
    r"^(?:(?:national|international|central|public|city|town|old|new|museum|library|post|police|fire|station|office|"
    r"hospital|school|theatre|hall|house|park|market|square|centre|center|street|community|primary|garden|of|the|and|de|"
    r"la|le|les|du|des|et|aux?|art|arts|history|modern|music|parking|tourist|information|united|nations)\b[\s'’-]*)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class RealNames:
    """`phrases` are looked for as they stand, `words` as whole words in any case, `as_written` as whole words."""

    phrases: frozenset[str]
    words: frozenset[str]  # case folded
    as_written: frozenset[str]

    def in_text(self, text: str) -> list[str]:
        told = set(WORD.findall(text))
        found = {word for word in told if word.casefold() in self.words} | (told & self.as_written)
        return sorted(found | {phrase for _, phrase in _automaton(self.phrases).iter(text)} if self.phrases else found)


def names_in_extracts(folder: Path) -> set[str]:
    """Every name, in every language, of everything in the extracts that could be a place at risk."""
    import osmium

    found = set()
    for extract in sorted(folder.glob("*.osm.pbf")):
        for thing in osmium.FileProcessor(str(extract)).with_filter(osmium.filter.KeyFilter("name")):
            if any(key in thing.tags for key in KEYS):
                found |= {tag.v.strip() for tag in thing.tags if _is_name(tag.k)}
    return found


def real_names(names: Iterable[str], texts: Iterable[str]) -> RealNames:
    """Those of the names that could only be one place's. `texts`: ours, which show what is a word of ours."""
    ours = {word for text in texts for word in WORD.findall(text) if word == word.lower() != word.upper()}
    known = _dictionaries()
    phrases, words, as_written = set(), set(), set()
    for name in names:
        if WORD.fullmatch(name):
            if len(name) >= SHORTEST and name.casefold() not in known:
                words.add(name.casefold())
            elif len(name) >= SHORTEST and name.casefold() not in ours and name != name.lower():
                as_written.add(name)
        elif len(name.split()) > 1 and not GENERIC.match(name):
            is_rare = any(len(word) > 2 and word.casefold() not in known for word in WORD.findall(name))
            if len(name) >= LONG or (len(name) >= SHORT and is_rare):
                phrases.add(name)
    return RealNames(frozenset(phrases), frozenset(words), frozenset(as_written))


@cache
def _automaton(phrases: frozenset[str]) -> ahocorasick.Automaton:
    """All phrases at once: one by one they take half a minute."""
    made = ahocorasick.Automaton()
    for phrase in phrases:
        made.add_word(phrase, phrase)
    made.make_automaton()
    return made


def _is_name(key: str) -> bool:
    return key == "name" or key.startswith("name:") or key in OTHER_NAMES


@cache
def _dictionaries() -> frozenset[str]:
    from spellchecker import SpellChecker

    return frozenset(
        word.casefold() for language in LANGUAGES for word in SpellChecker(language=language).word_frequency.dictionary
    )

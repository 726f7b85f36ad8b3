"""Words of a text as keys that do not tell spellings apart: no case, no accents, no vowel signs, no plural ending,
no Arabic clitic; articles fall away. Each key knows where its word stands.

The hard part is Arabic: conjunctions, prepositions and the article are written as one with the word (وللمديرية).
They are taken off one after the other from names and texts alike, so that both end in the same key whatever stood
before; whether what was taken off could be a clitic at all is asked of the place itself (`prefix_is_clitic`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

ARABIC = re.compile(r"[\u0621-\u064a]")
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u064b-\u065f\u0670\u0640\u0300-\u036f])*")
_BREAK = re.compile(r"[.!?;:…؟؛()\[\]{}\n|]|\s[–—]\s")
_LETTERS = str.maketrans(
    {
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ٱ": "ا",
        "ى": "ي",
        "ة": "ه",
        "ؤ": "و",
        "ئ": "ي",
        "ـ": None,
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
    }
)
_SKIPPED = {
    "en": frozenset({"the", "of", "a", "an"}),
    "fr": frozenset({"le", "la", "les", "l", "de", "des", "du", "d", "un", "une"}),
    "es": frozenset({"el", "la", "los", "las", "de", "del", "un", "una"}),
}
_CLITICS = re.compile(r"(?:[وف]?[بكلس]?(?:ال)?|[وف]?لل|[وفأ])")
STOP = "\x02"  # what no name goes across


@dataclass(frozen=True, slots=True)
class Word:
    key: str
    start: int
    end: int


def words_of(text: str, language: str) -> list[Word]:
    """The words of a text in order, with a word `STOP` where a sentence or a bracket begins or ends."""
    found: list[Word] = []
    skipped = _SKIPPED.get(language, frozenset())
    end = 0
    for match in _WORD.finditer(text):
        start = match.start()
        if (start > end + 1 and _BREAK.search(text, end, start)) or (
            start == end + 1 and text[end] in ".!?;:…؟؛()[]{}\n|"
        ):
            found.append(Word(STOP, end, start))
        end = match.end()
        key = key_of(match.group(), language)
        if key not in skipped:
            found.append(Word(key, start, end))
    return found


@lru_cache(maxsize=200_000)
def key_of(word: str, language: str) -> str:
    """One word folded. An article stays, for a caller to leave out."""
    plain = plain_of(word)
    if ARABIC.search(plain):
        return _without_clitics(plain)
    if plain in _SKIPPED.get(language, ()):
        return plain
    if language == "es" and len(plain) > 4 and plain.endswith("es") and plain[-3] in "dlnrjz":
        return plain[:-2]
    if len(plain) > 3 and plain[-1] in ("sx" if language == "fr" else "s") and plain[-2] not in "su'":
        if language == "en" and plain.endswith("ies") and len(plain) > 4:
            return plain[:-3] + "y"
        return plain[:-1]
    return plain


@lru_cache(maxsize=200_000)
def plain_of(word: str) -> str:
    """Lower case without accents, vowel signs and variants of letters; as many words as before."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFD", word.translate(_LETTERS).lower())
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn").translate(_LETTERS)


def _without_clitics(word: str) -> str:
    while True:
        if word.startswith("ال") and len(word) >= 5:
            word = word[2:]
        elif word[:1] in "وفبلك" and len(word) >= 4:
            word = word[1:]
        else:
            return word


def prefix_is_clitic(written: str, word: str) -> bool:
    """Whether `written` (in a text) is `word` (of a name) with nothing but clitics before it."""
    text, name = plain_of(written), plain_of(word)
    bare = name[2:] if name.startswith("ال") else name
    return any(text.endswith(core) and _CLITICS.fullmatch(text[: len(text) - len(core)]) for core in (name, bare))


def phrase_key(words: str, language: str) -> str:
    """A name as one key: its words' keys with a space around each."""
    keys = [word.key for word in words_of(words, language) if word.key != STOP]
    return f" {' '.join(keys)} "

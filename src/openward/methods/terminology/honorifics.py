"""An honorific of the source that became part of the name: "The Hon. Grace Tilman" as "Hongrace Tilman" or "ذاهون".

Arabic words are compared by what they sound like: letters of both scripts are reduced to the consonants that they
share.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from openward.methods.terminology.folding import ARABIC, plain_of
from openward.methods.terminology.language import Language, alternatives
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads

_NAME = r"(?P<name>[A-ZÀ-Ý][\w'’-]+(?:\s[A-ZÀ-Ý][\w'’-]+){0,3})"
# What is heard where a title is written short.
_SPOKEN = {"mr": "mister", "dr": "doctor", "mrs": "missis", "prof": "professor", "hon": "honourable", "mme": "madame"}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0640'’-])*")
# One sign for what the scripts write differently.
_SOUNDS = str.maketrans(
    "هبپتطثجغحخكقدذضرزسشصظفڤلمنpvcqzj",
    "hbbttdgghkkkdddrssssdfflmnbfkksg",
    "اوىيعءةaeiouyw",
)


def merged(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    if source.spoken is None:
        return []
    findings = []
    for match in _pattern(source.spoken).finditer(source.text):
        title, name = match["title"], match["name"]
        if len(_letters(title)) < 2:
            continue
        for word in _words_near(source.sentence_at(match.start()), target, beads):
            if word.group() in source.text or not _runs_together(word.group(), title, name):
                continue
            end = _end_of_name(target.text, word.end(), name)
            findings.append(
                Finding(
                    Code.HONORIFIC_MERGED,
                    Severity.WARNING,
                    source_span=match.span(),
                    source_text=match.group(),
                    target_span=(word.start(), end),
                    target_text=target.text[word.start() : end],
                )
            )
            break
    return findings


def _words_near(index: int, target: Passage, beads: Beads) -> Iterator[re.Match[str]]:
    for near in beads.translated(index):
        yield from _WORD.finditer(target.text, *target.sentences[near])


@cache
def _pattern(spoken: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<title>{alternatives(list(spoken.honorifics))})\s?{_NAME}")


def _runs_together(word: str, title: str, name: str) -> bool:
    first = name.split()[0]
    joined = _letters(title)
    if not ARABIC.search(word):
        plain = _letters(word)
        return (plain == joined and " " in title) or (
            plain.startswith(joined) and plain[len(joined) :] in _starts(first)
        )
    return any(_sounds_like(word, title, spoken, first) for spoken in {joined, _SPOKEN.get(joined, joined)})


def _sounds_like(word: str, title: str, spoken: str, first: str) -> bool:
    said = sound_of(plain_of(word))
    heard = sound_of(spoken)
    with_name = heard + sound_of(first)
    # The article and prepositions are no part of what was run together.
    candidates = {said} | {sound_of(plain_of(word[1:]))} if word[:1] in "ولبف" else {said}
    if with_name in candidates and len(with_name) > len(sound_of(first)) and len(heard) >= 1:
        return sound_of(first) != said and len(word) > 3 and said.startswith(heard)
    return " " in title and heard in candidates and len(heard) >= 3


def _letters(words: str) -> str:
    return "".join(letter for letter in plain_of(words) if letter.isalpha())


def _starts(first: str) -> set[str]:
    plain = _letters(first)
    return {plain, plain[:4]} - {""}


def _end_of_name(text: str, end: int, name: str) -> int:
    """As many more words as the name has, where they follow."""
    for _ in range(len(name.split()) - (1 if end and name.split()[0].lower() in text[:end].lower() else 0)):
        match = re.match(r"\s[^\W\d_][\w'’-]*", text[end:])
        if not match:
            break
        end += match.end()
    return end


def sound_of(word: str) -> str:
    """The consonants of a word in one sign each, doubled ones once."""
    word = (
        word.lower()
        .replace("th", "d")
        .replace("sh", "s")
        .replace("ch", "s")
        .replace("kh", "k")
        .replace("ph", "f")
        .replace("gh", "g")
    )
    word = re.sub(r"c(?=[eiy])", "s", word)
    word = re.sub(r"(?<=[aeiou])h(?![aeiou])", "", word)
    return re.sub(r"(.)\1+", r"\1", word.translate(_SOUNDS))

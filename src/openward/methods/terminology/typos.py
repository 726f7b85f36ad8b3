"""A typo of the source that a translation took for a word.

A word counts as a typo if no list knows it, it is no name, and one slip of the keys (two letters changed about, one
left out, doubled or struck wrongly; Damerau 1964) makes it a frequent word. It is told on the source; what it became
in the target is looked for by its letters, or in Arabic by its sound.
"""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from openward.methods.terminology.folding import ARABIC, plain_of
from openward.methods.terminology.honorifics import sound_of
from openward.methods.terminology.lexicon import frequencies, known
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads

LEAST_LETTERS = 8
LEAST_SEEN = 200  # how often a list must have seen the right word
LIKE_ENOUGH = 0.72
_HEARD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f])*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "fr": "abcdefghijklmnopqrstuvwxyzéèêàçôîûùâ",
    "es": "abcdefghijklmnopqrstuvwxyzáéíóúñ",
}


def literal(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    findings = []
    for match in _WORD.finditer(source.text):
        word = match.group()
        right = meant(word, source.language)
        if right is None or any(start <= match.start() < end for start, end in source.symbols):
            continue
        if any(name.start <= match.start() < name.end for name in source.names) or source.text.count(word) > 1:
            continue
        became = _became(word, target, beads.translated(source.sentence_at(match.start())))
        findings.append(
            Finding(
                Code.SOURCE_TYPO_LITERAL,
                Severity.WARNING,
                source_span=match.span(),
                source_text=word,
                target_span=became,
                target_text=target.text[became[0] : became[1]] if became else None,
            )
        )
    return findings


@lru_cache(maxsize=50_000)
def meant(word: str, code: str) -> str | None:
    """The word that was meant, if this one is a typo of it."""
    low = word.lower()
    if len(low) < LEAST_LETTERS or "-" in low or "'" in low or "’" in low or code not in _LETTERS:
        return None
    if low != word and low.capitalize() != word:
        return None
    if _is_word(low, code):
        return None
    seen = frequencies(code)
    # In a name any letters may stand together: for a word with a capital only letters changed about count.
    slips = _transposed(low) if word[0].isupper() else _transposed(low) | _struck(low, code) | _doubled(low)
    right = max(((seen.get(slip, 0), slip) for slip in slips), default=(0, ""))
    return right[1] if right[0] >= LEAST_SEEN else None


def _is_word(low: str, code: str) -> bool:
    """On the list, or made of a word on it: the lists lack many plurals, compounds and spellings."""
    if any(known(low, other) for other in _LETTERS):
        return True
    endings = (
        "s",
        "es",
        "ed",
        "d",
        "ing",
        "ly",
        "er",
        "ers",
        "e",
        "ment",
        "ments",
        "mente",
        "r",
        "n",
        "al",
        "ally",
        "ism",
        "ist",
        "ity",
        "able",
        "ness",
    )
    if any(low.endswith(ending) and known(low[: -len(ending)], code) for ending in endings):
        return True
    if any(
        known(low[len(prefix) :], code)
        for prefix in (
            "re",
            "un",
            "non",
            "pre",
            "sub",
            "dis",
            "over",
            "under",
            "inter",
            "multi",
            "anti",
            "auto",
            "dé",
            "pré",
            "des",
        )
        if low.startswith(prefix)
    ):
        return True
    spelt = (
        ("isation", "ization"),
        ("ise", "ize"),
        ("ising", "izing"),
        ("ised", "ized"),
        ("ises", "izes"),
        ("our", "or"),
        ("re", "er"),
        ("yse", "yze"),
        ("ysing", "yzing"),
        ("lling", "ling"),
        ("lled", "led"),
    )
    if code == "en" and any(
        low.replace(one, other) != low and known(low.replace(one, other), code) for one, other in spelt
    ):
        return True
    return any(known(low[:cut], code) and known(low[cut:], code) for cut in range(4, len(low) - 3))


def _transposed(low: str) -> set[str]:
    return {low[:at] + low[at + 1] + low[at] + low[at + 2 :] for at in range(len(low) - 1)} - {low}


def _struck(low: str, code: str) -> set[str]:
    """One letter left out or put in within the word; its end is left alone, where languages differ."""
    inner = range(1, len(low) - 2)
    return {low[:at] + low[at + 1 :] for at in inner} | {
        low[:at] + letter + low[at:] for at in range(1, len(low)) for letter in _LETTERS[code]
    }


def _doubled(low: str) -> set[str]:
    """Doubled where it should be single and the other way round, at two places: comittment."""
    places = range(1, len(low) - 1)
    once = {low[:at] + low[at:][1:] for at in places if low[at] == low[at - 1]}
    return {word[:at] + word[at - 1] + word[at:] for word in once for at in range(1, len(word))} - {low}


def _became(word: str, target: Passage, near: tuple[int, ...]) -> tuple[int, int] | None:
    best: tuple[float, int, int] | None = None
    heard = sound_of(plain_of(word))
    for match in (found for index in near for found in _HEARD.finditer(target.text, *target.sentences[index])):
        written = match.group()
        low = written.lower()
        if known(low, target.language) and low != word.lower():
            continue
        if ARABIC.search(written):
            plain = plain_of(written)
            likeness = (
                max(
                    difflib.SequenceMatcher(None, heard, sound_of(plain[cut:])).ratio()
                    for cut in (0, 1, 2)
                    if len(plain) > cut + 3
                )
                if len(plain) > 4
                else 0.0
            )
            likeness *= 0.95
        else:
            likeness = difflib.SequenceMatcher(None, plain_of(word), plain_of(written)).ratio()
        if likeness >= LIKE_ENOUGH and (best is None or likeness > best[0]):
            best = (likeness, match.start(), match.end())
    return (best[1], best[2]) if best else None

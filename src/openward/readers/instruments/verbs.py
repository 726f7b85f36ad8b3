"""The verb phrase that opens a paragraph: "Takes note with appreciation", "Further calls upon", "Having considered".

The rules are those of the hand labels (tests/judged/resolutions): the organ's own verb with the adverbs around it,
joined verbs whole, and after a verb that says little the noun that says it; prepositions are left out, except those of
a call. Where a paragraph opens with other words, its first finite verb counts. Hard part: an adverb belongs to the
verb or to what follows it ("Noting further that" but "Noting further efforts").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from openward.readers.instruments.model import Force, Span
from openward.readers.instruments.words import Words, english

_WORD = re.compile(r"[^\W\d_]+(?:[-~’'][^\W\d_]+)*")


_Test = Callable[[str, Words], bool]


@dataclass(frozen=True, slots=True)
class Verb:
    """`at` are offsets in the text; `sure` is False where the word was guessed or misread."""

    at: Span
    force: Force | None
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    start: int
    end: int
    after_comma: bool


def tokens_of(text: str, start: int, end: int) -> list[_Token]:
    found, reached = [], start
    for match in _WORD.finditer(text, start, end):
        between = text[reached : match.start()]
        word = match[0].lower().replace("~", "-").replace("’", "'")
        found.append(_Token(word, match.start(), match.end(), any(mark in between for mark in ",;:.()")))
        reached = match.end()
    return found


def recital_verb(text: str, start: int, end: int) -> Verb | None:
    """The participle or adjective that opens a recital. None where it opens with neither."""
    tokens, words = tokens_of(text, start, min(end, start + 400)), english()
    index = _adverbs(tokens, 0, words, leading=True)
    if index >= len(tokens) or not opens_recital(tokens[index].word):
        if tokens and tokens[0].word in words.recital_openers:
            index = 0
        else:
            return None
    last = _end(tokens, index, words, _is_recital_verb)
    return Verb((tokens[_begin(tokens, index)].start, tokens[last].end), None)


def _begin(tokens: list[_Token], index: int) -> int:
    """The index of the verb's first adverb: "In this connection, strongly urges" begins at "strongly"."""
    while index > 0 and not tokens[index].after_comma:
        index -= 1
    return index


def opens_recital(word: str) -> bool:
    words = english()
    return word in words.recital_openers or words.is_participle(word)


def operative_verb(text: str, start: int, end: int, *, anywhere: bool) -> Verb | None:
    """The finite verb of an operative paragraph: at its beginning, or with `anywhere` the first one behind a comma,
    where the paragraph opens with a participle or a phrase."""
    words = english()
    tokens = tokens_of(text, start, min(end, start + 400))
    index = _adverbs(tokens, 0, words, leading=True)
    if index < len(tokens):
        force, sure = _finite(tokens[index].word, words)
        if force is not None:
            last = _end(tokens, index, words, _is_operative_verb)
            return Verb(
                (tokens[_begin(tokens, index)].start, tokens[last].end), _force(force, tokens, index, last), sure
            )
    if not anywhere or not tokens or tokens[0].word in words.subjects:
        return None
    tokens = tokens_of(text, start, end)
    for index, token in enumerate(tokens):
        first = index
        while first > 0 and words.is_adverb(tokens[first - 1].word) and not tokens[first].after_comma:
            first -= 1
        if tokens[first].after_comma and token.word in words.operative:
            last = _end(tokens, index, words, _is_operative_verb)
            return Verb(
                (tokens[first].start, tokens[last].end), _force(words.operative[token.word], tokens, index, last)
            )
    return None


def opens_operative(text: str, start: int, end: int) -> bool:
    """Whether a finite verb of an organ stands at the beginning, spelt as it should be."""
    verb = operative_verb(text, start, end, anywhere=False)
    return verb is not None and verb.sure


def _finite(word: str, words: Words) -> tuple[Force | None, bool]:
    if word in words.operative:
        return words.operative[word], True
    for third in (word + "s", word + "es"):
        if third in words.operative and len(word) > 4:
            return words.operative[third], False
    near = get_close_matches(word, words.operative, n=1, cutoff=0.85) if len(word) > 6 and word.endswith("s") else []
    return (words.operative[near[0]], False) if near else (None, False)


def _force(force: Force, tokens: list[_Token], first: int, last: int) -> Force:
    """Of joined verbs the strongest counts; "commends to" is kept as it stands."""
    order = list(Force)
    found = [english().operative[token.word] for token in tokens[first : last + 1] if token.word in english().operative]
    return min([force, *found], key=order.index)


def _is_recital_verb(word: str, words: Words) -> bool:
    return word in words.recital_openers or words.is_participle(word) or word.endswith("ed")


def _is_operative_verb(word: str, words: Words) -> bool:
    return word in words.operative


def _adverbs(tokens: list[_Token], index: int, words: Words, *, leading: bool = False) -> int:
    """The index behind the adverbs and phrases that stand at `index`."""
    while index < len(tokens):
        if tokens[index].after_comma and not leading:
            return index
        for phrase in words.phrases:
            if tuple(token.word for token in tokens[index : index + len(phrase)]) == phrase:
                index += len(phrase)
                break
        else:
            word = tokens[index].word
            if not words.is_adverb(word):
                return index
            if not leading and not _binds(tokens, index):
                return index
            index += 1
    return index


def _binds(tokens: list[_Token], index: int) -> bool:
    """Whether the adverb at `index` belongs to the verb before it: a preposition, an article or a comma follows."""
    following = index + 1
    while following < len(tokens) and english().is_adverb(tokens[following].word):
        following += 1
    if following >= len(tokens) or tokens[following].after_comma:
        return True
    word = tokens[following].word
    if word in english().function_words:
        return True
    # "Expressing also concern", "calls strongly upon", "decides also": only words that are no adjectives bind to nouns.
    return tokens[index].word in ("also", "again", "once", "therefore", "moreover") or tokens[index].word.endswith("ly")


def _end(tokens: list[_Token], index: int, words: Words, is_verb: _Test) -> int:
    """The index of the last token of the verb phrase whose verb stands at `index`."""
    last = index
    if tokens[index].word in ("having", "being", "remaining", "having been"):
        last = _participle(tokens, index, words)
    last = _adverbs(tokens, last + 1, words) - 1
    last = _call(tokens, index, last, words)
    last = _light(tokens, index, last, words)
    last = _adverbs(tokens, last + 1, words) - 1
    last = _feeling(tokens, last, words)
    last = _adverbs(tokens, last + 1, words) - 1
    return _joined(tokens, last, words, is_verb)


def _participle(tokens: list[_Token], index: int, words: Words) -> int:
    """Having [further] noted; being [deeply] concerned."""
    following = index + 1
    while following < len(tokens) and words.is_adverb(tokens[following].word):
        following += 1
    if (
        following < len(tokens)
        and not tokens[following].after_comma
        and tokens[following].word not in words.function_words
    ):
        if tokens[following].word == "been" and following + 1 < len(tokens):
            following += 1
        return following
    return index


def _call(tokens: list[_Token], index: int, last: int, words: Words) -> int:
    if tokens[index].word in ("calls", "calling", "call") and last + 1 < len(tokens):
        following = last + 1
        while following < len(tokens) and following <= last + 3 and words.is_adverb(tokens[following].word):
            following += 1
        if tokens[following].word in words.call_prepositions:
            return following
    return last


def _light(tokens: list[_Token], index: int, last: int, words: Words) -> int:
    """Takes note, expresses its deep concern: up to the noun, over articles and adjectives."""
    verb = tokens[last].word if tokens[index].word in ("having", "being", "remaining") else tokens[index].word
    nouns = words.light.get(verb)
    if nouns is None:
        return last
    for following in range(last + 1, min(last + 8, len(tokens))):
        if tokens[following].after_comma:
            break
        for noun in nouns:
            if tuple(token.word for token in tokens[following : following + len(noun)]) == noun:
                end = following + len(noun) - 1
                if noun == ("the", "expression", "of"):
                    return _light_of_expression(tokens, end, words)
                return end
        if tokens[following].word in ("that", "to", "of", "by", "with", "for", "at", "about"):
            break
    return last


def _light_of_expression(tokens: list[_Token], last: int, words: Words) -> int:
    for following in range(last + 1, min(last + 5, len(tokens))):
        if (tokens[following].word,) in words.light["expressing"]:
            return following
    return last


def _feeling(tokens: list[_Token], last: int, words: Words) -> int:
    """With satisfaction, with the deepest regret."""
    if last + 1 >= len(tokens) or tokens[last + 1].word != "with" or tokens[last + 1].after_comma:
        return last
    for following in range(last + 2, min(last + 6, len(tokens))):
        if tokens[following].word in words.feelings:
            if (
                following + 2 < len(tokens)
                and tokens[following + 1].word == "and"
                and tokens[following + 2].word in words.feelings
            ):
                return following + 2
            return following
    return last


def _joined(tokens: list[_Token], last: int, words: Words, is_verb: _Test) -> int:
    """Recalling and reaffirming; notes and endorses."""
    if last + 2 >= len(tokens) or tokens[last + 1].word not in ("and", "or") or tokens[last + 1].after_comma:
        return last
    following = last + 2
    while following < len(tokens) - 1 and words.is_adverb(tokens[following].word):
        following += 1
    if is_verb(tokens[following].word, words):
        return _end(tokens, following, words, is_verb)
    return last

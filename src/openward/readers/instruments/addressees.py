"""Whom an operative paragraph asks: the first ask that it holds, whichever verb carries it.

An ask is a verb with its object ("requests the Secretary-General to", "calls upon all States to"), or a subject and
what it shall, should or must do ("decides that all States shall", "demands that all parties desist"). The noun phrase
goes without relative clauses and participles; a pronoun is none. Hard part: where the noun phrase ends, and that what
shall be done may be said of a thing ("the Force shall be established"), which is nobody to ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from openward.readers.instruments.model import Span
from openward.readers.instruments.words import english

_ASKS = re.compile(
    r"""(?<!the\ )(?<!these\ )(?<!such\ )(?<!its\ )(?<!and\ its\ )\b
    (?: calls?\s(?:(?:also|further|once\s(?:more|again)|again)\s)?(?:up)?on
      | requests? | urges? | invites? | authori[sz]es? | encourages? | asks | instructs? | directs? | requires | expects
      | reminds | (?:appeals?|recommends?|recalls)\sto | demands\sof | to\scall\s(?:up)?on )\b
    (?:\s(?:also|further|again|once\s(?:more|again)|in\sparticular|strongly|urgently))?
    (?:,[^,;]{0,80},)?\s(?!that\b)""",
    re.IGNORECASE | re.VERBOSE,
)
#: Verbs whose clause asks also without "shall": demands that all parties desist.
_SUBJUNCTIVE = re.compile(
    r"""\b(?:demands?|recommends|requests?|insists|directs|urges|essential|requested)\b
    (?:\s(?:also|further|once\sagain|strongly))?(?:,[^,;]{0,120},)?\sthat\b(?:,?\s(?:in|with|for|pending|to\sthat|as|by)\b[^,;]{0,120},)?\s""",
    re.IGNORECASE | re.VERBOSE,
)
_DEMAND = re.compile(r"\bits\s(?:demands?|calls?|requests?)\sthat\s", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:shall|should|must)\b(?!\s(?:not\s)?be\s(?:entitled|afforded|respected|based|composed))")
_OBLIGATION = re.compile(r"\bobligations?\sof\s(?=all\b|Member|States|the\sparties)")
_WORD = re.compile(r"[^\W\d_]+(?:[-~’'][^\W\d_]+)*|\d+|[,;:.()—]")


#: An ask further on is another one: the paragraph is no longer about it.
_FAR = 6000


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int

    @property
    def word(self) -> str:
        return self.text.lower()


def addressee_in(text: str, start: int) -> Span | None:
    """Its span in a paragraph's wording, whose first word is at `start`."""
    text = text[: start + _FAR]
    found = [phrase for match in _ASKS.finditer(text, start) if (phrase := _phrase_at(text, match.end()))]
    found += [phrase for match in _SUBJUNCTIVE.finditer(text, start) if (phrase := _phrase_at(text, match.end()))]
    found += [phrase for match in _DEMAND.finditer(text, start) if (phrase := _phrase_at(text, match.end()))]
    found += [phrase for match in _OBLIGATION.finditer(text, start) if (phrase := _phrase_at(text, match.end()))]
    found += [phrase for match in _MODAL.finditer(text, start) if (phrase := _subject_of(text, start, match.start()))]
    return min(found, default=None)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    return [_Token(match[0], *match.span()) for match in _WORD.finditer(text, start, end)]


def _phrase_at(text: str, start: int) -> Span | None:
    """The noun phrase that begins at `start`, if it is somebody."""
    tokens = _tokens(text, start, min(len(text), start + 300))
    end = _end_of_phrase(tokens, 0)
    if end is None or not _is_somebody(tokens[:end]):
        return None
    return tokens[0].start, tokens[end - 1].end


def _end_of_phrase(tokens: list[_Token], first: int) -> int | None:
    """The index behind the phrase's last noun; None where no phrase stands."""
    words = english()
    last: int | None = None
    index = first
    while index < len(tokens):
        token, word = tokens[index], tokens[index].word
        if word == "," or word == "and":
            following = _goes_on(tokens, index)
            if last is None or following is None:
                break
            last = index = following
            continue
        if last is not None and word in ("in", "to", "for") and _names_more(tokens, index):
            last = index = _behind_name(tokens, index + 1)
            continue
        if token.text in ",;:.()—" or word in words.addressee_ends or (words.is_adverb(word) and word != "most"):
            break
        if word.endswith("ing") and word not in words.addressees and last is not None:
            break
        if _is_name(token) or word in words.addressees:
            last = index + 1
        elif (
            last is not None and word not in ("of", "or", "each", *words.determiners) and not _follows_of(tokens, index)
        ):
            break
        index += 1
    return last


def _goes_on(tokens: list[_Token], index: int) -> int | None:
    """Behind ", and" or "and": the index behind another noun phrase, where one stands."""
    index += 1
    if index < len(tokens) and tokens[index].word == "and":
        index += 1
    elif tokens[index - 1].word == ",":  # a list: the Governments, officials and nationals of those countries
        later = [at for at in range(index, min(index + 6, len(tokens))) if tokens[at].word == "and"]
        if not later or any(one.word in (",", "to", "which", "who") for one in tokens[index : later[0]]):
            return None
    words = english()
    for at in range(index, min(index + 7, len(tokens))):
        word = tokens[at].word
        if word in words.addressee_ends or word in words.pronouns or tokens[at].text in ",;:.()—":
            return None
        if word in words.addressees or (_is_name(tokens[at]) and not words.is_participle(word)):
            return at + 1
        if words.is_adverb(word) or word in words.operative:
            return None
    return None


def _names_more(tokens: list[_Token], index: int) -> bool:
    """Parties to the Agreements; communities in a country; the Representative for two countries."""
    following = index + 1
    if tokens[index].word == "to" and following < len(tokens) and tokens[following].word == "the":
        following += 1
    elif tokens[index].word == "to":
        return False
    return (
        following < len(tokens) and _is_name(tokens[following]) and tokens[index - 1].word not in ("states", "council")
    )


def _behind_name(tokens: list[_Token], index: int) -> int:
    while index < len(tokens) and (_is_name(tokens[index]) or tokens[index].word == "the"):
        index += 1
    return index


def _is_name(token: _Token) -> bool:
    words = english()
    return token.text[:1].isupper() and token.word not in words.determiners and token.word not in words.operative


def _follows_of(tokens: list[_Token], index: int) -> bool:
    """An adjective or noun in a phrase behind "of", or before a noun that is somebody: "of the armed groups"."""
    before = [token.word for token in tokens[max(0, index - 2) : index]]
    ahead = [token.word for token in tokens[index : index + 2]]
    return "of" in before and any(word in english().addressees for word in ahead)


def _is_somebody(tokens: list[_Token]) -> bool:
    """Whether the head of the phrase, before its first "of", can be asked."""
    words = english()
    if not tokens or tokens[0].word in words.pronouns or not tokens[0].text[0].isalpha() or tokens[0].word == "of":
        return False
    head = []
    for token in tokens:
        if token.word in ("of", "in", "to", "for", "and", ","):
            break
        head.append(token)
    if len(head) == 0:
        return False
    last = head[-1]
    if tokens[-1].word.endswith(("'s", "’s")):  # "the Commission's interpretation shall prevail"
        return False
    return last.word in words.addressees or (
        _is_name(last) and last.word not in ("charter", "agreement", "agreements", "plan")
    )


def _subject_of(text: str, start: int, modal: int) -> Span | None:
    """The noun phrase right before "shall", back to its clause's beginning."""
    clause = max(
        start,
        *(match.end() for match in re.finditer(r"\bthat\b,?\s|[;:.]\s|\A", text[:modal])),
    )
    tokens = _tokens(text, clause, modal)
    while tokens and tokens[-1].word == ",":  # ", in consultation with the parties, shall": the subject stands before
        commas = [index for index, token in enumerate(tokens[:-1]) if token.word == ","]
        if not commas:
            return None
        tokens = tokens[: commas[-1]]
    commas = [index for index, token in enumerate(tokens) if token.word == ","]
    for first in (0, *(index + 1 for index in reversed(commas))):
        end = _end_of_phrase(tokens, first)
        if end is not None and _is_somebody(tokens[first:end]):
            return tokens[first].start, tokens[end - 1].end
    return None

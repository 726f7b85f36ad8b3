"""Whom an operative paragraph asks: the first ask that it holds, whichever verb carries it.

An ask is a verb with its object ("requests the Secretary-General to", "calls upon all States to"), or a clause that
says what somebody shall, should or must do. The noun phrase goes without relative clauses and participles; a pronoun is
none. Hard part: where the noun phrase ends. It ends before "to", a comma, a relative pronoun, a preposition other than
"of".
"""

from __future__ import annotations

import re

from openward.readers.instruments.model import Span
from openward.readers.instruments.words import english

_ASKS = re.compile(
    r"\b(?:calls?\s+(?:also\s+|further\s+|once\s+(?:more|again)\s+|again\s+)?(?:up)?on|requests?|urges?|invites?|authori[sz]es?"
    r"|encourages?|asks|instructs?|directs?|appeals?\s+to|recommends?\s+to|reminds|requires|expects|demands\s+(?:also\s+)?of)\b"
    r"(?:\s+(?:also|further|again|once\s+(?:more|again)|in\s+particular|strongly))?(?P<that>,[^,;]{0,80},)?(?P<clause>\s+that)?\s+",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:demands|recommends|requests|decides|declares|insists|affirms|reaffirms|reiterates|stresses|emphasizes|considers|confirms"
    r"|underlines|urges|directs|determines)\b(?:\s+(?:also|further|once\s+again|strongly))?(?:\s+its\s+(?:demands?|call|request))?\s+that\s+",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:shall|should|must)\b(?!\s+be\s+(?:afforded|respected|carried|understood|held|provided|met))")
_NOUN = re.compile(r"[^\W\d_]+(?:[-~’'][^\W\d_]+)*|[,;:.()—]")


def addressee_in(text: str, start: int) -> Span | None:
    """Its span in a paragraph's wording, whose first word is at `start`."""
    end = len(text)
    for match in _ASKS.finditer(text, start, min(end, start + 4000)):
        first = match.end()
        found = _clause(text, first, end) if match["clause"] else _noun_phrase(text, first, end)
        if found is not None:
            return found
    for match in _CLAUSE.finditer(text, start, end):
        found = _clause(text, match.end(), end)
        if found is not None:
            return found
    return None


def _clause(text: str, start: int, end: int) -> Span | None:
    """The subject of what somebody shall do."""
    return _noun_phrase(text, start, end)


def _noun_phrase(text: str, start: int, end: int) -> Span | None:
    words = english()
    last: int | None = None
    named = False
    first: int | None = None
    for match in _NOUN.finditer(text, start, min(end, start + 300)):
        word = match[0].lower()
        if first is None:
            if word in words.pronouns or not (match[0][0].isalnum()):
                return None
            first = match.start()
        if (
            match[0] in ",;:.()—"
            or word in words.addressee_ends
            or (word.endswith("ly") and word not in words.no_adverbs)
        ):
            break
        if word.endswith("ing") and last is not None:
            break
        known = word in words.addressees or (match[0][0].isupper() and word not in words.determiners)
        if known:
            named, last = True, match.end()
        elif last is not None and word not in ("and", "of", "or", *words.determiners):
            break
    return (first, last) if named and first is not None and last is not None else None

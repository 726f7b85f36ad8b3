"""The wording of a span: without marks and furniture, its lines joined to one.

Stated normalisation, so that the same paragraph reads the same from every format: marks and furniture are left out;
every run of blanks and line breaks is one blank, and none stands before a comma, point or semicolon; a soft hyphen, or
a hyphen at a line's end before a small letter, is taken out, unless the word is one that is written with a hyphen:
then the hyphen stays and the break goes. Hard part: nothing but the word tells whether "co-" and "operate" are one or
two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from openward.readers.instruments.model import Span
from openward.readers.instruments.words import english

_BROKEN = re.compile(r"(?P<left>[^\W\d_]+)(?P<hyphen>[-\u00ad\u2010])[ \t]*[\r\n\f]+\s*(?P<right>[^\W\d_]+)")
#: A line broken behind the slash of a symbol.
_SLASH = re.compile(r"(?<=\w/)[ \t]*[\r\n\f]+\s*(?=\w)")
_WHOLE = re.compile(r"(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)*(?![\w-])")
_SOFT = re.compile("\u00ad|\u200b|\ufeff")


def words_of(text: str) -> frozenset[str]:
    """How the text itself writes its words, hyphens included, where no line breaks them."""
    return frozenset(match[0].lower() for match in _WHOLE.finditer(text))


@dataclass(frozen=True, slots=True)
class Wording:
    """`text`, and for each of its characters the offset in the document: what is found in one is found in the other."""

    text: str
    offsets: tuple[int, ...]

    def index_of(self, offset: int) -> int:
        """The index of the first character that stands at `offset` or behind it."""
        return bisect_left(self.offsets, offset)

    def span(self, start: int, end: int) -> Span:
        return self.offsets[start], self.offsets[end - 1] + 1


def wording(
    text: str, start: int, end: int, left_out: Iterable[Span], written: frozenset[str] = frozenset()
) -> Wording:
    """`left_out` are marks and furniture, in order; `written` the words of the whole text."""
    offsets = list(_kept(text, start, end, left_out))
    shown = "".join(text[offset] if offset >= 0 else " " for offset in offsets)
    gone = {index for match in _SOFT.finditer(shown) for index in range(*match.span())}
    gone |= {index for match in _SLASH.finditer(shown) for index in range(*match.span())}
    for match in _BROKEN.finditer(shown):
        hyphen, right = match.start("hyphen"), match.start("right")
        gone |= set(range(hyphen + 1 if _keeps_hyphen(match, written) else hyphen, right))
    pieces: list[str] = []
    places: list[int] = []
    blank_at = -1
    for index, character in enumerate(shown):
        if index in gone:
            continue
        if character.isspace():
            blank_at = offsets[index] if offsets[index] >= 0 else offsets[index - 1] + 1
            continue
        # No blank at the beginning, nor before a comma, point or semicolon that ends a word.
        if blank_at >= 0 and pieces and not (character in ",;." and _ends_word(shown, index) and pieces[-1].isalnum()):
            pieces.append(" ")
            places.append(blank_at)
        blank_at = -1
        pieces.append(character)
        places.append(offsets[index])
    return Wording("".join(pieces), tuple(places))


def _kept(text: str, start: int, end: int, left_out: Iterable[Span]) -> Iterator[int]:
    """Offsets of what stays; -1 for a blank in place of what was left out between two words."""
    reached = start
    for first, last in left_out:
        if last <= reached or first >= end:
            continue
        yield from range(reached, max(reached, first))
        if first > start and last < end and not text[first - 1].isspace() and not text[last].isspace():
            yield -1
        reached = max(reached, last)
    yield from range(reached, end)


def _ends_word(shown: str, index: int) -> bool:
    return index + 1 >= len(shown) or shown[index + 1].isspace()


def _keeps_hyphen(match: re.Match[str], written: frozenset[str]) -> bool:
    words = english()
    left, right = match["left"], match["right"]
    if match["hyphen"] != "-" or (left + right).lower() in written:
        return False
    if right[0].isupper() or f"{left}-{right}".lower() in written:
        return True
    return left.lower() in words.hyphenated_left and right.lower() in words.hyphenated_right

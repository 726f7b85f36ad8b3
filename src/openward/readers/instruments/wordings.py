"""The wording of a span: without marks and furniture, its lines joined to one.

Stated normalisation, so that the same paragraph reads the same from every format: marks and furniture are left out;
every run of blanks and line breaks is one blank, and none stands before a comma, point or semicolon; a soft hyphen, or
a hyphen at a line's end before a small letter, is taken out, unless the word is one that is written with a hyphen:
then the hyphen stays and the break goes. Hard part: nothing but the word tells whether "co-" and "operate" are one or
two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from openward.readers.instruments.model import Span
from openward.readers.instruments.words import english

_BROKEN = re.compile(r"(?P<left>[^\W\d_]+)(?P<hyphen>[-\u00ad\u2010])[ \t]*[\r\n\f]+\s*(?P<right>[^\W\d_]+)")
_SOFT = re.compile("\u00ad|\u200b|\ufeff")


def wording(text: str, start: int, end: int, left_out: Iterable[Span]) -> str:
    """`left_out` are marks and furniture, in order."""
    pieces, reached = [], start
    for first, last in left_out:
        if last <= reached or first >= end:
            continue
        pieces.append(text[reached : max(reached, first)])
        if first > start and last < end and not text[first - 1].isspace() and not text[last].isspace():
            pieces.append(" ")
        reached = last
    pieces.append(text[reached:end])
    shown = _SOFT.sub("", _BROKEN.sub(_joined, "".join(pieces)))
    return re.sub(r"(?<=\w) (?=[,;.](?:\s|\Z))", "", " ".join(shown.split()))


def _joined(match: re.Match[str]) -> str:
    words = english()
    left, right = match["left"], match["right"]
    if match["hyphen"] != "-":
        return left + right
    if right[0].isupper() or (left.lower() in words.hyphenated_left and right.lower() in words.hyphenated_right):
        return f"{left}-{right}"
    return left + right

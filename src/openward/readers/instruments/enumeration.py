"""Numbers of paragraphs: 1, (a), (ii), A, as they are printed and as scanners misread them.

Words: a *style* is arabic, letter, roman or capital; a *label* is a printed number with its brackets. Hard part: "(i)"
is the ninth letter or the first roman number, and an optical reader writes "S." for 5 and "(6)" for (b). What comes
before decides: `readings` gives every value that a label may have, and the caller takes the one that follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_PARAGRAPH = re.compile(
    r"(?P<label>[0-9]{1,3}|[IlLSOBZ|!i][0-9IlSOB|!]{0,2})\s?(?P<point>[.,:])(?:\s+|(?=[A-Z“\"‘]))(?=\S)"
)
_BARE = re.compile(r"(?P<label>[0-9]{1,3})\s+(?=[A-Z])")
_ITEM = re.compile(
    r"(?P<label>[(\[{]\s?(?P<inner>[0-9A-Za-z|!]{1,6})\s?[)\]}]|(?P<half>[0-9]{1,2}|[a-z]{1,5})\))\.?(?=[\s“\"A-Z])\s*"
)
_CAPITAL = re.compile(r"(?P<label>[A-Z])\.\s+(?=[A-Z“])")
_ROMAN = re.compile(r"(?=[ivxlc])c{0,3}(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_MISREAD_DIGITS = str.maketrans(
    {"I": "1", "l": "1", "L": "1", "|": "1", "!": "1", "i": "1", "S": "5", "O": "0", "B": "8", "Z": "2"}
)
_MISREAD_LETTERS = {"6": "b", "1": "l", "0": "o", "4": "a", "8": "b", "c": "e", "e": "c", "o": "c", "¢": "c", "5": "sb"}


class Style(StrEnum):
    ARABIC = "arabic"
    LETTER = "letter"
    ROMAN = "roman"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True)
class Label:
    """`text` as printed without point, `length` characters up to the first word, `clean` unless a digit was misread."""

    text: str
    length: int
    readings: tuple[tuple[Style, int], ...]
    clean: bool = True


def paragraph_label(line: str) -> Label | None:
    """An arabic number with a point (or a comma read for it) at the line's beginning."""
    match = _PARAGRAPH.match(line)
    if match is None:
        return None
    digits = match["label"].translate(_MISREAD_DIGITS)
    if not digits.isdigit() or digits.startswith("0"):
        return None
    clean = digits == match["label"] and match["point"] == "."
    return Label(match["label"], match.end(), ((Style.ARABIC, int(digits)),), clean)


def bare_label(line: str) -> Label | None:
    """An arabic number without a point before a capital letter: a footnote's, or a paragraph's whose point is lost."""
    match = _BARE.match(line)
    return Label(match["label"], match.end(), ((Style.ARABIC, int(match["label"])),), False) if match else None


def item_label(line: str) -> Label | None:
    """A number in brackets, or with one bracket behind it."""
    match = _ITEM.match(line)
    if match is None:
        return None
    inner = match["inner"] or match["half"]
    label = match["label"] if match["inner"] else match["half"] + ")"
    return Label(label, match.end(), readings(inner), all(bracket not in label for bracket in "[]{}"))


def capital_label(line: str) -> Label | None:
    match = _CAPITAL.match(line)
    return Label(match["label"], match.end(), ((Style.CAPITAL, ord(match["label"]) - 64),)) if match else None


def readings(inner: str) -> tuple[tuple[Style, int], ...]:
    """Every value that the characters between brackets may have, the most likely first."""
    found: list[tuple[Style, int]] = []
    if inner.isdigit():
        found.append((Style.ARABIC, int(inner)))
    elif len(inner) == 1 and inner.isupper():
        found.append((Style.CAPITAL, ord(inner) - 64))
    small = inner.lower().replace("|", "i").replace("!", "i")
    if len(small) == 1 and "a" <= small <= "z":
        found.append((Style.LETTER, ord(small) - 96))
    if len(small) == 2 and small[0] == small[1] and small.isalpha():  # (aa) follows (z)
        found.append((Style.LETTER, 26 + ord(small[0]) - 96))
    for roman in dict.fromkeys((small, small.replace("l", "i").replace("1", "i"))):
        if roman and _ROMAN.fullmatch(roman):
            found.append((Style.ROMAN, _roman(roman)))
    found += [(Style.LETTER, ord(letter) - 96) for letter in _MISREAD_LETTERS.get(inner, "")]
    return tuple(dict.fromkeys(found))


def printed(style: Style, value: int) -> str:
    """How the number is written, without brackets."""
    if style is Style.ARABIC:
        return str(value)
    if style is Style.CAPITAL:
        return chr(64 + value)
    if style is Style.LETTER:
        return chr(96 + value) if value <= 26 else chr(70 + value) * 2
    return _in_roman(value)


def _roman(letters: str) -> int:
    values = [_VALUES[letter] for letter in letters]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def _in_roman(value: int) -> str:
    shown = ""
    for number, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while value >= number:
            shown, value = shown + letters, value - number
    return shown

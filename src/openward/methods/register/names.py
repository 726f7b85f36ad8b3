"""Names as maps hold them: in many languages and scripts, and as people type them.

Words: a *folded* name is what remains when case, accents, vowel points and punctuation are set aside; two names are
the same name when they fold alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

LONGEST_NAME = 255  # characters; what the map's own database allows

# Letters that Unicode does not take apart though people type them without their stroke.
_STROKES = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ـ": ""}
)
_APOSTROPHES = frozenset("'’ʼ`")
# Of the marks on letters, those that Indic scripts spell with stay: combining classes none, nukta, virama.
_SPELLING_MARKS = frozenset({0, 7, 9})
_LANGUAGE_KEY = re.compile(r"name:([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
# Three letters, yet no language: name:old is a former name.
_NO_LANGUAGE = frozenset({"old", "alt", "int", "loc", "reg", "nat", "abv", "src", "ref", "tts"})
# Other keys by which people know a place. Values may hold several, parted by semicolons.
_OTHER_NAMES = ("official_name", "alt_name", "short_name", "int_name", "loc_name")


class _Folding(dict[int, int | str | None]):
    """What becomes of each sign, worked out when it is first met: kept, dropped, or a space."""

    def __missing__(self, code: int) -> int | str | None:
        sign = chr(code)
        if sign in _APOSTROPHES or unicodedata.combining(sign) not in _SPELLING_MARKS:
            self[code] = None
        else:
            self[code] = code if sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc"} else " "
        return self[code]


_FOLDING = _Folding()


def fold(name: str) -> str:
    """The name without case, accents, vowel points, punctuation and extra spaces; scripts stay as they are."""
    lowered = unicodedata.normalize("NFKD", name).casefold().translate(_STROKES)
    apart = unicodedata.normalize("NFKD", lowered)
    return " ".join(apart.translate(_FOLDING).split())


def clean(text: str | None) -> str | None:
    """The text on one line without control characters, at most LONGEST_NAME long; None where nothing is left."""
    if not text:
        return None
    if not text.isprintable():
        text = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Co"} else sign for sign in text)
    return " ".join(text.split())[:LONGEST_NAME].strip() or None


def names_by_language(tags: Mapping[str, str]) -> dict[str, str]:
    """Language code -> name, from the name:xx tags, in the order of the codes."""
    names: dict[str, str] = {}
    for key in sorted([key for key in tags if key.startswith("name:")]):
        language = _language(key)
        if language:
            name = clean(tags[key])
            if name:
                names[language] = name
    return names


@lru_cache(maxsize=1024)
def _language(key: str) -> str | None:
    match = _LANGUAGE_KEY.fullmatch(key)
    return match[1] if match and match[1] not in _NO_LANGUAGE else None


def every_name(tags: Mapping[str, str]) -> list[str]:
    """All names an object goes by: the default first, then by language, then official, alternative and short ones."""
    default = clean(tags.get("name"))
    found = [default] if default else []
    found += names_by_language(tags).values()
    for key in sorted(key for key in tags if "_name" in key):
        if key.partition(":")[0] in _OTHER_NAMES:
            found += filter(None, map(clean, tags[key].split(";")))
    return list(dict.fromkeys(found))


def folded_names(names: Iterable[str | None]) -> frozenset[str]:
    """The folded forms, without empty ones."""
    return frozenset(folded for name in names if name and (folded := fold(name)))

"""Which words a language has: the word lists with frequencies of pyspellchecker (MIT), from film subtitles, read
when first asked for. Names and rare words are not in them, so a missing word alone tells nothing."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

_LISTED = frozenset({"en", "fr", "es", "ar"})


@cache
def frequencies(code: str) -> dict[str, int]:
    """Words in lower case with how often they were seen; empty for a language that has no list."""
    if code not in _LISTED:
        return {}
    packed = files("spellchecker").joinpath("resources", f"{code}.json.gz").read_bytes()
    return dict(json.loads(gzip.decompress(packed)))


def known(word: str, code: str) -> bool:
    """Whether the word, in lower case with its accents, is on the list."""
    return word in frequencies(code)

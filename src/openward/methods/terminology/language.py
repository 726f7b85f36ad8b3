"""What the checks know of a language: lists of words from `languages/`, folded once for comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from openward.methods.terminology.folding import plain_of

FOLDER = Path(__file__).parent / "languages"
LANGUAGES = tuple(sorted(file.stem for file in FOLDER.glob("*.yaml")))


@dataclass(frozen=True, slots=True, eq=False)  # one of a kind, by its identity
class Language:
    """Words stand in `plain_of` form. `months`, `weekdays` and `cardinals` map a word (or words) to its number,
    `units` a written unit to its name."""

    code: str
    function: frozenset[str]
    negators: frozenset[str]
    double: tuple[str, ...]
    implied: frozenset[str]
    prefixes: tuple[str, ...]
    only: dict[str, frozenset[str]]
    months: dict[str, int]
    before_month: frozenset[str]
    weekdays: dict[str, int]
    cardinals: dict[str, float]
    multipliers: dict[str, float]
    joiners: frozenset[str]
    ordinals: dict[str, float]
    idioms: dict[str, float]
    one_in: tuple[str, ...]
    decimal: str
    group: str
    units: dict[str, str]
    duals: dict[str, str]
    honorifics: tuple[str, ...]
    quantifiers: tuple[str, ...]
    unstranding: frozenset[str]
    articles: dict[str, frozenset[str]]
    heads: dict[str, str]


@cache
def language(code: str) -> Language | None:
    """What is known of the language, or None: then only checks that need no words are made."""
    file = FOLDER / f"{code}.yaml"
    if code not in LANGUAGES:
        return None
    held: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Language(
        code=code,
        function=_plain(held["function"]),
        negators=_plain(held["negators"]),
        double=tuple(phrase(words) for words in held["double"]),
        implied=_plain(held["implied"]),
        prefixes=tuple(held["prefixes"]),
        only={key: _plain(words) for key, words in held.get("only", {}).items()},
        months=_numbers(held["months"]),
        before_month=_plain(held["before_month"]),
        weekdays=_numbers(held["weekdays"]),
        cardinals=_numbers(held["cardinals"]),
        multipliers=_numbers(held["multipliers"]),
        joiners=_plain(held["joiners"]),
        ordinals=_numbers(held["ordinals"]),
        idioms=_numbers(held["idioms"]),
        one_in=tuple(phrase(words) for words in held["one_in"]),
        decimal=held["decimal"],
        group=held["group"],
        units={phrase(word): name for name, words in held["units"].items() for word in words},
        duals={phrase(word): name for name, words in held.get("duals", {}).items() for word in words},
        honorifics=tuple(held["honorifics"]),
        quantifiers=tuple(phrase(words) for words in held["quantifiers"]),
        unstranding=_plain(held["unstranding"]),
        articles={gender: _plain(words) for gender, words in held["articles"].items()},
        heads={plain_of(word): gender for gender, words in held["heads"].items() for word in words},
    )


def phrase(words: str) -> str:
    """Words in `plain_of` form with one space between them; marks stay."""
    return " ".join(plain_of(word) for word in words.split())


def alternatives(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _plain(words: list[str]) -> frozenset[str]:
    return frozenset(phrase(word) for word in words)


def _numbers(rows: dict[Any, list[str]]) -> dict[str, Any]:
    return {phrase(word): number for number, words in rows.items() for word in words}

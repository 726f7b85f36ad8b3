"""Names in French (the map's default), English and Arabic, made of words.yaml. None is the name of a real place.

Words: a *town name* is put together of three invented parts; a *thing* is a plain noun that streets and houses are
named after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

VOWELS = "AEIOUYÉÈ"
_WORDS = Path(__file__).with_name("words.yaml")


@dataclass(frozen=True, slots=True)
class Name:
    """One name as the map tags it: `fr` is also the default name."""

    fr: str
    en: str
    ar: str

    def tags(self) -> dict[str, str]:
        return {"name": self.fr, "name:ar": self.ar, "name:en": self.en, "name:fr": self.fr}


@dataclass(frozen=True, slots=True)
class Words:
    """words.yaml."""

    towns: tuple[tuple[tuple[str, str], ...], ...]
    things: tuple[tuple[str, str, str], ...]
    streets: Mapping[str, tuple[tuple[str, str, str], ...]]
    places: Mapping[str, tuple[tuple[str, str, str], ...]]


@cache
def load_words() -> Words:
    """Read words.yaml."""
    data = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return Words(
        tuple(tuple((latin, arabic) for latin, arabic in data["towns"][part]) for part in ("first", "middle", "last")),
        tuple((fr, en, ar) for fr, en, ar in data["things"]),
        {key: tuple((fr, en, ar) for fr, en, ar in rows) for key, rows in data["streets"].items()},
        {key: tuple((fr, en, ar) for fr, en, ar in rows) for key, rows in data["places"].items()},
    )


def town_names() -> Iterator[Name]:
    """Every town name that can be made."""
    first, middle, last = load_words().towns
    for a in first:
        for b in middle:
            for c in last:
                yield _town(a, b, c)


def _town(a: tuple[str, str], b: tuple[str, str], c: tuple[str, str]) -> Name:
    latin = a[0] + b[0] + c[0]
    return Name(latin, latin, a[1] + b[1] + c[1])


class Namer:
    """Draws names, from its own stream of chance."""

    def __init__(self, chance: np.random.Generator) -> None:
        self._chance = chance
        self._words = load_words()
        self._towns: set[str] = set()
        self._places: set[str] = set()

    def _pick(self, rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
        return rows[int(self._chance.integers(len(rows)))]

    def town(self) -> Name:
        """A town name, not drawn before while that is possible."""
        first, middle, last = self._words.towns
        for _ in range(40):
            name = _town(self._pick(first), self._pick(middle), self._pick(last))  # type: ignore[arg-type]
            if name.fr not in self._towns:
                break
        self._towns.add(name.fr)
        return name

    def street(self, sort: str) -> Name:
        """A street of a sort that words.yaml has under `streets`."""
        return self._after(self._pick(self._words.streets[sort]))

    def place(self, tag: str, label: str) -> Name:
        """A place with the map tag `key=value`, mostly not named before; `label` is its kind's English word, for a tag
        that words.yaml lacks."""
        rows = self._words.places.get(tag) or [(label, "{} " + label, label)]
        for _ in range(12):
            name = self._after(self._pick(rows))
            if self._places.isdisjoint((name.fr, name.en, name.ar)):
                break
        self._places.update((name.fr, name.en, name.ar))
        return name

    def _after(self, word: tuple[str, ...]) -> Name:
        generic_fr, pattern_en, generic_ar = word
        if self._chance.random() < 0.62:
            fr, en, ar = self._pick(self._words.things)
        else:
            town = _town(*(self._pick(part) for part in self._words.towns))  # type: ignore[arg-type]
            fr, en, ar = ("d'" if town.fr[0] in VOWELS else "de ") + town.fr, town.en, town.ar
        return Name(f"{generic_fr} {fr}", pattern_en.format(en), f"{generic_ar} {ar}")

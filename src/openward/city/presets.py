"""The cities that Openward itself uses: the demonstration, a tiny one for tests, the loads of scale runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from openward.city.generate import generate
from openward.city.model import InventedCity
from openward.city.write import CityFiles, write_city
from openward.methods.progress import Progress, silent

DEMONSTRATION_SEED = 3
DEMONSTRATION_PLACES = 640
TINY_PLACES = 60
LARGE_PLACES = 100_000


def demonstration_city() -> InventedCity:
    """The city of `make run` and of the pictures in the documentation."""
    return generate(DEMONSTRATION_SEED, DEMONSTRATION_PLACES)


def tiny_city(seed: int = 1) -> InventedCity:
    """A city with a place of every kind, made in a fraction of a second."""
    return generate(seed, TINY_PLACES)


def write_cities(
    folder: Path, places: int, cities: int = 1, seed: int = DEMONSTRATION_SEED, progress: Progress = silent
) -> Iterator[CityFiles]:
    """Write `cities` cities of `places` places each, with the seeds `seed`, `seed` + 1, ...

    One city goes into `folder`, several into a folder each, by slug and seed. Only one is in memory at a time.
    """
    for number in range(cities):
        city = generate(seed + number, places, progress)
        files = write_city(city, folder if cities == 1 else folder / f"{city.slug}-{city.seed}", progress)
        del city  # before the next is made
        yield files

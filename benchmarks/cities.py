"""Maps of invented cities for benchmarks, made once and kept in build/ until the generator changes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import openward.city
from openward.city import generate, write_city

KEPT = Path(__file__).resolve().parent.parent / "build" / "cities"


def map_of(places: int, seed: int = 7) -> Path:
    """The .osm.pbf of the city with about so many places. Making one takes about 5 s for each 1,000 places."""
    folder = KEPT / f"{places}-{seed}-{_generator()}"
    if not folder.is_dir():
        print(f"making a city of {places} places ...", flush=True)
        partial = folder.with_name(f".{folder.name}")
        shutil.rmtree(partial, ignore_errors=True)
        write_city(generate(seed, places), partial)
        partial.replace(folder)
    return next(folder.glob("*.osm.pbf"))


def _generator() -> str:
    """A digest of the generator and its data: another generator, another city."""
    digest = hashlib.sha256()
    for file in sorted(Path(openward.city.__file__).parent.glob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]

"""Tables beside the map: the truth for tests, fictitious exercise ratings, organisations and role accounts.

Every table says in a column or key `exercise` that it is fictitious. No table holds a person.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from openward.city.chance import stream
from openward.city.frame import to_degrees
from openward.city.model import InventedCity

FACTORS = (
    "access-control", "vehicle-approach", "crowd-density", "sightlines", "escape-and-refuge", "lighting",
    "staff-vigilance", "alert-communication", "first-aid", "response-time", "information-exposure", "plan-and-drill",
    "emergency-accessibility",
)  # fmt: skip


def write_tables(
    city: InventedCity, place_ids: Sequence[tuple[str, ...]], folder: Path
) -> tuple[Path, Path, Path, Path, Path]:
    """truth.json, truth.csv, assessments.csv, organisations.csv, people.csv in `folder`; their paths in this order."""
    truth = list(_truth(city, place_ids))
    paths = tuple(
        folder / name for name in ("truth.json", "truth.csv", "assessments.csv", "organisations.csv", "people.csv")
    )
    summary = {
        "exercise": True,
        "city": city.name.fr,
        "seed": city.seed,
        "districts": [{"level": district.level, "name": district.name.fr} for district in city.districts],
        "places": truth,
    }
    paths[0].write_text(json.dumps(summary, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    _table(paths[1], [{key: _cell(value) for key, value in row.items()} for row in truth])
    _table(paths[2], _assessments(city, place_ids))
    _table(paths[3], _organisations(city))
    _table(paths[4], _people(city))
    return paths  # type: ignore[return-value]


def _cell(value: object) -> object:
    return " ".join(value) if isinstance(value, list) else value


def _table(path: Path, rows: Iterable[dict[str, object]]) -> None:
    rows = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]) if rows else ["exercise"], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _truth(city: InventedCity, place_ids: Sequence[tuple[str, ...]]) -> Iterable[dict[str, object]]:
    points = to_degrees(np.array([place.point for place in city.places]), city.origin)
    for place, ids, point in zip(city.places, place_ids, points, strict=True):
        yield {
            "id": ids[0],
            "kind": place.kind,
            "name": place.name.fr if place.name else "",
            "longitude": round(float(point[0]), 7),
            "latitude": round(float(point[1]), 7),
            "capacity": place.capacity,
            "form": place.form.value,
            "source_ids": list(ids),
            "flaws": sorted(flaw.value for flaw in place.flaws),
            "registered": place.registered,
            "exercise": True,
        }


def _assessments(city: InventedCity, place_ids: Sequence[tuple[str, ...]]) -> Iterable[dict[str, object]]:
    """Ratings 0..4 of some factors at about one place in eight, drawn at random: they say nothing about anything."""
    chance = stream(city.seed, "assessments")
    for place, ids in zip(city.places, place_ids, strict=True):
        if not place.registered or chance.random() > 0.125:
            continue
        factors = chance.permutation(len(FACTORS))[: int(chance.integers(4, len(FACTORS) + 1))]
        for factor in sorted(int(number) for number in factors):
            yield {"place": ids[0], "factor": FACTORS[factor], "score": int(chance.integers(0, 5)), "exercise": "true"}


def _organisations(city: InventedCity) -> Iterable[dict[str, object]]:
    """Fictitious organisations, of each type that Openward knows."""
    town = city.name.fr
    rows = [
        ("city", "city", f"Ville de {town}", f"City of {town}"),
        (
            "authority",
            "national authority",
            f"Autorité nationale de {city.country.fr}",
            f"National authority of {city.country.en}",
        ),
        ("un-body", "UN body", "Bureau fictif des Nations Unies", "Fictitious UN office"),
        ("secretariat", "secretariat", "Secrétariat du réseau de villes", "City network secretariat"),
        ("operator", "site operator", f"Régie des halles de {town}", f"Market halls of {town}"),
        ("police", "police and emergency services", f"Police de {town}", f"Police of {town}"),
        ("civil-society", "civil society", f"Maison des associations de {town}", f"House of associations of {town}"),
    ]
    for slug, kind, fr, en in rows:
        yield {"organisation": slug, "type": kind, "name": fr, "name:en": en, "country": city.country.fr,
               "longitude": city.origin[0], "latitude": city.origin[1], "exercise": "true"}  # fmt: skip


def _people(city: InventedCity) -> Iterable[dict[str, object]]:
    """Role accounts: an address and a role, no person."""
    for organisation, role in (
        ("city", "administrator"), ("city", "coordinator"), ("city", "practitioner"), ("city", "assessor"),
        ("city", "reader"),
        ("operator", "practitioner"), ("police", "practitioner"), ("secretariat", "coordinator"), ("un-body", "reader"),
        ("authority", "reader"), ("civil-society", "practitioner"),
    ):  # fmt: skip
        yield {
            "account": f"{role}@{organisation}.{city.slug}.example",
            "role": role,
            "organisation": organisation,
            "exercise": "true",
        }

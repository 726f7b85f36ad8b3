"""Which way, and how fast, a vehicle of the emergency services drives along a street, by the street's map tags.

Words: a *limit* is what the sign says, a *pace* is what is driven. The numbers are data (street_speeds.yaml).
The hard part is access: a driver of the fire service passes where the public may not (private, destination, bus
lanes), and does not pass where the road is closed to all (`access=no`) or a barrier stands that nobody can open.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, Protocol

import yaml

from openward.methods.ranges import Basis


class Tags(Protocol):
    """The tags of a map object: a dictionary, or those of pyosmium as they are."""

    def get(self, key: str, /) -> str | None: ...


OPEN = frozenset(
    {"yes", "designated", "official", "permissive", "destination", "private", "delivery", "customers", "permit"}
)
SERVICES = frozenset({"yes", "designated", "official"})
PATHS = frozenset({"footway", "path", "cycleway", "bridleway", "track"})
ROUNDABOUTS = frozenset({"roundabout", "circular"})

# What nobody can open on the way; gates, chains and lift gates can be opened, or broken.
FIXED_BARRIERS = frozenset(
    {"block", "bollard", "cycle_barrier", "debris", "fence", "guard_rail", "hedge", "jersey_barrier", "kissing_gate"}
    | {"log", "planter", "rock", "stile", "stone", "turnstile", "wall"}
)
BOLLARDS_THAT_GIVE_WAY = frozenset({"removable", "rising", "retractable", "foldable", "flexible", "unlocked"})

_LIMIT = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(mph|knots|km/h|kmh|kph)?\s*$", re.IGNORECASE)
_ZONE = re.compile(r"\s*(?:[A-Za-z]{2}(?:-[A-Za-z]+)?:)?(?:zone:?)?([a-z_]+|\d+)\s*$")
_KMH = {"mph": 1.609344, "knots": 1.852}


class Pace(NamedTuple):
    """Kilometres an hour along the drawn direction of a way and against it; 0 where nobody may drive that way."""

    forward: float
    backward: float


@cache
def speeds() -> dict[str, Any]:
    """The table of street_speeds.yaml."""
    table: dict[str, Any] = yaml.safe_load((files("openward.readers") / "street_speeds.yaml").read_text("utf-8"))
    return table


def speeds_basis() -> tuple[Basis, str]:
    """On what the paces of street_speeds.yaml rest, and their source (an English message id)."""
    return Basis(speeds()["basis"]), speeds()["source"]


def limit(text: str) -> float | None:
    """A `maxspeed` value in km/h ("50", "30 mph", "FR:urban", "DE:zone:30", "walk"); None where it is of no use."""
    table = speeds()
    first = text.split(";")[0]
    number = _LIMIT.match(first)
    if number:
        value = float(number[1]) * _KMH.get((number[2] or "").lower(), 1.0)
    else:
        zone = _ZONE.match(first)
        if not zone:
            return None
        word = zone[1]
        value = float(word) if word.isdigit() else table["limits"].get(word, 0.0)
    return value if table["slowest_limit"] <= value <= table["fastest_limit"] else None


def pace(tags: Tags) -> Pace | None:
    """How fast a way is driven in either direction, or None where a vehicle of the emergency services cannot use it."""
    highway = tags.get("highway")
    table = speeds()
    services = tags.get("emergency")
    motor = tags.get("motor_vehicle") or tags.get("motorcar") or tags.get("vehicle")
    buses = tags.get("bus") or tags.get("psv")
    opened = services in SERVICES or buses in SERVICES
    if highway in PATHS:
        if services not in SERVICES and motor not in OPEN:
            return None
        usual, slow = float(table["walking_pace"]), True
    elif highway in table["classes"]:
        usual, slow = float(table["classes"][highway]), motor == "no" and not opened
    else:
        return None
    if services == "no" or (tags.get("access") == "no" and not opened and motor not in OPEN):
        return None
    return _directed(tags, usual, table["walking_pace"] if slow else table["fastest_limit"])


def _directed(tags: Tags, usual: float, most: float) -> Pace:
    """The pace in the directions that one-way rules leave open: `usual` without a tagged limit, never above `most`."""
    share = speeds()["share_of_limit"]

    def driven(side: str) -> float:
        tagged = limit(tags.get(f"maxspeed:{side}") or tags.get("maxspeed") or "")
        return min(usual if tagged is None else tagged * share, most)

    oneway = tags.get("oneway:emergency") or tags.get("oneway")
    if oneway is None and (tags.get("junction") in ROUNDABOUTS or tags.get("highway") == "motorway"):
        oneway = "yes"
    backward = oneway not in ("yes", "true", "1")
    forward = oneway not in ("-1", "reverse")
    return Pace(driven("forward") if forward else 0.0, driven("backward") if backward else 0.0)


def blocks(tags: Tags) -> bool:
    """Whether the barrier on this node stops a vehicle of the emergency services for good."""
    if tags.get("barrier") not in FIXED_BARRIERS or tags.get("bollard") in BOLLARDS_THAT_GIVE_WAY:
        return False
    if tags.get("emergency") in SERVICES:
        return False
    return (tags.get("motor_vehicle") or tags.get("vehicle") or tags.get("access")) not in OPEN

"""Units of numbers that both texts have: another one, or none. A measure that was converted rightly is no fault."""

from __future__ import annotations

import re

from babel.units import format_unit

from openward.methods.terminology.folding import plain_of
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.quantities import Quantity, Written

TOLERANCE = 0.03  # how far a converted measure may be rounded
# In units of the first of each kind.
_MEASURES = (
    {
        "metre": 1.0,
        "kilometre": 1000.0,
        "centimetre": 0.01,
        "mile": 1609.344,
        "foot": 0.3048,
        "yard": 0.9144,
        "inch": 0.0254,
    },
    {"kilogram": 1.0, "gram": 0.001, "tonne": 1000.0, "pound": 0.45359},
    {"litre": 1.0, "gallon": 3.785},
    {"hectare": 1.0, "acre": 0.40469, "square-metre": 0.0001},
    {"kmh": 1.0, "mph": 1.609344},
    {"minute": 1.0, "hour": 60.0, "second": 1 / 60, "day": 1440.0, "week": 10080.0},
    {"month": 1.0, "year": 12.0},
)
_KEPT = frozenset(  # units that cannot fall away; those of time may be within another word
    {"percent", "euro", "dollar", "sterling", "dinar", "dirham", "celsius", "fahrenheit", "kmh", "mph"}
    | {unit for measures in _MEASURES[:4] for unit in measures}
)


_CLDR = {
    "metre": "length-meter",
    "kilometre": "length-kilometer",
    "centimetre": "length-centimeter",
    "mile": "length-mile",
    "foot": "length-foot",
    "kilogram": "mass-kilogram",
    "tonne": "mass-tonne",
    "litre": "volume-liter",
    "hectare": "area-hectare",
    "minute": "duration-minute",
    "hour": "duration-hour",
    "day": "duration-day",
    "week": "duration-week",
    "month": "duration-month",
    "year": "duration-year",
}


def converted(one: Quantity, other: Quantity) -> bool:
    if not one.unit or not other.unit or one.unit == other.unit:
        return False
    for measures in _MEASURES:
        if one.unit in measures and other.unit in measures:
            meant, said = min(one.readings) * measures[one.unit], min(other.readings) * measures[other.unit]
            return abs(meant - said) <= TOLERANCE * max(meant, said)
    return False


def changed(source: Passage, target: Passage, same: list[tuple[Quantity, Quantity]]) -> list[Finding]:
    findings = []
    there = {quantity.unit for quantity in target.quantities if quantity.unit}
    for one, other in same:
        if not one.unit or one.unit == other.unit or converted(one, other) or one.written is Written.HINT:
            continue
        gone = not other.unit
        if gone and (one.unit not in _KEPT or one.unit in there or _said(one.unit, target)):
            continue
        if not gone and other.unit in ("pound", "sterling") and one.unit in ("pound", "sterling"):
            continue
        start, end = one.whole
        left, right = other.whole
        findings.append(
            Finding(
                Code.UNIT_CHANGED,
                Severity.ERROR,
                source_span=(start, end),
                source_text=source.text[start:end],
                target_span=(left, right),
                target_text=target.text[left:right],
                mend=_measure(target.text[other.start : other.end], one.unit, target),
            )
        )
    return findings


def _said(unit: str, target: Passage) -> bool:
    """Whether the unit stands anywhere in the target, though not right after its number."""
    names = {name for name, said in target.spoken.units.items() if said == unit} if target.spoken else set()
    folded = " ".join(plain_of(word) for word in re.split(r"\s+", target.text))
    return any((len(name) > 1 and name in folded) or (name in "%€$£٪" and name in target.text) for name in names)


def _measure(number: str, unit: str, target: Passage) -> str | None:
    """The number with the unit as the target's language writes it most fully."""
    if target.spoken is None:
        return None
    if unit in _CLDR:
        digits = re.sub(r"\D", "", number)
        if digits:
            shown = str(
                format_unit(int(digits), _CLDR[unit], length="long", locale=target.language, numbering_system="latn")
            )
            return re.sub(r"\d[\d\s.,\u00a0\u202f]*\d|\d", number.strip(), shown, count=1)
    names = [name for name, said in target.spoken.units.items() if said == unit]
    return f"{number} {max(names, key=len)}" if names else None

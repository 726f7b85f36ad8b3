"""Numbers of a pair of texts: changed, missing, or standing apart from what they count.

What both texts hold is set aside first; what is left is paired in its order. The hard part is what is no fault: a
number in words, a dual, half of a number, a measure that was converted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from babel.numbers import format_decimal

from openward.methods.terminology import stranding, units
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.quantities import Quantity, Written
from openward.methods.terminology.values import Beads, set_aside


def changed(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    """Numbers, their units, and where they stand."""
    left, extra, same = set_aside(
        source, target, source.quantities, target.quantities, beads, _keys, units.converted, _far_keys
    )
    findings = units.changed(source, target, same)
    findings += _numbers(source, target, left, extra, beads)
    return findings + stranding.stranded(source, target, same)


def _keys(quantity: Quantity) -> list[float]:
    return sorted(quantity.readings)


def _far_keys(quantity: Quantity) -> list[float]:
    """An article of another sentence is no number of this one."""
    return [] if quantity.written is Written.HINT else sorted(quantity.readings)


def _numbers(
    source: Passage, target: Passage, left: list[Quantity], extra: list[Quantity], beads: Beads
) -> list[Finding]:
    findings = []
    derived = _derived(source.quantities)
    extra = [
        one
        for one in extra
        if one.written is not Written.HINT and not (one.readings & derived) and one.readings != {1.0}
    ]
    left = [one for one in left if one.written is not Written.HINT]
    held = {reading for one in source.quantities for reading in one.readings} | _parts(source)
    kept = {reading for one in target.quantities for reading in one.readings} | _parts(target)
    for written in (Written.DIGITS, Written.WORDS):
        for one in [quantity for quantity in left if quantity.written is written]:
            near = [
                other
                for other in extra
                if beads.together(source.sentence_at(one.start), target.sentence_at(other.start))
                and (
                    one.written is Written.DIGITS
                    or other.written is Written.DIGITS
                    or (_cardinal(one) and _cardinal(other))
                )
            ]
            if not near:
                continue
            other = min(near, key=lambda candidate: (bool(one.unit) and candidate.unit != one.unit, candidate.start))
            if (
                one.written is Written.WORDS
                and other.written is Written.WORDS
                and one.readings & kept
                and other.readings & held
            ):
                continue  # told twice here and once there
            findings.append(_number(source, one, target, other))
            left.remove(one)
            extra.remove(other)
    for one in left:
        if (
            one.written is Written.DIGITS
            and not one.readings & kept
            and min(one.readings) > 2
            and _translated(source, one, beads)
        ):
            findings.append(_number(source, one, target, None))
    for other in extra:
        if other.written is Written.DIGITS and not other.readings & held and not _hinted(source, other):
            findings.append(_number(source, None, target, other))
    return findings


def _cardinal(quantity: Quantity) -> bool:
    return all(reading == int(reading) for reading in quantity.readings)


def _derived(quantities: Sequence[Quantity]) -> set[float]:
    """Half of 24 is 12, and a third of it is 8."""
    hints = [reading for one in quantities if one.written is Written.HINT for reading in one.readings]
    shares = [reading if reading < 1 else 1 / reading for reading in hints if 0 < reading < 1 or 3 <= reading <= 10]
    return {round(share * reading, 6) for share in shares for one in quantities for reading in one.readings if share}


def _parts(passage: Passage) -> set[float]:
    """Numbers within dates and symbols."""
    dates = {float(part) for date in passage.dates for reading in date.readings for part in reading if part}
    return dates | {
        float(digits) for start, end in passage.symbols for digits in re.findall(r"\d+", passage.text[start:end])
    }


def _hinted(source: Passage, other: Quantity) -> bool:
    return any(one.written is Written.HINT and one.readings & other.readings for one in source.quantities)


def _translated(source: Passage, one: Quantity, beads: Beads) -> bool:
    here = source.sentence_at(one.start)
    return bool(beads.translated(here))


def _number(source: Passage, one: Quantity | None, target: Passage, other: Quantity | None) -> Finding:
    return Finding(
        Code.NUMBER_CHANGED,
        Severity.ERROR,
        source_span=one.span if one else None,
        source_text=source.text[one.start : one.end] if one else None,
        target_span=other.span if other else None,
        target_text=target.text[other.start : other.end] if other else None,
        mend=_number_in(min(one.readings), target.language) if one else None,
    )


def _number_in(value: float, code: str) -> str:
    return str(format_decimal(value, locale=code, numbering_system="latn")).replace("\u202f", "\u00a0")

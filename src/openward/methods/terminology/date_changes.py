"""Dates that a translation changed or left out."""

from __future__ import annotations

from babel.dates import get_month_names

from openward.methods.terminology.dates import Date
from openward.methods.terminology.model import Code, Finding, Severity
from openward.methods.terminology.passage import Passage
from openward.methods.terminology.values import Beads, set_aside


def changed(source: Passage, target: Passage, beads: Beads) -> list[Finding]:
    left, extra, _ = set_aside(source, target, source.dates, target.dates, beads, _keys)
    return _dates(source, target, left, extra, beads)


def _keys(date: Date) -> list[tuple[int, ...]]:
    return [(date.weekday,)] if date.weekday else sorted(date.readings)


def _dates(source: Passage, target: Passage, left: list[Date], extra: list[Date], beads: Beads) -> list[Finding]:
    findings = []
    for one in list(left):
        for other in extra:
            alike = one.loose == other.loose and bool(one.weekday) == bool(other.weekday)
            if (alike or not (one.weekday or other.weekday)) and beads.together(
                source.sentence_at(one.start), target.sentence_at(other.start)
            ):
                findings.append(_date(source, one, target, other))
                left.remove(one)
                extra.remove(other)
                break
    # A date that is told in another way, by its parts, is no date lost.
    for one in left:
        if not one.loose and not _in_parts(one, target):
            findings.append(_date(source, one, target, None))
    return findings


def _in_parts(date: Date, target: Passage) -> bool:
    numbers = {reading for quantity in target.quantities for reading in quantity.readings}
    numbers |= {float(part) for other in target.dates for reading in other.readings for part in reading if part}
    return any(all(part == 0 or float(part) in numbers for part in reading) for reading in date.readings) or any(
        reading[0] and float(reading[0]) in numbers and float(reading[1]) in numbers for reading in date.readings
    )


def _date(source: Passage, one: Date, target: Passage, other: Date | None) -> Finding:
    return Finding(
        Code.DATE_CHANGED,
        Severity.ERROR,
        source_span=one.span,
        source_text=source.text[one.start : one.end],
        target_span=other.span if other else None,
        target_text=target.text[other.start : other.end] if other else None,
        mend=_date_in(one, target),
    )


def _date_in(date: Date, target: Passage) -> str | None:
    """The date as the target's language writes it."""
    if target.spoken is None or len(date.readings) != 1:
        return None
    ((year, month, day),) = date.readings
    name = get_month_names("wide", locale=target.language)[month]
    of = " de " if target.language == "es" else " "
    first = "1er" if target.language == "fr" and day == 1 else str(day)
    return of.join(part for part in (first if day else "", name, str(year) if year else "") if part)

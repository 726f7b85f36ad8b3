"""Numbers of operative paragraphs beside their neighbours: what a misread one must be, and which are out of
sequence."""

from __future__ import annotations

from openward.readers.instruments.enumeration import paragraph_label
from openward.readers.instruments.model import Doubt, Kind
from openward.readers.instruments.segments import Segment


def settle_numbers(segments: list[Segment]) -> None:
    """Where the numbers before and after leave one place, that is what a number between them means."""
    numbered = [one for one in segments if one.kind is Kind.OPERATIVE and _value(one) is not None]
    for before, one, after in zip(numbered, numbered[1:], numbered[2:], strict=False):
        first, value, last = _value(before), _value(one), _value(after)
        if first is not None and last == first + 2 and value != first + 1:
            one.meant = str(first + 1)
            after.doubts = [doubt for doubt in after.doubts if doubt.why != "out-of-sequence"]
    if len(numbered) > 1 and _value(numbered[0]) != 1 and _value(numbered[1]) == 2:
        numbered[0].meant = "1"
        numbered[0].doubts.append(Doubt("number", "out-of-sequence", numbered[0].start, numbered[0].body))


def _value(segment: Segment) -> int | None:
    if segment.meant and segment.meant.isdigit():
        return int(segment.meant)
    label = paragraph_label(f"{segment.number}. X") if segment.number else None
    return label.readings[0][1] if label else None

"""A low, likely and high value, and on what it rests: no number of Openward pretends to more precision than it has."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """On what a factor rests. The share that is ASSUMED is printed wherever results are."""

    EVIDENCE = "evidence"
    EXPERT = "expert"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Range:
    """low <= likely <= high, all finite, in the unit of the field that holds it."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        if not (float("-inf") < self.low <= self.likely <= self.high < float("inf")):
            raise ValueError(f"a range needs low <= likely <= high, all finite: {self.low}, {self.likely}, {self.high}")

    def times(self, factor: float) -> Range:
        """The range in another unit. `factor` >= 0."""
        return Range(self.low * factor, self.likely * factor, self.high * factor)

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.likely + other.likely, self.high + other.high)

    @classmethod
    def exactly(cls, value: float) -> Range:
        return cls(value, value, value)

"""What a measure costs at one place over the period that a programme pays for.

Cost = what it takes to build or set up, again as often as its life ends within the period, and running it all the
time. Both grow with the size of the place, as the catalogue says of each measure.
"""

from __future__ import annotations

from math import ceil, sqrt

from openward.methods.portfolio.model import Growth, Measure
from openward.methods.ranges import Range

REFERENCE_PEOPLE = 100  # of the catalogue's costs
LEAST_PEOPLE = 10  # a smaller place costs no less


def growth(measure: Measure, people: float) -> float:
    """Factor on the catalogue's costs for a place with so many people at its busiest hour."""
    size = max(people, LEAST_PEOPLE) / REFERENCE_PEOPLE
    if measure.grows_with is Growth.PEOPLE:
        return size
    return sqrt(size) if measure.grows_with is Growth.FRONTAGE else 1.0


def cost_of_period(measure: Measure, years: int) -> Range:
    """Of one place of the reference size, in the catalogue's money."""
    return measure.capital.times(ceil(years / measure.life_years)) + measure.running.times(years)

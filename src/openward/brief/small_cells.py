"""Which figures speak of too few places to be told.

Words: a *cell* is a group of places that one figure speaks of; it is small with fewer than five. Hiding only the small
ones fails where the total is known: one hidden cell is the total less the others. So more are hidden, the smallest
first, until what is hidden is at least two cells of at least five places together (primary and complementary
suppression: Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapter 4; the threshold of five is the
usual one, OECD Glossary of Statistical Terms, "threshold rule").
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median

from openward.methods.disclosure.primary import LEAST

HALF_MINUTE = 30


def hidden(cells: Mapping[str, int], least: int = LEAST) -> frozenset[str]:
    """The cells whose figures are not told, given how many places each has. Empty cells hide nothing."""
    order = sorted((places, cell) for cell, places in cells.items() if places > 0)
    small = [pair for pair in order if pair[0] < least]
    if not small:
        return frozenset()
    kept = order[len(small) :]
    while kept and (len(small) < 2 or sum(places for places, _ in small) < least):
        small.append(kept.pop(0))
    return frozenset(cell for _, cell in small)


def rounded_median(seconds: list[float]) -> float | None:
    """The median to the half minute, in seconds; None of nothing."""
    return round(median(seconds) / HALF_MINUTE) * float(HALF_MINUTE) if seconds else None

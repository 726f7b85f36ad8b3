"""Primary suppression: the sums that must not be told for their own sake, whatever else is told."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 5  # contributors; the threshold rule
DOMINANT = 2 / 3  # share of one contributor; the (1, k) rule


def points_at_few(contributions: Sequence[float], *, least: int = LEAST, dominant: float = DOMINANT) -> bool:
    """Whether a sum speaks of few: of fewer than `least` contributors, though of some, or of one that has more than
    `dominant` of it. `contributions` >= 0, one a contributor, zeros too.

    Source: the threshold rule and the (n, k) dominance rule with n = 1, Hundepool et al. 2012, section 4.2.
    """
    if not contributions:
        return False
    return len(contributions) < least or max(contributions) > dominant * sum(contributions) + 1e-9 * max(contributions)

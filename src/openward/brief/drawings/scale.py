"""Round steps for axes and classes: 1, 2, 2.5 or 5 times a power of ten."""

from __future__ import annotations

import math
from collections.abc import Sequence


def ticks(highest: float, wanted: int = 5) -> tuple[float, ...]:
    """Round values from 0 to the first at or above `highest` > 0, about `wanted` steps."""
    rough = highest / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))
    return tuple(index * step for index in range(math.ceil(highest / step - 1e-9) + 1))


def class_bounds(counts: Sequence[int], classes: int = 5) -> tuple[int, ...]:
    """Upper bounds, rising, that part positive counts into at most `classes` groups of about equal size."""
    values = sorted(count for count in counts if count > 0)
    if not values:
        return ()
    cuts = {values[math.ceil(len(values) * part / classes) - 1] for part in range(1, classes + 1)}
    return tuple(sorted(cuts))

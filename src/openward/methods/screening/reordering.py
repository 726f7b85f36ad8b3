"""How many have to move for one order to become another: all but the most that stand in the same order in both.

To count those whose position is another would count everybody whom somebody overtook.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence


def moved(former: Sequence[Hashable], latter: Sequence[Hashable]) -> int:
    """How many of those in both orders move, 0 where they stand in the same order. Each stands once in an order.

    All of them less a longest increasing subsequence of their former positions, which is found by patience sorting
    (C. Schensted, Longest increasing and decreasing subsequences, Canadian Journal of Mathematics 13, 1961), in
    N log N steps.
    """
    position = {one: index for index, one in enumerate(former)}
    found = [position[one] for one in latter if one in position]
    ends: list[int] = []  # ends[k]: the smallest last position of an increasing subsequence of k + 1
    for one in found:
        place = bisect_left(ends, one)
        ends[place : place + 1] = [one]
    return len(found) - len(ends)

"""What a set of panels, weights and certificates proves, in whole numbers and fractions alone.

It shares nothing with what found them but the words of `model.py`. For any multipliers y of the rows and any weights w
of the types, a panel's weighted seats are  w.x = y.(A x) + (w - A'y).x  and so at most the sum, over rows, of y times
the row's maximum (its minimum where y < 0), and over types, of the positive part of w - A'y times the type's limit.
So a certificate can be as bad as it likes; it cannot be wrong. A Split adds a row to each of its two sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from openward.methods.errors import OpenwardError
from openward.methods.sortition.model import (
    GAP,
    Certificate,
    Chances,
    Counts,
    Leaf,
    Level,
    Method,
    Split,
    Types,
)

Limit = tuple[tuple[int, ...], int, int]  # types, the fewest and the most seats of them together


def chances_by_type(types: Types, panels: Sequence[Counts], weights: Sequence[int]) -> tuple[Fraction, ...]:
    """The exact chance of each member, by type. Raises `panel-breaks-rule` or `panel-weights-wrong`."""
    if len(panels) != len(weights) or not weights or min(weights) <= 0:
        raise OpenwardError("panel-weights-wrong")
    seats = [0] * len(types.members)
    for number, (panel, weight) in enumerate(zip(panels, weights, strict=True)):
        if not keeps_rules(types, panel):
            raise OpenwardError("panel-breaks-rule", panel=number + 1)
        for t, count in panel:
            seats[t] += weight * count
    total = sum(weights)
    return tuple(Fraction(sum_, total * len(there)) for sum_, there in zip(seats, types.members, strict=True))


def keeps_rules(types: Types, panel: Counts) -> bool:
    """Whether these counts are a panel."""
    counts = dict(panel)
    if len(counts) != len(panel) or not all(
        0 <= t < len(types.limits) and 0 < count <= types.limits[t] for t, count in panel
    ):
        return False
    return all(row.minimum <= sum(counts.get(t, 0) for t in row.types) <= row.maximum for row in types.rows)


def most(types: Types, certificate: Certificate) -> Fraction:
    """A number that no panel's weighted seats exceed. Raises `panel-certificate-wrong` if its shape is not right."""
    if certificate.scale <= 0 or len(certificate.weights) != len(types.members) or min(certificate.weights) < 0:
        raise OpenwardError("panel-certificate-wrong")
    limits = [(row.types, row.minimum, row.maximum) for row in types.rows]
    bounds = []
    waiting: list[tuple[Leaf | Split, list[Limit]]] = [(certificate.tree, limits)]
    while waiting:
        tree, path = waiting.pop()
        if isinstance(tree, Split):
            if not all(0 <= t < len(types.limits) for t in tree.types):
                raise OpenwardError("panel-certificate-wrong")
            room = sum(types.limits[t] for t in tree.types)
            waiting.append((tree.below, [*path, (tree.types, 0, tree.most)]))
            waiting.append((tree.above, [*path, (tree.types, tree.most + 1, room)]))
        else:
            bounds.append(_leaf(types, certificate, tree, path))
    step = gcd(*certificate.weights) or 1  # seats are whole, so their weighted sum is a multiple of this
    return Fraction(max(bounds) // step * step, certificate.scale)


def _leaf(types: Types, certificate: Certificate, leaf: Leaf, limits: list[Limit]) -> int:
    if len(leaf.multipliers) != len(limits):
        raise OpenwardError("panel-certificate-wrong")
    bound, rest = 0, list(certificate.weights)
    for multiplier, (within, least, greatest) in zip(leaf.multipliers, limits, strict=True):
        if multiplier:
            bound += multiplier * (greatest if multiplier > 0 else least)
            for t in within:
                rest[t] -= multiplier
    return bound + sum(left * limit for left, limit in zip(rest, types.limits, strict=True) if left > 0)


def levels_of(
    types: Types, chances: Sequence[Fraction], settled: Sequence[tuple[tuple[int, ...], Certificate]]
) -> tuple[Level, ...]:
    """What the certificates prove of these chances, level by level: `settled` says whose each level is.

    With weights w on the seats, members n, and M no less than w.x of any panel: mean seats x that leave each type of an
    earlier level at least its chance have  sum of w x over the others <= M - sum of w n chance over the earlier ones.
    If all others have at least p, then p <= that / sum of w n over the others; and the one of them with the chance q,
    the others having at least this level's chance c, has  w n (q - c) <= that - c * sum of w n.
    """
    levels: list[Level] = []
    kept: dict[int, Fraction] = {}
    for within, certificate in settled:
        sizes = {t: len(types.members[t]) for t in range(len(types.members))}
        open_types = [t for t in sizes if t not in kept]
        if not within or list(within) != sorted(set(within)) or not set(within) <= set(open_types):
            raise OpenwardError("panel-certificate-wrong")
        weights = certificate.weights
        left = most(types, certificate) * certificate.scale
        left -= sum((weights[t] * sizes[t] * least for t, least in kept.items()), Fraction(0))
        chance = min(chances[t] for t in open_types)
        total = sum(weights[t] * sizes[t] for t in open_types)
        if not total:
            raise OpenwardError("panel-certificate-wrong")
        spare = max(left - chance * total, Fraction(0))
        ceiling = max(_ceiling(chance, spare, weights[t] * sizes[t]) for t in within)
        bound = min(chance + spare / total, Fraction(1))
        levels.append(Level(within, chance, bound, ceiling, certificate))
        kept |= {t: chances[t] for t in within}
    return tuple(levels)


def _ceiling(chance: Fraction, spare: Fraction, weight: int) -> Fraction:
    return min(chance + spare / weight, Fraction(1)) if weight else Fraction(1)


def nash_ratio(
    types: Types, chances: Sequence[Fraction], without: Sequence[Level], certificate: Certificate
) -> Fraction:
    """No way to draw panels has a geometric mean of chances above ours divided by this; of all but the types `without`,
    whose levels prove that they can have no chance.

    Of n people with our chances c and any others d, the geometric mean of d / c is at most its mean, which is the seats
    weighted by 1 / c, divided by n; so at most M / n. The certificate's weights must be at least 1 / c.
    """
    bound = most(types, certificate)
    left_out = {t for level in without for t in level.types}
    counted = [t for t in range(len(types.members)) if t not in left_out]
    if not counted:
        return Fraction(1)
    if min(chances[t] for t in counted) <= 0:
        return Fraction(0)
    if any(Fraction(certificate.weights[t], certificate.scale) < 1 / chances[t] for t in counted):
        raise OpenwardError("panel-certificate-wrong")
    return min(sum(len(types.members[t]) for t in counted) / bound, Fraction(1))


def gap_of(
    method: Method, types: Types, chances: Sequence[Fraction], levels: Sequence[Level], ratio: Fraction | None
) -> Fraction:
    """How far from the best it can be at most: the smallest chance, the geometric mean as a share of the best, or for
    leximin any chance, but by giving less to a lower level. A type that no level settles could have all."""
    if not types.members:
        return Fraction(0)
    if method is Method.NASH:
        return max([Fraction(1) - (ratio or Fraction(0)), *(level.ceiling for level in levels)])
    if method is Method.MAXIMIN:
        return levels[0].gap if levels else 1 - min(chances)
    gap = max((level.ceiling - level.chance for level in levels), default=Fraction(0))
    settled = sum(len(level.types) for level in levels)
    return gap if settled == len(types.members) else max(gap, 1 - min(chances))


def check(chances: Chances) -> None:
    """Reckon all anew from the panels, weights and certificates. Raises `panel-claims-more` where the claim is better
    than that, besides what the parts raise."""
    types = chances.types
    by_type = chances_by_type(types, chances.panels, chances.weights)
    if by_type != chances.chances:
        raise OpenwardError("panel-chances-wrong")
    levels = levels_of(types, by_type, [(level.types, level.certificate) for level in chances.levels])
    ratio = None
    if chances.certificate is not None:
        ratio = nash_ratio(types, by_type, levels, chances.certificate)
    gap = gap_of(chances.method, types, by_type, levels, ratio)
    claimed, shown = chances.nash_ratio or Fraction(0), ratio or Fraction(0)
    if any(_claims_more(*pair) for pair in zip(chances.levels, levels, strict=True)) or claimed > shown:
        raise OpenwardError("panel-claims-more")
    if gap > chances.gap or (chances.proved and gap > GAP):
        raise OpenwardError("panel-claims-more")


def _claims_more(claimed: Level, shown: Level) -> bool:
    return claimed.chance > shown.chance or claimed.bound < shown.bound or claimed.ceiling < shown.ceiling

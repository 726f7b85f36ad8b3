"""Secondary suppression: what must be hidden besides, so that what is protected cannot be worked out from the rest.

Each time that an attacker comes too near, the prices of the attacker's problem name the told figures that hold the
bound: while all of them are told it holds, so one must go, and the one that readers miss least goes. That is the cut of
Fischetti and Salazar (2001), taken greedily. In the end what was hidden and is not needed is told again (Kelly, Golden
and Assad 1992, Cell suppression: disclosure protection for sensitive tabular data, Networks 22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from openward.methods.disclosure.attacker import TOLERANCE, Attacker
from openward.methods.disclosure.model import Protected, Release


@dataclass(frozen=True, slots=True)
class Suppression:
    """`hidden`: figures not to tell. `pinned`: what stays too certain even so, by figures told in any case."""

    hidden: frozenset[str]
    pinned: frozenset[str]


def suppress(release: Release, hidden: Iterable[str] = ()) -> Suppression:
    """The figures to hide besides those that are `hidden` for their own sake. The same for any order of the input's
    mappings; greedy, so that there may be a way to hide less."""
    worth = {figure.name: figure.worth for figure in release.figures if figure.worth is not None}
    begun = frozenset(hidden)
    attacker = Attacker(release, begun)
    added: list[str] = []
    pinned = set()
    order = sorted(range(len(release.protected)), key=lambda at: (-release.protected[at].value, at))
    for at in order:
        one = release.protected[at]
        for upwards in (True, False):
            while not _far_enough(attacker, release, at, upwards):
                _, binding = (attacker.greatest if upwards else attacker.least)(one.of)
                if _far_enough(attacker, release, at, upwards):
                    break
                candidates = sorted((worth[name], name) for name in binding if name in worth)
                if not candidates:
                    pinned.add(one.name)
                    break
                added.append(candidates[0][1])
                attacker.hide(candidates[0][1])
    needed = _without_needless(release, begun, added, pinned, worth)
    return Suppression(begun | needed, frozenset(pinned))


def wanted(one: Protected, release: Release) -> tuple[float, float]:
    """The interval that an attacker must be left with at least: no wider than what is possible beforehand."""
    possible = sum(times * release.most[cell] for cell, times in one.of.items())
    return max(0.0, one.value - one.distance), min(possible, one.value + one.distance)


def _far_enough(attacker: Attacker, release: Release, at: int, upwards: bool) -> bool:
    low, high = wanted(release.protected[at], release)
    slack = 2 * TOLERANCE * attacker.unit
    return bool(attacker.highest[at] >= high - slack if upwards else attacker.lowest[at] <= low + slack)


def _without_needless(
    release: Release, begun: frozenset[str], added: list[str], pinned: set[str], worth: dict[str, float]
) -> frozenset[str]:
    """Those of `added` without which somebody would come too near, the dearest tried first."""
    needed = set(added)
    for name in sorted(added, key=lambda one: (-worth[one], one)):
        if len(needed) > 1 and _protects(release, begun | (needed - {name}), pinned):
            needed.discard(name)
    return frozenset(needed)


def _protects(release: Release, hidden: frozenset[str], pinned: set[str]) -> bool:
    attacker = Attacker(release, hidden)
    for at, one in enumerate(release.protected):
        if one.name in pinned:
            continue
        for upwards in (True, False):
            if not _far_enough(attacker, release, at, upwards):
                (attacker.greatest if upwards else attacker.least)(one.of)
                if not _far_enough(attacker, release, at, upwards):
                    return False
    return True

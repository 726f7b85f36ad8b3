"""Secondary suppression: what must be hidden besides, so that what is protected cannot be worked out from the rest.

Each time that an attacker comes too near, the prices of the attacker's problem name the told figures that hold the
bound: while all of them are told it holds, so one must go, and the one that readers miss least goes. That is the cut of
Fischetti and Salazar (2001), taken greedily. In the end what was hidden and is not needed is told again (Kelly, Golden
and Assad 1992, Cell suppression: disclosure protection for sensitive tabular data, Networks 22).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from openward.methods.disclosure.attacker import TOLERANCE, Attacker
from openward.methods.disclosure.model import Protected, Release


@dataclass(frozen=True, slots=True)
class Suppression:
    """`hidden`: figures not to tell. `pinned`: what stays nearer than its distance by what is told in any case;
    the hidden figures are then such that the others bring nobody nearer still."""

    hidden: frozenset[str]
    pinned: frozenset[str]


def suppress(release: Release, hidden: Iterable[str] = ()) -> Suppression:
    """The figures to hide besides those that are `hidden` for their own sake. The same for any order of the input's
    mappings; greedy, so that there may be a way to hide less."""
    worth = {figure.name: figure.worth for figure in release.figures if figure.worth is not None}
    begun = frozenset(hidden)
    attacker = Attacker(release, begun)
    goal = _Goal(release)
    added: list[str] = []
    order = sorted(range(len(release.protected)), key=lambda at: (-release.protected[at].value, at))
    for at in order:
        for upwards in (True, False):
            while not goal.is_reached(attacker, at, upwards):
                reached, binding = goal.attack(attacker, at, upwards)
                if goal.is_reached(attacker, at, upwards):
                    break
                candidates = sorted((worth[name], name) for name in binding if name in worth)
                if not candidates:
                    goal.settle_for(reached, at, upwards)
                    break
                added.append(candidates[0][1])
                attacker.hide(candidates[0][1])
    return Suppression(begun | _needed(release, begun, added, goal, worth), frozenset(goal.pinned))


def wanted(one: Protected, release: Release) -> tuple[float, float]:
    """The interval that an attacker must be left with at least: no wider than what is possible beforehand."""
    possible = sum(times * release.most[cell] for cell, times in one.of.items())
    return max(0.0, one.value - one.distance), min(possible, one.value + one.distance)


class _Goal:
    """The interval that is to be left for each protected sum."""

    def __init__(self, release: Release) -> None:
        self._release = release
        ends = [wanted(one, release) for one in release.protected]
        self._low: NDArray[np.float64] = np.array([low for low, _ in ends])
        self._high: NDArray[np.float64] = np.array([high for _, high in ends])
        self.pinned: set[str] = set()

    def is_reached(self, attacker: Attacker, at: int, upwards: bool) -> bool:
        slack = 2 * TOLERANCE * attacker.unit
        if upwards:
            return bool(attacker.highest[at] >= self._high[at] - slack)
        return bool(attacker.lowest[at] <= self._low[at] + slack)

    def attack(self, attacker: Attacker, at: int, upwards: bool) -> tuple[float, frozenset[str]]:
        of = self._release.protected[at].of
        return attacker.greatest(of) if upwards else attacker.least(of)

    def settle_for(self, reached: float, at: int, upwards: bool) -> None:
        """What is told in any case lets nobody be kept further away than this."""
        self.pinned.add(self._release.protected[at].name)
        (self._high if upwards else self._low)[at] = reached


def _needed(
    release: Release, begun: frozenset[str], added: list[str], goal: _Goal, worth: dict[str, float]
) -> frozenset[str]:
    """Those of `added` without which somebody would come too near; the dearest are told again first."""
    needed = set(added)
    for name in sorted(added, key=lambda one: (-worth[one], one)):
        if len(needed) > 1 and _protects(release, begun | (needed - {name}), goal):
            needed.discard(name)
    return frozenset(needed)


def _protects(release: Release, hidden: frozenset[str], goal: _Goal) -> bool:
    attacker = Attacker(release, hidden)
    for at in range(len(release.protected)):
        for upwards in (True, False):
            if not goal.is_reached(attacker, at, upwards):
                goal.attack(attacker, at, upwards)
                if not goal.is_reached(attacker, at, upwards):
                    return False
    return True

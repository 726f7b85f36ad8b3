"""Proposals and rules as arrays, in the order of their ids, so that the order in which they came cannot matter.

Words: a *family* is a set of proposals of which at most one can be chosen; the *entry* of a proposal is its cost with
everything that it needs. The hard part is to read pairs of exclusions as few large families: their linear relaxation
is much tighter than that of the pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import isfinite

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from openward.methods.errors import OpenwardError
from openward.methods.portfolio.model import Proposal, Rules

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]

TOLERANCE = 1e-9  # of the budget: what counts as within it


@dataclass(frozen=True, slots=True, eq=False)
class Formulation:
    """n proposals, G groups with a floor, F families, N needs. Money and benefit in the units of the proposals."""

    ids: tuple[str, ...]  # sorted
    cost: Floats  # (n,)
    benefit: Floats  # (n,) at likely effects
    entry: Floats  # (n,)
    groups: tuple[str, ...]  # sorted
    share: Floats  # (G,) least share of the money spent
    allowance: Floats  # (G,) money by which that may be missed
    members: csr_matrix  # (G, n) 1 where the proposal is of the group
    families: csr_matrix  # (F, n) 1 where the proposal is of the family
    needs: Indices  # (N, 2) the first cannot be chosen without the second
    exclusions: Indices  # (E, 2)


def formulate(proposals: Sequence[Proposal], rules: Rules) -> Formulation:
    """Raises OpenwardError: `proposal-twice`, `proposal-unusable` (a cost that is not above 0 or a benefit below 0),
    `proposal-unknown` (a rule names one that is not there), `floor-unusable` (not within 0..1)."""
    ordered = sorted(proposals, key=lambda proposal: proposal.id)
    index: dict[str, int] = {}
    for position, proposal in enumerate(ordered):
        if proposal.id in index:
            raise OpenwardError("proposal-twice", proposal=proposal.id)
        if not (0 < proposal.cost < float("inf")) or proposal.benefit.low < 0:
            raise OpenwardError("proposal-unusable", proposal=proposal.id)
        index[proposal.id] = position
    cost = np.array([proposal.cost for proposal in ordered], dtype=float)
    needs = _pairs(rules.requirements, index)
    exclusions = _pairs({(min(pair), max(pair)) for pair in rules.exclusions}, index)
    groups = tuple(sorted(rules.floors))
    for group in groups:
        if not (isfinite(rules.floors[group]) and 0 <= rules.floors[group] <= 1):
            raise OpenwardError("floor-unusable", group=group, share=rules.floors[group])
        if not 0 <= rules.allowances.get(group, 0.0) < float("inf"):
            raise ValueError(f"the allowance of {group} is below 0 or has no end")
    return Formulation(
        ids=tuple(index),
        cost=cost,
        benefit=np.array([proposal.benefit.likely for proposal in ordered], dtype=float),
        entry=_entries(cost, needs),
        groups=groups,
        share=np.array([rules.floors[group] for group in groups], dtype=float),
        allowance=np.array([rules.allowances.get(group, 0.0) for group in groups], dtype=float),
        members=_incidence(_memberships(ordered, groups), len(ordered)),
        families=_incidence(families_of(exclusions.tolist()), len(ordered)),
        needs=needs,
        exclusions=exclusions,
    )


def families_of(pairs: Iterable[Sequence[int]]) -> list[list[int]]:
    """Families that together hold every pair: each grows from the first pair that no earlier one holds."""
    neighbours: dict[int, set[int]] = {}
    ordered = sorted((min(pair), max(pair)) for pair in pairs)
    for first, second in ordered:
        neighbours.setdefault(first, set()).add(second)
        neighbours.setdefault(second, set()).add(first)
    held: set[tuple[int, int]] = set()
    families = []
    for first, second in ordered:
        if (first, second) in held:
            continue
        family = [first, second]
        others = neighbours[first] & neighbours[second]
        while others:
            family.append(min(others))
            others &= neighbours[family[-1]]
        family.sort()
        held.update(combinations(family, 2))
        families.append(family)
    return families


def _pairs(pairs: Iterable[tuple[str, str]], index: Mapping[str, int]) -> Indices:
    found = []
    for first, second in sorted(pairs):
        for name in (first, second):
            if name not in index:
                raise OpenwardError("proposal-unknown", proposal=name)
        if first != second:
            found.append((index[first], index[second]))
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _entries(cost: Floats, needs: Indices) -> Floats:
    entry = cost.copy()
    needed: dict[int, list[int]] = {}
    for needing, other in needs.tolist():
        needed.setdefault(needing, []).append(other)
    for start in needed:
        reached, waiting = {start}, [start]
        while waiting:
            for other in needed.get(waiting.pop(), ()):
                if other not in reached:
                    reached.add(other)
                    waiting.append(other)
        entry[start] = cost[sorted(reached)].sum()
    return entry


def _memberships(ordered: Sequence[Proposal], groups: Sequence[str]) -> list[list[int]]:
    members: dict[str, list[int]] = {group: [] for group in groups}
    for position, proposal in enumerate(ordered):
        for group in proposal.groups:
            if group in members:
                members[group].append(position)
    return [members[group] for group in groups]


def _incidence(rows: Sequence[Sequence[int]], columns: int) -> csr_matrix:
    starts = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.fromiter((column for row in rows for column in row), dtype=np.int64)
    return csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(rows), columns))

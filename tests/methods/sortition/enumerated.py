"""The fairest chances by trying all panels: linear programmes over people, with no types, relaxation or certificate."""

from __future__ import annotations

import numpy as np
from scipy.optimize import linprog

from openward.methods.sortition.model import Selection
from tests.methods.sortition.small import all_panels

NEAR = 1e-7


def seats_of(selection: Selection) -> np.ndarray:
    """Every panel as a row: 1 for each person of the pool who sits on it."""
    panels = list(all_panels(selection))
    seats = np.zeros((len(panels), len(selection.pool.people)))
    for row, panel in enumerate(panels):
        seats[row, list(panel)] = 1
    return seats


def leximin_of(seats: np.ndarray) -> np.ndarray:
    """Leximin chances by person. Each level is raised; who cannot have more, if nobody has less, is settled there."""
    settled: dict[int, float] = {}
    while len(settled) < seats.shape[1]:
        open_ = [one for one in range(seats.shape[1]) if one not in settled]
        level = raised(seats, settled, open_, 0.0)
        least = settled | dict.fromkeys(open_, level)
        for one in open_:
            if raised(seats, least, [one], level) <= level + NEAR:
                settled[one] = level
    return np.array([settled[one] for one in range(seats.shape[1])])


def raised(seats: np.ndarray, least: dict[int, float], together: list[int], level: float) -> float:
    """The greatest chance that these people can all have, while each of `least` has that."""
    panels, people = seats.shape
    kept = np.array([least.get(one, 0.0) for one in range(people)])
    rows = [np.append(0.0, -seats[:, one]) for one in range(people)]
    rows += [np.append(1.0, -seats[:, one]) for one in together]
    found = linprog(
        np.append(-1.0, np.zeros(panels)),
        A_ub=np.array(rows),
        b_ub=np.append(-kept + NEAR / 100, np.zeros(len(together))),
        A_eq=np.append(0.0, np.ones(panels))[None, :],
        b_eq=[1.0],
    )
    assert found.status == 0
    return max(float(found.x[0]), level)


def best_product_gap(seats: np.ndarray, chances: np.ndarray) -> float:
    """How far these chances are from the greatest geometric mean at most, as a share: the logarithm's slope towards the
    best panel, by concavity. Those whom no panel seats are left out."""
    able = seats.any(axis=0)
    slope = np.where(able, 1 / np.where(able, chances, 1.0), 0.0)
    return float((seats @ slope).max() / able.sum() - 1)

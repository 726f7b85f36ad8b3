"""Mean seats x carried out: panels, and weights whose mean is x to the last digits. Finding them is the proof.

Panels are taken one after another in the direction of what the former ones left short (herding: Welling 2009, Herding
dynamical weights to learn), so that they surround x and their plain mean is within about a seat of it divided by their
number. The weights are then the equal ones, corrected by the least that makes the mean right: one system of linear
equations. The hard part is that a weight may fall below zero; such panels are left out and the rest corrected anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import LinAlgError, cho_factor, cho_solve

from openward.methods.progress import Progress
from openward.methods.sortition.rounding import WHOLE, Face

TRIES = (1.0, 1.2, 1.5, 2.0, 3.0)  # panels for each type with broken seats, one try after another
ROUNDS = 12  # of leaving out panels
EXACT = 1e-10  # seats: the mean is right
WAVER = 0.1  # spread of what is added to the direction, so that panels differ
LEAST_PANELS = 8


@dataclass(frozen=True, slots=True)
class Mixture:
    """Panels with their weights. `counts` is (panels, types)."""

    counts: np.ndarray
    weights: np.ndarray


def carried_out(face: Face, x: np.ndarray, progress: Progress, panels: list[np.ndarray]) -> Mixture | None:
    """A mixture with the mean x, or None if it was not found. All panels that were found are added to `panels`."""
    random = np.random.default_rng(1)
    short, seen = np.zeros(len(x)), set()
    broken = int((np.abs(x - np.rint(x)) > WHOLE).sum())
    tried = failed = 0
    for share in TRIES:
        wanted = max(LEAST_PANELS, int(share * broken) + 1)
        while tried < wanted:
            tried += 1
            panel = face.panel(short + x + random.normal(size=len(x)) * WAVER)
            if panel is None:
                failed += 1
                continue
            short += x - panel
            if panel.tobytes() not in seen:
                seen.add(panel.tobytes())
                panels.append(panel)
            progress("drawing-up-panels", tried, wanted)
        if not panels:
            return None
        weights = corrected(np.array(panels), x)
        if weights is not None:
            kept = weights > 0
            return Mixture(np.array(panels)[kept], weights[kept])
        if failed * 2 > tried:
            break
    return None


def corrected(counts: np.ndarray, x: np.ndarray) -> np.ndarray | None:
    """Weights >= 0, near to equal, whose mean of the panels is x; None if not found. Their sum is 1, since every panel
    fills all seats, and so does x."""
    number = len(counts)
    columns = counts.T.astype(float)
    weights, used = np.full(number, 1 / number), np.ones(number, dtype=bool)
    for _ in range(ROUNDS):
        if not used.any():
            return None
        part = columns[:, used]
        product = part @ part.T
        product[np.diag_indices(len(product))] += 1e-9
        try:
            factor = cho_factor(product)
        except LinAlgError:
            return None
        after = weights
        for _ in range(2):  # the second corrects what the first rounded
            after = after.copy()
            after[used] += part.T @ cho_solve(factor, x - columns @ after)
        if (after >= 0).all():
            return after if np.abs(x - columns @ after).max() < EXACT else None
        used &= after > 0
        weights = np.maximum(after, 0)
    return None

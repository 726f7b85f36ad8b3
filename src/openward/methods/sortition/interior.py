"""The greatest sum of logarithms, by following the path of the interior: of mean seats, and of weights of panels.

A primal-dual method (Wright 1997, Primal-Dual Interior-Point Methods): of each limit the product of its distance and
its multiplier is brought to a value mu that falls to 0. Of x >= 0 it is brought to the members instead, as logarithms
ask: members / x is its multiplier. The hard part: quotas often leave no interior, so rows may depend on each other, and
the last solution is put exactly where it touches limits.
"""

from __future__ import annotations

import numpy as np
from scipy.linalg import lstsq

from openward.methods.sortition.relaxation import Polytope
from openward.methods.sortition.rounding import NEAR

STEPS = 100
FALL = 0.15  # of mu in each step
INSIDE = 0.9  # of the way to a limit, at most
AT = 1e-13  # seats: nearer to a limit it is taken to be so far from it, where there is no interior
SMALL = 1e-12  # mu, beside the members: the path has ended


def greatest_logarithms(polytope: Polytope, able: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Mean seats with the greatest sum over people of the logarithms of chances. `able` is whose chance counts: the
    others have no seats. `x` are seats that keep to all rows, above 0 where `able`."""
    matrix = polytope.rows[:, able].toarray()
    members, limits = polytope.sizes[able], polytope.limits[able]
    bounded = (polytope.least > 0) | (polytope.most < matrix @ limits)
    matrix, least, most = matrix[bounded], polytope.least[bounded], polytope.most[bounded]
    found = np.zeros(len(able))
    if able.any():
        found[able] = _Path(matrix, least, most, limits, members, x[able]).end()
    return _touching(polytope, found)


class _Path:
    """Seats x with multipliers z of x >= 0 and s of x <= limits; rows' sums r with multipliers y, and p and q of their
    least and most. Rows whose least is their most have neither r nor p nor q."""

    def __init__(
        self,
        matrix: np.ndarray,
        least: np.ndarray,
        most: np.ndarray,
        limits: np.ndarray,
        members: np.ndarray,
        x: np.ndarray,
    ) -> None:
        self.matrix, self.least, self.most = matrix, least, most
        self.limits, self.members = limits, members
        self.free = least < most
        self.x = np.minimum(np.maximum(x, limits * 1e-3), limits * 0.99)
        self.z = members / self.x
        room = np.where(self.free, most - least, 1.0)
        self.r = np.clip(matrix @ self.x, least + 0.1 * room, most - 0.1 * room)
        self.mu = float(members.mean())
        self.s = np.full(len(x), self.mu) / (limits - self.x)
        self.y = np.zeros(len(least))
        self.p, self.q = self.mu / room, self.mu / room

    def end(self) -> np.ndarray:
        for _ in range(STEPS):
            self._step()
            if self.mu < SMALL * self.members.min():
                break
        return self.x

    def _step(self) -> None:
        under, over = (self.r - self.least)[self.free], (self.most - self.r)[self.free]
        products = (self.s * (self.limits - self.x), self.p[self.free] * under, self.q[self.free] * over)
        self.mu = FALL * float(np.concatenate(products).mean())
        x, z, s, r, y, p, q, mu = self.x, self.z, self.s, self.r, self.y, self.p, self.q, self.mu
        above, free = np.maximum(self.limits - x, AT), self.free
        under = np.where(free, np.maximum(r - self.least, AT), 1.0)
        over = np.where(free, np.maximum(self.most - r, AT), 1.0)
        curve = z / x + s / above
        slope = -(self.matrix.T @ y) + self.members / x - mu / above
        row_curve = p / under + q / over
        row_slope = y + mu / under - mu / over
        missing = self.matrix @ x - np.where(free, r, self.least)
        system = (self.matrix / curve) @ self.matrix.T + np.diag(np.where(free, 1 / row_curve, 0.0))
        wanted = (self.matrix / curve) @ slope - np.where(free, row_slope / row_curve, 0.0) + missing
        dy = _solved(system, wanted)
        dx = (slope - self.matrix.T @ dy) / curve
        dr = np.where(free, (row_slope + dy) / row_curve, 0.0)
        dz = self.members / x - z - z / x * dx
        ds = mu / above - s + s / above * dx
        dp = mu / under - p - p / under * dr
        dq = mu / over - q + q / over * dr
        inside = [(x, dx), (above, -dx), (under, dr), (over, -dr)]
        far = min(1.0, INSIDE * min(_room(value, change) for value, change in inside))
        dual = min(1.0, INSIDE * min(_room(value, change) for value, change in ((z, dz), (s, ds), (p, dp), (q, dq))))
        self.x, self.r = x + far * dx, r + far * dr
        self.z, self.s, self.y = z + dual * dz, s + dual * ds, y + dual * dy
        self.p, self.q = p + dual * dp, q + dual * dq


def _solved(system: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The solution of a symmetric system without negative values, scaled to a diagonal of ones; the shortest one where
    rows depend on each other."""
    scale = 1 / np.sqrt(np.diag(system))
    scaled = lstsq(system * scale * scale[:, None], wanted * scale, cond=1e-14, lapack_driver="gelsy")[0]
    return np.asarray(scaled * scale)


def _room(value: np.ndarray, change: np.ndarray) -> float:
    """How many times the change can be made before a value is 0."""
    falling = change < 0
    return float((-value[falling] / change[falling]).min(initial=np.inf))


def _touching(polytope: Polytope, x: np.ndarray) -> np.ndarray:
    """The seats x, moved by rounding errors, so that what nearly meets a limit or is nearly whole does so exactly."""
    x = x.copy()
    nearly = np.abs(x - np.rint(x)) < NEAR
    x[nearly] = np.rint(x[nearly])
    sums = polytope.rows @ x
    high, low = sums > polytope.most - NEAR, sums < polytope.least + NEAR
    touched = np.flatnonzero(high | low)
    due = np.where(high, polytope.most, polytope.least)[touched] - sums[touched]
    part = polytope.rows[touched].toarray()[:, ~nearly]
    square = x[~nearly] ** 2
    for _ in range(2):  # the second corrects what the first rounded
        x[~nearly] += square * (part.T @ lstsq((part * square) @ part.T, due, cond=1e-12, lapack_driver="gelsy")[0])
        due = np.where(high, polytope.most, polytope.least)[touched] - (polytope.rows @ x)[touched]
    return x


def best_weights(counts: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Weights of panels, `counts` (panels, types), with the greatest sum over people of the logarithms of their seats.

    That they sum to 1 need not be asked for: people times the sum of weights is taken off, and at the best scale, of
    which each logarithm is worth as much, the sum is 1.
    """
    people = float(members.sum())
    weights = np.full(len(counts), 1 / len(counts))
    reduced = np.full(len(counts), people)
    for _ in range(STEPS):
        mu = FALL * float(weights @ reduced) / len(weights)
        seats = weights @ counts
        gain = counts @ (members / seats) - people
        curve = (counts * (members / seats**2)) @ counts.T
        curve[np.diag_indices(len(curve))] += reduced / weights
        change = _solved(curve, gain + mu / weights)
        duals = mu / weights - reduced - reduced / weights * change
        weights = weights + min(1.0, INSIDE * _room(weights, change)) * change
        reduced = reduced + min(1.0, INSIDE * _room(reduced, duals)) * duals
        if mu < SMALL * members.min():
            break
    return np.asarray(weights / weights.sum())

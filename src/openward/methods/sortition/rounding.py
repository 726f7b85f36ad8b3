"""Whole panels near to mean seats x, as good as can be in a direction: a linear programme, rounded, then mended.

Every panel of a lottery whose mean is x fills what x fills: where x meets a row's limit, so must each panel, and a type
gets x's seats rounded down or up. The vertex of that face has few broken seats (fewer than rows); rounding breaks few
rows. The hard part is to mend them: first by the best change of one seat or exchange of two, by a product of matrices;
then by an exchange of two for two, found by adding codes: the code of a type is a number drawn at random for each fixed
row and summed, so that four types balance if their codes do, and a sorted table of pairs finds those that do.
"""

from __future__ import annotations

import highspy
import numpy as np

from openward.methods.solver import quiet_solver, set_matrix
from openward.methods.sortition.relaxation import Polytope

NEAR = 1e-7  # seats: nearer to a limit than this is at the limit
WHOLE = 1e-6  # seats
STEPS = 80  # changes of one seat, at most
PAIRED_TYPES = 2500  # more types than this share the table of pairs out: only so many are in it
MATCHES = 30  # for each pair that would go, at most so many that could come
TRIED = 60  # exchanges of two for two, best first
TASTE = 1e-3  # how much a step of mending minds the direction, beside a row's break of one seat


class Face:
    """The panels among which x can be a mean. With x None: all panels."""

    def __init__(self, polytope: Polytope, x: np.ndarray | None = None) -> None:
        self.polytope = polytope
        self.least, self.most = polytope.least.copy(), polytope.most.copy()
        self.low, self.high = np.zeros(len(polytope.limits)), polytope.limits.copy()
        if x is not None:
            used = polytope.rows @ x
            self.least = np.where(used > polytope.most - NEAR, polytope.most, self.least)
            self.most = np.where(used < polytope.least + NEAR, polytope.least, self.most)
            self.low = np.clip(np.floor(x + NEAR), 0, polytope.limits)
            self.high = np.minimum(np.ceil(x - NEAR), polytope.limits)
        self.dense = polytope.rows.toarray()
        self.by_type = np.ascontiguousarray(self.dense.T)
        self._make_codes()
        self.solver = self._solver()

    def _make_codes(self) -> None:
        """Codes of the types over the fixed rows, and all pairs of types sorted by the sum of theirs."""
        self.fixed = self.least == self.most
        random = np.random.default_rng(0)
        self.row_codes = random.integers(-(2**40), 2**40, int(self.fixed.sum()))
        self.codes = self.by_type[:, self.fixed].astype(np.int64) @ self.row_codes
        used = np.flatnonzero(self.high > self.low)
        used = used[:: max(1, -(-len(used) // PAIRED_TYPES))]
        first, second = np.triu_indices(len(used))
        sums = self.codes[used[first]] + self.codes[used[second]]
        order = np.argsort(sums, kind="stable")
        self.sums = sums[order]
        self.pairs = used[first[order]].astype(np.int32), used[second[order]].astype(np.int32)

    def _solver(self) -> highspy.Highs:
        solver = quiet_solver()
        solver.setOptionValue("primal_feasibility_tolerance", 1e-9)
        model, number = highspy.HighsLp(), len(self.low)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(number), self.low, self.high
        model.row_lower_, model.row_upper_ = self.least, self.most
        set_matrix(model, self.polytope.rows)
        solver.passModel(model)
        self._columns = np.arange(number, dtype=np.int32)
        return solver

    def vertex(self, direction: np.ndarray) -> np.ndarray | None:
        """Seats, some of them broken, that are the most in this direction. None if the face has none."""
        self.solver.changeColsCost(len(direction), self._columns, direction)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self.solver.getSolution().col_value)

    def panel(self, direction: np.ndarray) -> np.ndarray | None:
        """Counts of a whole panel that are good in this direction. None if mending did not succeed."""
        seats = self.vertex(direction)
        if seats is None:
            return None
        return self.mended(np.rint(seats), direction)

    def _broken(self, sums: np.ndarray) -> np.ndarray:
        return np.maximum(self.least - sums, 0) + np.maximum(sums - self.most, 0)

    def mended(self, counts: np.ndarray, direction: np.ndarray) -> np.ndarray | None:
        """Counts that keep to all rows, by few changes. None if not found."""
        counts = counts.copy()
        taste = TASTE / max(float(np.abs(direction).max()), 1e-12)
        for _ in range(STEPS):
            sums = self.dense @ counts
            broken = self._broken(sums)
            if not broken.any():
                return counts
            more, fewer = self._broken(sums + 1) - broken, self._broken(sums - 1) - broken
            takers, givers = np.flatnonzero(counts < self.high), np.flatnonzero(counts > self.low)
            if not len(takers) or not len(givers):
                return None
            gain, loss = self.by_type[takers] @ more, self.by_type[givers] @ fewer
            giver, taker = self._best_pair(givers, takers, loss, gain, more + fewer, direction * taste)
            both = (
                loss[giver] + gain[taker] - self.by_type[givers[giver]] * (more + fewer) @ self.by_type[takers[taker]]
            )
            least_gain, least_loss = int(np.argmin(gain)), int(np.argmin(loss))
            one = min(gain[least_gain], loss[least_loss])
            if one < 0 and one < both:
                if gain[least_gain] < loss[least_loss]:
                    counts[takers[least_gain]] += 1
                else:
                    counts[givers[least_loss]] -= 1
            elif both < 0:
                counts[givers[giver]] -= 1
                counts[takers[taker]] += 1
            else:
                return self._exchanged(counts, sums, givers, direction)
        return None

    def _best_pair(
        self,
        givers: np.ndarray,
        takers: np.ndarray,
        loss: np.ndarray,
        gain: np.ndarray,
        shared: np.ndarray,
        taste: np.ndarray,
    ) -> tuple[int, int]:
        """The exchange that breaks rows least: loss and gain, less what both count for in rows that they share. All of
        it in one product of matrices of single precision, since most of the time goes here."""
        giving = np.empty((len(givers), len(shared) + 2), dtype=np.float32)
        giving[:, :-2] = self.by_type[givers] * -shared
        giving[:, -2], giving[:, -1] = loss + taste[givers], 1
        taking = np.empty((len(takers), len(shared) + 2), dtype=np.float32)
        taking[:, :-2] = self.by_type[takers]
        taking[:, -2], taking[:, -1] = 1, gain - taste[takers]
        giver, taker = divmod(int(np.argmin(giving @ taking.T)), len(takers))
        return giver, taker

    def _exchanged(
        self, counts: np.ndarray, sums: np.ndarray, givers: np.ndarray, direction: np.ndarray
    ) -> np.ndarray | None:
        """Two seats given for two, so that every fixed row is right, and the others too."""
        missing = (self.least - sums)[self.fixed].astype(np.int64) @ self.row_codes
        first, second = (givers[places] for places in np.triu_indices(len(givers)))
        able = (first != second) | (counts[first] - 1 > self.low[first])
        first, second = first[able], second[able]
        wanted = missing + self.codes[first] + self.codes[second]
        begin, end = np.searchsorted(self.sums, wanted), np.searchsorted(self.sums, wanted, side="right")
        number = np.minimum(end - begin, MATCHES)
        total = int(number.sum())
        if not total:
            return None
        which = np.repeat(np.arange(len(first)), number)
        nth = np.arange(total) - np.repeat(np.cumsum(number) - number, number)
        found = begin[which] + nth * np.maximum((end - begin) // np.maximum(number, 1), 1)[which]
        takers = self.pairs[0][found], self.pairs[1][found]
        room = (counts[takers[0]] < self.high[takers[0]]) & (counts[takers[1]] < self.high[takers[1]])
        able = np.flatnonzero(room & ((takers[0] != takers[1]) | (counts[takers[0]] + 1 < self.high[takers[0]])))
        change = direction[takers[0]] + direction[takers[1]] - direction[first[which]] - direction[second[which]]
        for place in able[np.argsort(-change[able], kind="stable")[:TRIED]]:
            after = counts.copy()
            for given in (first[which[place]], second[which[place]]):
                after[given] -= 1
            for taken in (takers[0][place], takers[1][place]):
                after[taken] += 1
            inside = (after >= self.low).all() and (after <= self.high).all()
            if inside and not self._broken(self.dense @ after).any():
                return after
        return None

"""HiGHS as we use it: one thread, no output, the same steps each time (Huangfu and Hall 2018, Parallelizing the dual
revised simplex method). No limit of time anywhere, since it would make results depend on the machine.
"""

from __future__ import annotations

import highspy
import numpy as np
from scipy.sparse import csr_matrix


class _Quiet(highspy.Highs):
    """The constructor greets on standard output, unless it is silent before it sets its callbacks."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def quiet_solver() -> highspy.Highs:
    """A solver without a model."""
    solver = _Quiet()  # type: ignore[no-untyped-call]
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", 0)
    return solver


def set_matrix(model: highspy.HighsLp, matrix: csr_matrix) -> None:
    """Give a model its rows."""
    model.num_row_, model.num_col_ = matrix.shape
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = matrix.indptr.astype(np.int32)
    model.a_matrix_.index_ = matrix.indices.astype(np.int32)
    model.a_matrix_.value_ = matrix.data

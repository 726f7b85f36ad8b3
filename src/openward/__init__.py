"""Openward: the workbench for global-local cooperation in protecting vulnerable targets and engaging communities."""

import os

__version__ = "0.1.0"

# Before numpy is loaded: many small products of matrices are several times slower on threads that wait for each other,
# and the last digits of their sums would hang on how many threads a machine has.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

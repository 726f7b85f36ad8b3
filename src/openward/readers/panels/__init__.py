"""Pools of volunteers and their quotas, from tables that people keep.

`sheets.py` gives rows as they stand, `quotas.py` and `pools.py` make them into the values of methods/sortition. Nothing
is guessed about a person: a cell that is missing or unknown is named by its row and column.
"""

from openward.readers.panels.pools import Columns, LeftOut, PoolSheet, read_pool
from openward.readers.panels.quotas import QuotaSheet, read_quotas

__all__ = ["Columns", "LeftOut", "PoolSheet", "QuotaSheet", "read_pool", "read_quotas"]

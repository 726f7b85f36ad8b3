"""What a room works out anew when one of its records was changed by undo: search texts, results of methods, totals.

    @after_undo("places.place")
    def refresh(place, fields): ...

It is called in the transaction of the undoing, with the record as it is now and the names of the fields that were given
back (all of them when a deletion was undone). What it writes to the record itself is told in the same event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Refresh = Callable[[Any, frozenset[str]], None]
_refreshers: defaultdict[str, list[Refresh]] = defaultdict(list)


def after_undo(record_kind: str) -> Callable[[Refresh], Refresh]:
    """Register `function(record, fields)` for a kind ("app.model")."""

    def register(function: Refresh) -> Refresh:
        _refreshers[record_kind].append(function)
        return function

    return register


def refresh(record: Any, fields: frozenset[str]) -> None:
    """Let every room that asked for it work out anew what hangs on the record."""
    for function in _refreshers.get(record._meta.label_lower, ()):
        function(record, fields)

"""Items some at a time, as `itertools.batched` gives them from Python 3.12 on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


def batched(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of `size` items in their order, the last perhaps shorter; nothing of nothing."""
    waiting = iter(items)
    while batch := list(islice(waiting, size)):
        yield batch

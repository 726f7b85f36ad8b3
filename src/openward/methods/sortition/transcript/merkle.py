"""A Merkle tree over the pool: one hash stands for all leaves, and a short path shows that a leaf is among them.

As RFC 6962, section 2.1: a leaf is hashed behind a zero byte and a node behind a one byte, so no node passes for a leaf
(second preimages), and an odd leaf is never doubled, so no two lists share a root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The root over the contents of leaves, in their order."""
    return _levels(leaves)[-1][0] if leaves else EMPTY


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from a leaf up to the root, the lowest first (RFC 6962, 2.1.1)."""
    return _beside(_levels(leaves), index)


def paths(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Those of all leaves, in their order, from one tree."""
    levels = _levels(leaves)
    return [_beside(levels, index) for index in range(len(leaves))]


def is_included(content: bytes, index: int, count: int, beside: Sequence[bytes], expected: bytes) -> bool:
    """Whether the leaf stands at `index` of the `count` leaves under this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < count:
        return False
    made, rest, last = leaf_hash(content), list(beside), count - 1
    while last > 0:
        if index % 2 == 1 or index < last:
            if not rest:
                return False
            sibling = rest.pop(0)
            made = _node(sibling, made) if index % 2 == 1 else _node(made, sibling)
        index //= 2
        last //= 2
    return not rest and made == expected


def _levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """All hashes, the leaves' first. Pairing from the left and carrying an odd one up gives RFC 6962's tree, whose left
    half is a power of 2."""
    levels = [[leaf_hash(leaf) for leaf in leaves]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([_node(*below[place : place + 2]) for place in range(0, len(below), 2)])
    return levels


def _beside(levels: Sequence[Sequence[bytes]], index: int) -> list[bytes]:
    beside = []
    for level in levels[:-1]:
        if index ^ 1 < len(level):
            beside.append(level[index ^ 1])
        index //= 2
    return beside


def _node(left: bytes, right: bytes | None = None) -> bytes:
    return left if right is None else hashlib.sha256(b"\x01" + left + right).digest()

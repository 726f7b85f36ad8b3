"""The tree shows what is in it, and nothing that isn't."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openward.methods.sortition.transcript.merkle import is_included, leaf_hash, path, paths, root

leaves = st.lists(st.binary(max_size=4), min_size=1, max_size=20)


def split_root(items: list[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not items:
        return hashlib.sha256(b"").digest()
    if len(items) == 1:
        return hashlib.sha256(b"\0" + items[0]).digest()
    half = 1
    while half * 2 < len(items):
        half *= 2
    return hashlib.sha256(b"\1" + split_root(items[:half]) + split_root(items[half:])).digest()


@given(leaves)
def test_the_root_is_that_of_the_standard(items: list[bytes]) -> None:
    assert root(items) == split_root(items)


@given(leaves, st.data())
def test_each_leaf_is_shown_to_be_there_and_no_other(items: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(items) - 1))
    beside = path(items, index)
    assert beside == paths(items)[index]
    assert is_included(items[index], index, len(items), beside, root(items))
    assert not is_included(items[index] + b"!", index, len(items), beside, root(items))
    assert not is_included(items[index], index, len(items), [*beside, b"\0" * 32], root(items))
    assert not is_included(items[index], index, len(items), beside[:-1], root(items)) or not beside
    assert not is_included(items[index], len(items), len(items), beside, root(items))


def test_a_node_does_not_pass_for_a_leaf() -> None:
    items = [b"a", b"b", b"c", b"d"]
    inner = leaf_hash(b"a") + leaf_hash(b"b")
    assert root([inner, leaf_hash(b"c") + leaf_hash(b"d")]) != root(items)


@pytest.mark.parametrize("items", [[b"a", b"b", b"c"], [b"a"]])
def test_a_last_leaf_told_twice_is_another_list(items: list[bytes]) -> None:
    assert root(items) != root([*items, items[-1]])
